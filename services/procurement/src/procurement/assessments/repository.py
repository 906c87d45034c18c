"""The verdicts: each belongs to the buyer whose limit it is, and is about a supplier's product."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from carbon.limits import Verdict
from procurement.parts import parts
from tierzero import lists
from tierzero.lists import Listing, Position, Stretch, TooRare, Turn
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from . import totals
from .documents import assessment_from, document_of
from .listing import LOOKED_AT, Filter, listing_of
from .model import Assessment

COLLECTION = "assessments"
_PRODUCTS_AT_ONCE = 50


async def prepare(database: Database) -> None:
    """Create the indexes."""
    assessments = database[COLLECTION]
    standing, latest = (
        [("organization_id", 1), ("withdrawn", 1)],
        [("assessed_at", -1), ("_id", -1)],
    )
    for equal in ((), ("verdict",), ("supplier_id",), ("supplier_id", "verdict")):
        served = [(name, 1) for name in equal]
        await assessments.create_index([*standing, *served, *latest])
    await assessments.create_index([("limit_id", 1)])
    await totals.prepare(database, assessments)
    await assessments.create_index([("product_id", 1)])
    await assessments.create_index([("reassess_at", 1)])


async def turned(
    database: Database, scope: Scope, wanted: Filter, turn: Turn, size: int
) -> Stretch[Assessment]:
    """A page of the verdicts that hold for the buyer and are wanted, the latest first."""
    listing = listing_of(wanted)
    try:
        found = await lists.page(database, scope, listing, turn, size)
    except TooRare:
        places = await _places(database, scope, wanted, listing)
        found = await lists.page_among(database, scope, listing, places, turn, size)
    return lists.mapped(found, [assessment_from(document) for document in found.items])


async def subjects(
    database: Database, scope: Scope, verdicts: Iterable[Verdict]
) -> set[tuple[str, str]]:
    """(supplier id, product id) of which one of the verdicts holds."""
    found = set[tuple[str, str]]()
    for verdict in verdicts:
        listing = listing_of(Filter(verdict.value))
        chosen, shown = dict(listing.equal), {"supplier_id": 1, "product_id": 1}
        cursor = ScopedCollection(database[COLLECTION], scope).find(chosen, projection=shown)
        found |= {(one["supplier_id"], one["product_id"]) async for one in cursor}
    return found


async def _places(
    database: Database, scope: Scope, wanted: Filter, listing: Listing
) -> list[Position]:
    """Where the wanted verdicts stand, found by the limit, or by products and suppliers."""
    collection = ScopedCollection(database[COLLECTION], scope)
    ways: list[tuple[str, Iterable[str]]] = [("limit_id", [wanted.limit_id])]
    if wanted.about is not None:
        about = wanted.about
        ways = [("product_id", about.product_ids), ("supplier_id", about.supplier_ids)]
    shown = dict.fromkeys((listing.key, "withdrawn", *LOOKED_AT), 1)
    found: dict[str, Position] = {}
    for field, values in ways:
        async for one in collection.find_among(field, values, projection=shown):
            if wanted.holds(one):
                found[one["_id"]] = Position(one[listing.key], one["_id"])
    return list(found.values())


async def of_limit(
    database: Database,
    scope: Scope,
    limit_id: str,
    session: Session,
    product_ids: Collection[str] | None = None,
) -> dict[str, Assessment]:
    """The buyer's verdicts against one limit by id, withdrawn ones too; of some products or all."""
    assessments = ScopedCollection(database[COLLECTION], scope)
    chosen: Document = {"limit_id": limit_id}
    if product_ids is not None:
        chosen["_id"] = {"$in": [f"{limit_id}:{product_id}" for product_id in product_ids]}
    found = await _read(assessments.find(chosen, session=session))
    return {assessment.id: assessment for assessment in found}


async def about_supplier(
    database: Database, scope: Scope, product_ids: Collection[str], session: Session
) -> dict[str, Assessment]:
    """Verdicts of all buyers on products of the scope's supplier, withdrawn ones too, by id."""
    found: dict[str, Assessment] = {}
    for part in parts(sorted(product_ids), _PRODUCTS_AT_ONCE):
        chosen = {"product_id": {"$in": list(part)}}
        held = await _read(database[COLLECTION].find(chosen, session=session))
        # The supplier is looked at here: one more condition, and the store reads everything.
        theirs = (one for one in held if one.decision.supplier_id == scope.organization_id)
        found |= {one.id: one for one in theirs}
    return found


async def keep(
    database: Database, scopes: Mapping[str, Scope], held: Iterable[Assessment], session: Session
) -> None:
    """Store assessments, each as a document of its buyer; ``scopes`` are those of the buyers."""
    for buyer_id, documents in _by_buyer(held).items():
        assessments = ScopedCollection(database[COLLECTION], scopes[buyer_id])
        fresh = [document for document in documents if document["version"] == 1]
        known = [document for document in documents if document["version"] > 1]
        if fresh:
            await assessments.insert_many(fresh, session=session)
        for document in known:
            await assessments.replace_one({"_id": document["_id"]}, document, session=session)


async def reschedule(
    database: Database, scopes: Mapping[str, Scope], held: Iterable[Assessment], session: Session
) -> None:
    """Note for assessments that stand when time alone may change them."""
    for assessment in held:
        decision = assessment.decision
        assessments = ScopedCollection(database[COLLECTION], scopes[decision.buyer_id])
        change = {"$set": {"reassess_at": decision.reassess_at}}
        await assessments.update_one({"_id": assessment.id}, change, session=session)


async def due(database: Database, now: datetime) -> dict[str, set[str]]:
    """Supplier id → product ids whose time has come: where to work, and nothing of the contents."""
    chosen = {"reassess_at": {"$ne": None, "$lte": now}}
    wanted = {"supplier_id": 1, "product_id": 1}
    products: dict[str, set[str]] = defaultdict(set)
    async for document in database[COLLECTION].find(chosen, projection=wanted):
        products[document["supplier_id"]].add(document["product_id"])
    return products


def _by_buyer(held: Iterable[Assessment]) -> dict[str, list[Document]]:
    grouped: dict[str, list[Document]] = defaultdict(list)
    for assessment in held:
        grouped[assessment.decision.buyer_id].append(document_of(assessment))
    return grouped


async def _read(cursor: Any) -> list[Assessment]:
    return [assessment_from(document) async for document in cursor]
