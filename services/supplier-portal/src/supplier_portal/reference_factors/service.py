"""Learning published factors and finding them."""

from collections.abc import Iterable, Mapping, Sequence

from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import ReferenceFactor
from .repository import Wanted

__all__ = ["ReferenceFactor", "Wanted", "by_ids", "learn", "newest", "search"]


async def learn(portal: Portal, owner: Scope, stated: Sequence[ReferenceFactor]) -> None:
    """Keep the newest version of each factor; older ones and repetitions change nothing."""
    newest_of = {one.id: one for one in sorted(stated, key=_version)}

    async def write(session: Session) -> None:
        known = await repository.versions(portal.database, owner, newest_of, session)
        new = [one for one in newest_of.values() if one.id not in known]
        await repository.insert_many(portal.database, owner, new, session)
        for one in newest_of.values():
            if one.id in known and one.version > known[one.id]:
                await repository.replace(portal.database, owner, one, session)

    await portal.store.in_transaction(write)


async def search(
    portal: Portal, scope: Scope, wanted: Wanted, limit: int = 50
) -> list[ReferenceFactor]:
    """Factors for everybody and the organization's own, by name."""
    found = [
        one
        for reader in _readable(scope)
        for one in await repository.sought(portal.database, reader, wanted, limit)
    ]
    return sorted(found, key=_name)[:limit]


async def by_ids(
    portal: Portal, scope: Scope, identities: Iterable[str]
) -> Mapping[str, ReferenceFactor]:
    """Id → factor, of those that the organization may use."""
    wanted = set(identities)
    if not wanted:
        return {}
    return {
        one.id: one
        for reader in _readable(scope)
        for one in await repository.find_many(portal.database, reader, wanted)
    }


async def newest(
    portal: Portal, scope: Scope, factors: Iterable[ReferenceFactor]
) -> Mapping[str, ReferenceFactor]:
    """Id → the edition that has taken its place, or itself: the latest data, then the latest."""
    wanted = list(factors)
    families = {one.family for one in wanted}
    latest: dict[str, ReferenceFactor] = {}
    for reader in _readable(scope) if families else ():
        for one in await repository.of_families(portal.database, reader, families):
            held = latest.get(one.family)
            if held is None or _edition(one) > _edition(held):
                latest[one.family] = one
    return {one.id: latest.get(one.family, one) for one in wanted}


def _readable(scope: Scope) -> tuple[Scope, Scope]:
    return register_scope(scope.actor), scope


def _version(factor: ReferenceFactor) -> int:
    return factor.version


def _name(factor: ReferenceFactor) -> tuple[str, str]:
    return factor.name.casefold(), factor.id


def _edition(factor: ReferenceFactor) -> tuple[int, float, str]:
    return factor.data_year or 0, factor.recorded_at.timestamp(), factor.id
