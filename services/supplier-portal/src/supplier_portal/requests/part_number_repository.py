"""The collection ``part_numbers``: what holds, as documents of the supplier."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from tierzero import lists
from tierzero.facts.part_numbers import PartNumber, Speaker
from tierzero.lists import Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "part_numbers"
_NAMES = ("part_number", "product_id", "clock", "recorded_at", "buyer_id")


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    numbers, by_number = database[COLLECTION], [("part_number", 1), ("_id", 1)]
    for equal in ((), ("product_id",), ("buyer_id",), ("product_id", "buyer_id")):
        served = [(name, 1) for name in equal]
        await numbers.create_index([("organization_id", 1), *served, *by_number])


async def by_ids(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> Mapping[str, PartNumber]:
    """Mapping id → what holds, of those that are known."""
    wanted = {"_id": {"$in": list(identities)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return {document["_id"]: _part_number(document) async for document in cursor}


async def turned(
    database: Database, scope: Scope, chosen: Mapping[str, str], turn: Turn, size: int
) -> Stretch[PartNumber]:
    """A page of the mappings that hold, by number; ``chosen`` narrows by field."""
    found = await lists.page(database, scope, _listing(chosen), turn, size)
    return lists.mapped(found, [_part_number(document) for document in found.items])


async def of_product(database: Database, scope: Scope, product_id: str) -> list[PartNumber]:
    """All mappings that mean a product."""
    cursor = _documents(database, scope).find({"product_id": product_id})
    return [_part_number(document) async for document in cursor]


async def keep(
    database: Database, scope: Scope, statements: Iterable[PartNumber], session: Session
) -> None:
    """Put statements in the place of those that they prevail over."""
    pairs = [({"_id": one.id}, _document(one)) for one in statements]
    await _documents(database, scope).replace_many(pairs, session=session)


def _listing(chosen: Mapping[str, str]) -> Listing:
    """What an index finds; of that what is not taken back."""
    names = ("product_id", "buyer_id")
    served = {name: chosen[name] for name in names if chosen.get(name)}
    listing = Listing(COLLECTION, "part_number", served)
    return replace(listing, looks_at=("product_id",), wanted=_stands)


def _stands(document: Mapping[str, Any]) -> bool:
    return bool(document["product_id"])


def _document(statement: PartNumber) -> dict[str, Any]:
    content = {name: getattr(statement, name) for name in _NAMES}
    return {"_id": statement.id, **content, "speaker": statement.speaker.value}


def _part_number(document: Mapping[str, Any]) -> PartNumber:
    return PartNumber(
        supplier_id=document["organization_id"],
        speaker=Speaker(document["speaker"]),
        **{name: document[name] for name in _NAMES},
    )
