"""The collection ``catalogue``: each entry belongs to the audience that may see it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Entry, facet

COLLECTION = "catalogue"
_BATCH = 2_000
"""Entries of one answer: as a rule, all of a span."""

_ACTIVE, _DEPRECATED = facet("status", "Active"), facet("status", "Deprecated")


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    entries = database[COLLECTION]
    await entries.create_index([("organization_id", 1), ("facets", 1), ("place", 1)])
    await entries.create_index([("organization_id", 1), ("valid_from", 1)])
    await entries.create_index([("organization_id", 1), ("valid_until", 1)])


async def insert_many(
    database: Database, scope: Scope, entries: Sequence[Entry], session: Session
) -> None:
    """Add entries for the audience of the scope."""
    if entries:
        documents = [_document(entry, scope) for entry in entries]
        await _documents(database, scope).insert_many(documents, session=session)


async def deprecate(
    database: Database, scope: Scope, footprint_ids: Iterable[str], session: Session
) -> None:
    """Mark footprints as Deprecated; the status is the first of an entry's facets."""
    keys = [_key(scope, one) for one in footprint_ids]
    await _documents(database, scope).update_many(
        {"_id": {"$in": keys}, "facets": _ACTIVE},
        {"$set": {"facets.0": _DEPRECATED}},
        session=session,
    )


async def listed(
    database: Database, scope: Scope, footprint_ids: Iterable[str], session: Session
) -> list[Entry]:
    """Entries of those footprints that are listed for the audience."""
    keys = [_key(scope, one) for one in footprint_ids]
    found = _documents(database, scope).find_among("_id", keys, session=session)
    return [read_entry(document) async for document in found]


async def remove(
    database: Database, scope: Scope, footprint_ids: Iterable[str], session: Session
) -> None:
    """Take footprints from the audience."""
    keys = [_key(scope, one) for one in footprint_ids]
    await _documents(database, scope).delete_among("_id", keys, session=session)


async def span(database: Database, scope: Scope, value: str, after: int, until: int) -> list[Entry]:
    """Entries with a facet whose places lie in (after, until]; reads no others."""
    wanted = {"facets": value, "place": {"$gt": after, "$lte": until}}
    cursor = _documents(database, scope).find(wanted, batch_size=_BATCH)
    return [read_entry(document) async for document in cursor]


async def with_any(database: Database, scope: Scope, values: Iterable[str]) -> list[Entry]:
    """All entries with one of the facets."""
    cursor = _documents(database, scope).find({"facets": {"$in": sorted(values)}})
    return [read_entry(document) async for document in cursor]


async def by_time(
    database: Database, scope: Scope, name: str, bounds: Mapping[str, Any]
) -> list[Entry]:
    """All entries whose ``valid_from`` or ``valid_until`` lies within bounds."""
    cursor = _documents(database, scope).find({name: dict(bounds)})
    return [read_entry(document) async for document in cursor]


async def find(database: Database, scope: Scope, footprint_id: str) -> Entry | None:
    """One footprint, where the audience may see it."""
    document = await _documents(database, scope).find_one({"_id": _key(scope, footprint_id)})
    return read_entry(document) if document else None


def _key(scope: Scope, footprint_id: str) -> str:
    return f"{scope.organization_id}/{footprint_id}"


def _document(entry: Entry, scope: Scope) -> dict[str, Any]:
    return {
        "_id": _key(scope, entry.footprint_id),
        "footprint_id": entry.footprint_id,
        "supplier_id": entry.supplier_id,
        "product_id": entry.product_id,
        "place": entry.place,
        "facets": list(entry.facets),
        "valid_from": entry.valid_from,
        "valid_until": entry.valid_until,
    }


def read_entry(document: Mapping[str, Any]) -> Entry:
    """The entry of a stored document."""
    return Entry(
        document["footprint_id"],
        document["supplier_id"],
        document["product_id"],
        document["place"],
        tuple(document["facets"]),
        document["valid_from"],
        document["valid_until"],
    )
