"""Recording and reading what was changed."""

from collections.abc import Iterator, Sequence

from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Change, Entry, Wanted

__all__ = ["EVERY", "Change", "Entry", "Wanted", "actors", "count", "newest", "record"]

EVERY = Wanted()
"""All entries."""

_ALONE = 20
"""Most changes of one kind that get an entry each."""


async def record(portal: Portal, scope: Scope, session: Session, *changes: Change) -> None:
    """Write changes to the log in the transaction that makes them.

    Changes of one kind in large numbers, as in an upload, share one entry.
    """
    if changes:
        groups = list(_groups(changes))
        await repository.append(portal.database, scope, portal.clock(), groups, session)


def _groups(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    by_action: dict[str, list[Change]] = {}
    for change in changes:
        by_action.setdefault(change.action, []).append(change)
    for alike in by_action.values():
        yield from [alike] if len(alike) > _ALONE else [[change] for change in alike]


async def newest(
    portal: Portal, scope: Scope, wanted: Wanted = EVERY, *, skip: int = 0, limit: int = 50
) -> list[Entry]:
    """The organization's entries that are wanted, newest first."""
    return await repository.newest(portal.database, scope, wanted, skip=skip, limit=limit)


async def count(portal: Portal, scope: Scope, wanted: Wanted = EVERY) -> int:
    """How many entries are wanted."""
    return await repository.count(portal.database, scope, wanted)


async def actors(portal: Portal, scope: Scope) -> list[str]:
    """Everybody who has changed something in the organization."""
    return await repository.actors(portal.database, scope)
