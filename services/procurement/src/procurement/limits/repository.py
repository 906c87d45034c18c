"""The limits of buyers."""

import dataclasses
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from procurement.parts import parts
from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, limit_from
from .model import SetLimit

COLLECTION = "limits"
_LATEST = Listing(COLLECTION, "valid_from", {"withdrawn": False}, descending=True)
_PRODUCTS_AT_ONCE = 50


async def prepare(database: Database) -> None:
    """Create the indexes."""
    limits = database[COLLECTION]
    await limits.create_index([("slot", 1)], unique=True)
    standing = [("organization_id", 1), ("withdrawn", 1)]
    await limits.create_index([*standing, ("valid_from", -1), ("_id", -1)])
    await limits.create_index([("reassess_at", 1)])
    await limits.create_index([("product_id", 1)])


async def every(database: Database, scope: Scope) -> list[SetLimit]:
    """The buyer's limits that are not withdrawn, the latest first."""
    cursor = _scoped(database, scope).find({"withdrawn": False}, sort=[("valid_from", -1)])
    return [limit_from(document) async for document in cursor]


async def beside(
    database: Database, scope: Scope, held: SetLimit, session: Session
) -> list[SetLimit]:
    """The buyer's limits that are not withdrawn and name the same product, or any class."""
    chosen = {"product_id": held.limit.product_id, "withdrawn": False}
    cursor = _scoped(database, scope).find(chosen, session=session)
    return [limit_from(document) async for document in cursor]


async def count_in_force(database: Database, scope: Scope, now: datetime) -> Count:
    """How many limits of the buyer are in force, as far as lists are counted."""

    def wanted(document: Mapping[str, Any]) -> bool:
        until = document["valid_until"]
        return document["valid_from"] <= now and (until is None or until > now)

    listing = dataclasses.replace(_LATEST, looks_at=("valid_from", "valid_until"), wanted=wanted)
    return await lists.count(database, scope, listing)


async def turned(database: Database, scope: Scope, turn: Turn, size: int) -> Stretch[SetLimit]:
    """A page of the buyer's limits that are not withdrawn, the latest first."""
    found = await lists.page(database, scope, _LATEST, turn, size)
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
    # One field is what the store looks up quickly; the rest is looked at here.
    named: list[str | None] = [None, *sorted(set(product_ids))]
    found: list[SetLimit] = []
    for part in parts(named, _PRODUCTS_AT_ONCE):
        chosen = {"product_id": {"$in": list(part)}}
        cursor = database[COLLECTION].find(chosen, session=session)
        found += [limit_from(document) async for document in cursor]
    asking = (one for one in found if not one.withdrawn)
    return [one for one in asking if buyers is None or one.buyer_id in buyers]


async def due(database: Database, now: datetime) -> list[tuple[str, str]]:
    """(buyer id, limit id) whose time has come: where to work, and nothing of the contents."""
    chosen = {"reassess_at": {"$ne": None, "$lte": now}}
    cursor = database[COLLECTION].find(chosen, projection={"organization_id": 1})
    return [(document["organization_id"], document["_id"]) async for document in cursor]


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
