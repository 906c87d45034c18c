"""Learning verdicts, and telling which limits a product meets."""

from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.portal import Portal
from tierzero.lists import Count, Stretch, Turn
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Assessment, assessment_of

__all__ = [
    "Assessment",
    "assessment_of",
    "count",
    "current",
    "first",
    "learn",
    "turned",
    "worst_by_product",
]

WORST_FIRST = ("fail", "expired", "no_data", "conditional", "pass")


async def learn(portal: Portal, scope: Scope, stated: Sequence[Assessment]) -> None:
    """Keep the newest version of each verdict; older ones and repetitions change nothing."""
    newest: dict[str, Assessment] = {}
    for one in sorted(stated, key=_version):
        newest[one.id] = one

    async def write(session: Session) -> None:
        known = await repository.versions(portal.database, scope, newest, session)
        new = [one for one in newest.values() if one.id not in known]
        await repository.insert_many(portal.database, scope, new, session)
        for one in newest.values():
            if one.id in known and one.version > known[one.id]:
                await repository.replace(portal.database, scope, one, session)

    await portal.store.in_transaction(write)


async def current(portal: Portal, scope: Scope, product_ids: Iterable[str]) -> list[Assessment]:
    """Verdicts that hold on the products."""
    return await repository.current(portal.database, scope, product_ids)


async def turned(portal: Portal, scope: Scope, turn: Turn, size: int) -> Stretch[Assessment]:
    """A page of the verdicts that hold, by product."""
    return await repository.turned(portal.database, scope, turn, size)


async def first(
    portal: Portal, scope: Scope, verdicts: Sequence[str], limit: int
) -> list[Assessment]:
    """The first verdicts of these kinds that hold, kind by kind."""
    found: list[Assessment] = []
    for verdict in verdicts:
        if len(found) < limit:
            left = limit - len(found)
            found += await repository.with_verdict(portal.database, scope, verdict, left)
    return found


async def count(portal: Portal, scope: Scope, verdicts: Iterable[str]) -> Count:
    """How many verdicts of these kinds hold, as far as lists are counted."""
    counted = [await repository.count(portal.database, scope, verdict) for verdict in verdicts]
    return sum(counted, Count(0))


def worst_by_product(assessments: Iterable[Assessment]) -> Mapping[str, str]:
    """Product id → its worst verdict."""
    worst: dict[str, str] = {}
    for one in assessments:
        known = worst.get(one.product_id, "pass")
        worst[one.product_id] = min(known, one.verdict, key=WORST_FIRST.index)
    return worst


def _version(assessment: Assessment) -> int:
    return assessment.version
