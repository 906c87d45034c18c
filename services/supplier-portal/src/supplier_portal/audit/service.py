"""Recording and reading what was changed."""

from collections.abc import Iterator, Sequence

from supplier_portal.portal import Portal
from tierzero.lists import Count, Stretch, Turn
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Change, Entry, Wanted

__all__ = ["EVERY", "Change", "Entry", "Wanted", "actors", "count", "newest", "record", "turned"]

EVERY = Wanted()
"""All entries."""

_LATELY = 200
"""Entries whose actors are offered for choosing; others are typed."""

_ALONE = 20
"""Most changes of one kind that get an entry each."""


async def record(portal: Portal, scope: Scope, session: Session, *changes: Change) -> None:
    """Write changes to the log in the transaction that makes them.

    Changes of one kind in large numbers, as in an upload, share one entry.
    """
    if changes:
        groups = list(_groups(changes))
        ids = await repository.append(portal.database, scope, portal.clock(), groups, session)
        portal.pending.note(scope.organization_id, ids)


def _groups(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    by_action: dict[str, list[Change]] = {}
    for change in changes:
        by_action.setdefault(change.action, []).append(change)
    for alike in by_action.values():
        yield from [alike] if len(alike) > _ALONE else [[change] for change in alike]


async def newest(
    portal: Portal, scope: Scope, wanted: Wanted = EVERY, *, limit: int
) -> list[Entry]:
    """The newest of the organization's entries that are wanted, newest first."""
    return await repository.newest(portal.database, scope, wanted, limit)


async def turned(
    portal: Portal, scope: Scope, wanted: Wanted, turn: Turn, size: int
) -> Stretch[Entry]:
    """A page of the same list."""
    return await repository.turned(portal.database, scope, wanted, turn, size)


async def count(portal: Portal, scope: Scope, wanted: Wanted = EVERY) -> Count:
    """How many entries are wanted, as far as lists are counted."""
    return await repository.count(portal.database, scope, wanted)


async def actors(portal: Portal, scope: Scope) -> list[str]:
    """Who has changed something lately in the organization."""
    return sorted({one.actor for one in await newest(portal, scope, limit=_LATELY)})
