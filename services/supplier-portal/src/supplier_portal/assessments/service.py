"""Learning verdicts, and telling which limits a product meets."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Assessment, assessment_of

__all__ = ["Assessment", "assessment_of", "counts", "current", "learn", "worst_by_product"]

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


async def current(
    portal: Portal, scope: Scope, product_ids: Iterable[str] | None = None
) -> list[Assessment]:
    """Verdicts that hold, on all products or on those named."""
    return await repository.current(portal.database, scope, product_ids)


def counts(assessments: Iterable[Assessment]) -> Mapping[str, int]:
    """Verdict → how many."""
    return Counter(one.verdict for one in assessments)


def worst_by_product(assessments: Iterable[Assessment]) -> Mapping[str, str]:
    """Product id → its worst verdict."""
    worst: dict[str, str] = {}
    for one in assessments:
        known = worst.get(one.product_id, "pass")
        worst[one.product_id] = min(known, one.verdict, key=WORST_FIRST.index)
    return worst


def _version(assessment: Assessment) -> int:
    return assessment.version
