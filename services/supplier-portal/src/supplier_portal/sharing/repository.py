"""The collection ``disclosures``: which footprint of the owner went to whom, by which way."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from carbon.footprint.presentation import Detail
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Disclosure, Way

COLLECTION = "disclosures"
_NEWEST_FIRST = [("at", -1), ("_id", -1)]


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    disclosures = database[COLLECTION]
    await disclosures.create_index([("organization_id", 1), ("at", -1), ("_id", -1)])
    await disclosures.create_index([("footprint_id", 1)])
    await disclosures.create_index([("organization_id", 1), ("recipient_id", 1), ("at", -1)])
    await disclosures.create_index([("organization_id", 1), ("product_id", 1), ("at", -1)])


async def known_ids(
    database: Database, scope: Scope, identities: Iterable[str], session: Session
) -> set[str]:
    """Those of the ids that are in the ledger."""
    found = _documents(database, scope).find_among(
        "_id", identities, projection={"_id": 1}, session=session
    )
    return {document["_id"] async for document in found}


async def insert_many(
    database: Database, scope: Scope, disclosures: Sequence[Disclosure], session: Session
) -> None:
    """Add entries; DuplicateKeyError where one exists."""
    if disclosures:
        documents = [_document(one) for one in disclosures]
        await _documents(database, scope).insert_many(documents, session=session)


async def of_footprints(
    database: Database, scope: Scope, footprint_ids: Iterable[str], session: Session = None
) -> list[Disclosure]:
    """All entries about the footprints."""
    wanted = {"footprint_id": {"$in": list(footprint_ids)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return [_disclosure(document) async for document in cursor]


async def recipients_by_product(
    database: Database, scope: Scope, product_ids: Iterable[str]
) -> Mapping[str, int]:
    """Product id → how many organizations have received any of its footprints."""
    wanted = {"product_id": {"$in": list(product_ids)}}
    pair = {"product_id": "$product_id", "recipient_id": "$recipient_id"}
    each = {"$group": {"_id": pair}}
    counted = {"$group": {"_id": "$_id.product_id", "recipients": {"$sum": 1}}}
    found = await _documents(database, scope).aggregate([{"$match": wanted}, each, counted])
    return {one["_id"]: one["recipients"] for one in found}


async def page(
    database: Database, scope: Scope, wanted: Mapping[str, str], *, skip: int = 0, limit: int = 100
) -> list[Disclosure]:
    """Entries, the newest first; ``wanted`` names product, footprint or recipient."""
    cursor = _documents(database, scope).find(
        dict(wanted), sort=_NEWEST_FIRST, skip=skip, limit=limit
    )
    return [_disclosure(document) async for document in cursor]


async def count(database: Database, scope: Scope, wanted: Mapping[str, str]) -> int:
    """How many entries match."""
    return await _documents(database, scope).count_documents(dict(wanted))


def _document(one: Disclosure) -> dict[str, Any]:
    return {
        "_id": one.id,
        "organization_id": one.supplier_id,
        "footprint_id": one.footprint_id,
        "product_id": one.product_id,
        "recipient_id": one.recipient_id,
        "way": one.way.value,
        "detail": one.detail.value,
        "at": one.at,
        "actor": one.actor,
    }


def _disclosure(document: Mapping[str, Any]) -> Disclosure:
    return Disclosure(
        supplier_id=document["organization_id"],
        footprint_id=document["footprint_id"],
        product_id=document["product_id"],
        recipient_id=document["recipient_id"],
        way=Way(document["way"]),
        detail=Detail(document["detail"]),
        at=document["at"],
        actor=document["actor"],
    )
