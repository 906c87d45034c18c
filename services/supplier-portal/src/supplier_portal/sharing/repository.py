"""The collection ``disclosures``: which footprint of the owner went to whom, by which way."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from carbon.footprint.presentation import Detail
from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
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
    await disclosures.create_index([("organization_id", 1), *_NEWEST_FIRST])
    await disclosures.create_index([("footprint_id", 1)])
    await disclosures.create_index([("organization_id", 1), ("recipient_id", 1), *_NEWEST_FIRST])
    await disclosures.create_index([("organization_id", 1), ("product_id", 1), *_NEWEST_FIRST])


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
    shown = {"product_id": 1, "recipient_id": 1}
    found = _documents(database, scope).find_among("product_id", product_ids, projection=shown)
    pairs = {(one["product_id"], one["recipient_id"]) async for one in found}
    return Counter(product_id for product_id, _recipient in pairs)


async def turned(
    database: Database, scope: Scope, wanted: Mapping[str, str], turn: Turn, size: int
) -> Stretch[Disclosure]:
    """A page of entries, the newest first; ``wanted`` names product, footprint or recipient."""
    found = await lists.page(database, scope, _listing(wanted), turn, size)
    return lists.mapped(found, [_disclosure(document) for document in found.items])


async def count(database: Database, scope: Scope, wanted: Mapping[str, str]) -> Count:
    """How many entries match, as far as lists are counted."""
    return await lists.count(database, scope, _listing(wanted))


def _listing(wanted: Mapping[str, str]) -> Listing:
    """What an index finds, and of that what is wanted beside."""
    served = next((name for name in ("product_id", "recipient_id") if wanted.get(name)), "")
    equal = {served: wanted[served]} if served else {}
    rest = {name: value for name, value in wanted.items() if name != served}
    return lists.having(Listing(COLLECTION, "at", equal, descending=True), rest)


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
