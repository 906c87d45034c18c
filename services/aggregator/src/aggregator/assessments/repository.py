"""The only place that touches the collection of assessments."""

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "assessments"


async def prepare(database: Database) -> None:
    """Create the index that counting one factory's verdicts needs."""
    await database[COLLECTION].create_index([("organization_id", 1), ("verdict", 1)])


async def totals(database: Database, scope: Scope, session: Session | None) -> list[Document]:
    """For each verdict how many products have it, and when the newest was recorded."""
    scoped = ScopedCollection(database[COLLECTION], scope)
    newest = {"$max": "$recorded_at"}
    grouping = {"$group": {"_id": "$verdict", "count": {"$sum": 1}, "newest": newest}}
    return await scoped.aggregate([{"$match": {"withdrawn": False}}, grouping], session=session)
