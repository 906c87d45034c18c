"""The collection ``part_numbers``: what holds, as documents of the supplier."""

from collections.abc import Iterable, Mapping
from typing import Any

from tierzero.facts.part_numbers import PartNumber, Speaker
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "part_numbers"
_NAMES = ("part_number", "product_id", "clock", "recorded_at", "buyer_id")


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("product_id", 1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("buyer_id", 1)])


async def by_ids(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> Mapping[str, PartNumber]:
    """Mapping id → what holds, of those that are known."""
    wanted = {"_id": {"$in": list(identities)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return {document["_id"]: _part_number(document) async for document in cursor}


async def page(
    database: Database, scope: Scope, chosen: Mapping[str, str], *, skip: int = 0, limit: int = 100
) -> list[PartNumber]:
    """Mappings that hold, by customer and number; ``chosen`` narrows by field."""
    cursor = _documents(database, scope).find(
        _held(chosen), sort=[("buyer_id", 1), ("part_number", 1)], skip=skip, limit=limit
    )
    return [_part_number(document) async for document in cursor]


async def count(database: Database, scope: Scope, chosen: Mapping[str, str]) -> int:
    """How many mappings hold."""
    return await _documents(database, scope).count_documents(_held(chosen))


async def keep(
    database: Database, scope: Scope, statements: Iterable[PartNumber], session: Session
) -> None:
    """Put statements in the place of those that they prevail over."""
    pairs = [({"_id": one.id}, _document(one)) for one in statements]
    await _documents(database, scope).replace_many(pairs, session=session)


def _held(chosen: Mapping[str, str]) -> dict[str, Any]:
    given = {name: value for name, value in chosen.items() if value}
    return {"product_id": {"$ne": ""}, **given}


def _document(statement: PartNumber) -> dict[str, Any]:
    content = {name: getattr(statement, name) for name in _NAMES}
    return {"_id": statement.id, **content, "speaker": statement.speaker.value}


def _part_number(document: Mapping[str, Any]) -> PartNumber:
    return PartNumber(
        supplier_id=document["organization_id"],
        speaker=Speaker(document["speaker"]),
        **{name: document[name] for name in _NAMES},
    )
