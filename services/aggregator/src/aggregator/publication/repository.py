"""The only place that touches the collection of publications."""

from datetime import datetime

from tierzero.store import Database, Document
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "publications"


async def prepare(database: Database) -> None:
    """Create the index by which the published factories are listed."""
    await database[COLLECTION].create_index([("published", 1)])


async def save(database: Database, scope: Scope, published: bool, now: datetime) -> None:
    """Keep the factory's decision, and whose it was."""
    decision = {"published": published, "changed_at": now, "changed_by": scope.actor}
    scoped = ScopedCollection(database[COLLECTION], scope)
    await scoped.update_one({"_id": scope.organization_id}, {"$set": decision}, upsert=True)


async def is_published(database: Database, factory_id: str) -> bool:
    """Whether strangers may see the factory. They have no scope; the answer is public itself."""
    found = await database[COLLECTION].find_one({"_id": factory_id, "published": True})
    return found is not None


async def published(database: Database) -> list[Document]:
    """Every factory that chose to be seen by all."""
    return await database[COLLECTION].find({"published": True}).sort("_id", 1).to_list(None)


async def find(database: Database, scope: Scope) -> Document | None:
    """The decision of the scope's factory; None before its first."""
    return await ScopedCollection(database[COLLECTION], scope).find_one()
