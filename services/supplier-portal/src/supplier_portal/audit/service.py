"""Recording and reading what was changed."""

from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Change, Entry

__all__ = ["Change", "Entry", "count", "newest", "record"]


async def record(portal: Portal, scope: Scope, session: Session, *changes: Change) -> None:
    """Write changes to the log in the transaction that makes them."""
    if changes:
        await repository.append(portal.database, scope, portal.clock(), changes, session)


async def newest(
    portal: Portal, scope: Scope, subject: str = "", *, skip: int = 0, limit: int = 50
) -> list[Entry]:
    """The organization's entries, newest first; of one thing where its id is given."""
    return await repository.newest(portal.database, scope, subject, skip=skip, limit=limit)


async def count(portal: Portal, scope: Scope) -> int:
    """How many entries there are."""
    return await repository.count(portal.database, scope)
