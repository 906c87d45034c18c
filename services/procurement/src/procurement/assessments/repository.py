"""The verdicts: each belongs to the buyer whose limit it is, and is about a supplier's product."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import assessment_from, document_of
from .model import Assessment

COLLECTION = "assessments"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    assessments = database[COLLECTION]
    await assessments.create_index([("organization_id", 1), ("withdrawn", 1)])
    await assessments.create_index([("limit_id", 1)])
    await assessments.create_index([("product_id", 1)])
    await assessments.create_index([("reassess_at", 1)])


async def of_buyer(database: Database, scope: Scope) -> list[Assessment]:
    """All verdicts that hold for the buyer."""
    return await _read(ScopedCollection(database[COLLECTION], scope).find({"withdrawn": False}))


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
    chosen = {"supplier_id": scope.organization_id, "product_id": {"$in": list(product_ids)}}
    found = await _read(database[COLLECTION].find(chosen, session=session))
    return {assessment.id: assessment for assessment in found}


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
