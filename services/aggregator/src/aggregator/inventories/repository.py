"""The only place that touches the collection of inventories."""

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "inventories"


async def prepare(database: Database) -> None:
    """Create the index that reading one factory's inventories needs."""
    await database[COLLECTION].create_index([("organization_id", 1), ("year", 1), ("category", 1)])


async def current(
    database: Database, scope: Scope, session: Session | None = None
) -> list[Document]:
    """All inventories of the scope that were not withdrawn, by year and category."""
    scoped = ScopedCollection(database[COLLECTION], scope)
    found = scoped.find({"withdrawn": False}, session=session)
    return await found.sort([("year", 1), ("category", 1)]).to_list(None)
