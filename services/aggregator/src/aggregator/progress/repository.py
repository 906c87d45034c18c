"""The only place that touches the collections of progress and of marks of what to recompute."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bson import ObjectId

from tierzero.store import Database, Document, Session
from tierzero.telemetry import current_traceparent
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "progress"
MARKS = "progress_marks"

_MOST_MARKS = 1000


async def prepare(database: Database) -> None:
    """Create the indexes by which a factory's progress and marks are found."""
    await database[MARKS].create_index([("organization_id", 1), ("_id", 1)])
    # It also makes sure of the collection before anybody watches it.
    await database[COLLECTION].create_index([("organization_id", 1)])


async def find(database: Database, scope: Scope, session: Session | None = None) -> Document | None:
    """The progress of the scope's factory."""
    return await ScopedCollection(database[COLLECTION], scope).find_one(session=session)


async def save(database: Database, scope: Scope, session: Session, document: Document) -> None:
    """Put the factory's progress in the place of the one before."""
    scoped = ScopedCollection(database[COLLECTION], scope)
    identity = {"_id": scope.organization_id}
    await scoped.replace_one(identity, {**identity, **document}, upsert=True, session=session)


async def mark(database: Database, session: Session, factory_ids: Iterable[str]) -> None:
    """Note that the factories' progress may have changed.

    A mark is always inserted, never updated: two transactions that mark the same factory do not
    collide, and a recomputation removes only the marks whose facts it has seen.
    """
    traceparent = current_traceparent()
    marks = [{"organization_id": one, "traceparent": traceparent} for one in sorted(factory_ids)]
    await database[MARKS].insert_many(marks, session=session)


async def marks_of(database: Database, scope: Scope) -> list[Document]:
    """The oldest marks of a factory."""
    scoped = ScopedCollection(database[MARKS], scope)
    return await scoped.find().sort("_id", 1).limit(_MOST_MARKS).to_list(None)


async def unmark(
    database: Database, scope: Scope, session: Session, ids: Iterable[ObjectId]
) -> None:
    """Remove marks; collides with whoever removes the same ones at the same time."""
    scoped = ScopedCollection(database[MARKS], scope)
    await scoped.delete_many({"_id": {"$in": list(ids)}}, session=session)


async def marked_factories(
    database: Database, now: datetime, older_than: timedelta = timedelta(0)
) -> list[str]:
    """Factories with marks of some age, by id. The work list of all factories has no one scope."""
    if not older_than:
        return sorted(await database[MARKS].distinct("organization_id"))
    before = ObjectId.from_datetime(now - older_than)
    return sorted(await database[MARKS].distinct("organization_id", {"_id": {"$lt": before}}))
