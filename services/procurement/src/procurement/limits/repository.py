"""The limits of buyers."""

from collections.abc import Collection
from datetime import datetime

from tierzero import lists
from tierzero.lists import Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, limit_from
from .model import SetLimit

COLLECTION = "limits"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    limits = database[COLLECTION]
    await limits.create_index([("slot", 1)], unique=True)
    standing = [("organization_id", 1), ("withdrawn", 1)]
    await limits.create_index([*standing, ("valid_from", -1), ("_id", -1)])
    await limits.create_index([("reassess_at", 1)])


async def every(database: Database, scope: Scope, session: Session = None) -> list[SetLimit]:
    """The buyer's limits that are not withdrawn, the latest first."""
    chosen = {"withdrawn": False}
    cursor = _scoped(database, scope).find(chosen, sort=[("valid_from", -1)], session=session)
    return [limit_from(document) async for document in cursor]


async def turned(database: Database, scope: Scope, turn: Turn, size: int) -> Stretch[SetLimit]:
    """A page of the buyer's limits that are not withdrawn, the latest first."""
    listing = Listing(COLLECTION, "valid_from", {"withdrawn": False}, descending=True)
    found = await lists.page(database, scope, listing, turn, size)
    return lists.mapped(found, [limit_from(document) for document in found.items])


async def find(
    database: Database, scope: Scope, limit_id: str, session: Session = None
) -> SetLimit | None:
    """One limit of the buyer, also a withdrawn one."""
    found = await _scoped(database, scope).find_one({"_id": limit_id}, session=session)
    return limit_from(found) if found else None


async def insert(
    database: Database, scope: Scope, held: SetLimit, due: datetime, session: Session
) -> None:
    """Store a new limit, to be assessed as soon as possible."""
    document = {**document_of(held), "reassess_at": due}
    await _scoped(database, scope).insert_one(document, session=session)


async def replace(
    database: Database, scope: Scope, held: SetLimit, due: datetime, session: Session
) -> bool:
    """Store a limit in place of its previous version; False where that is no longer there."""
    document = {**document_of(held), "reassess_at": due}
    previous = {"_id": held.id, "version": held.version - 1}
    outcome = await _scoped(database, scope).replace_one(previous, document, session=session)
    return outcome.matched_count == 1


async def reschedule(
    database: Database, scope: Scope, held: SetLimit, at: datetime | None, session: Session
) -> None:
    """Note when time alone will next change which products the limit applies to."""
    same = {"_id": held.id, "version": held.version}
    change = {"$set": {"reassess_at": at}}
    await _scoped(database, scope).update_one(same, change, session=session)


async def that_concern(
    database: Database,
    scope: Scope,
    product_ids: Collection[str],
    buyers: Collection[str] | None,
    session: Session = None,
) -> list[SetLimit]:
    """Limits that may concern products of the scope's supplier: its own limits are not meant.

    Of the named buyers, to whom the supplier shows the products, or of all where one is public.
    """
    concerned = {"$or": [{"product_id": {"$in": list(product_ids)}}, {"product_id": None}]}
    asking = {} if buyers is None else {"organization_id": {"$in": sorted(buyers)}}
    cursor = database[COLLECTION].find({"withdrawn": False, **concerned, **asking}, session=session)
    return [limit_from(document) async for document in cursor]


async def due(database: Database, now: datetime) -> list[tuple[str, str]]:
    """(buyer id, limit id) whose time has come: where to work, and nothing of the contents."""
    chosen = {"reassess_at": {"$ne": None, "$lte": now}}
    cursor = database[COLLECTION].find(chosen, projection={"organization_id": 1})
    return [(document["organization_id"], document["_id"]) async for document in cursor]


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
