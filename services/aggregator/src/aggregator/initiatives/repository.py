"""The only place that touches the collection of initiatives."""

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope

COLLECTION = "initiatives"


async def prepare(database: Database) -> None:
    """Create the index that reading one factory's initiatives needs."""
    await database[COLLECTION].create_index([("factory_ids", 1)])


async def shared_with(
    database: Database, scope: Scope, session: Session | None = None
) -> list[Document]:
    """Initiatives that count for the scope's factory and were not withdrawn, by id.

    Most belong to suppliers, who chose this reader; so the list of readers takes the place of the
    owner in the filter.
    """
    mine = {"factory_ids": scope.organization_id, "withdrawn": False}
    found = database[COLLECTION].find(mine, session=session)
    return await found.sort("_id", 1).to_list(None)
