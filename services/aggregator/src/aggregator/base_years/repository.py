"""The only place that touches the collection of base years."""

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "base_years"


async def current(
    database: Database, scope: Scope, session: Session | None = None
) -> Document | None:
    """What was told last of the scope's base year; None before the first time."""
    scoped = ScopedCollection(database[COLLECTION], scope)
    return await scoped.find_one({"_id": scope.organization_id}, session=session)
