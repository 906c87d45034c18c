"""The collection ``footprints``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from carbon.footprint.model import FootprintStatus
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, issued_of
from .model import IssuedFootprint

COLLECTION = "footprints"
_NEWEST_FIRST = [("recorded_at", -1), ("_id", -1)]


@dataclass(frozen=True)
class Criteria:
    """Which footprints are wanted; what is empty does not matter."""

    status: str = ""
    product_id: str = ""
    batch_id: str = ""
    valid_on: datetime | None = None
    expiring_before: datetime | None = None

    def filter(self) -> dict[str, Any]:
        """As the store's filter."""
        named = {"status": self.status, "product_id": self.product_id, "batch_id": self.batch_id}
        filter_: dict[str, Any] = {name: value for name, value in named.items() if value}
        if self.valid_on:
            filter_ |= {"reference_period_start": {"$lte": self.valid_on}}
        bounds = {"$gt": self.valid_on, "$lt": self.expiring_before}
        if expiry := {operator: moment for operator, moment in bounds.items() if moment}:
            filter_["expires_at"] = expiry
        return filter_


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    footprints = database[COLLECTION]
    await footprints.create_index([("organization_id", 1), ("recorded_at", -1), ("_id", -1)])
    await footprints.create_index([("organization_id", 1), ("product_id", 1), ("recorded_at", -1)])
    await footprints.create_index([("organization_id", 1), ("status", 1), ("expires_at", 1)])
    await footprints.create_index([("organization_id", 1), ("series", 1), ("status", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> IssuedFootprint | None:
    """One footprint of the supplier."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return issued_of(document) if document else None


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> list[IssuedFootprint]:
    """Those that exist of the ids."""
    wanted = {"_id": {"$in": list(identities)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return [issued_of(document) async for document in cursor]


async def active_in_series(
    database: Database, scope: Scope, series: Iterable[str], session: Session
) -> Mapping[str, list[IssuedFootprint]]:
    """Series → its footprints that are in force."""
    wanted = {"series": {"$in": list(series)}, "status": FootprintStatus.ACTIVE.value}
    found: dict[str, list[IssuedFootprint]] = {}
    async for document in _documents(database, scope).find(wanted, session=session):
        found.setdefault(document["series"], []).append(issued_of(document))
    return found


async def page(
    database: Database,
    scope: Scope,
    criteria: Criteria,
    *,
    after: IssuedFootprint | None = None,
    skip: int = 0,
    limit: int = 100,
) -> list[IssuedFootprint]:
    """Footprints, the newest first, after one of them or after so many."""
    filter_ = criteria.filter()
    if after:
        earlier = {"recorded_at": {"$lt": after.recorded_at}}
        same = {"recorded_at": after.recorded_at, "_id": {"$lt": after.id}}
        filter_["$or"] = [earlier, same]
    cursor = _documents(database, scope).find(filter_, sort=_NEWEST_FIRST, skip=skip, limit=limit)
    return [issued_of(document) async for document in cursor]


async def count(database: Database, scope: Scope, criteria: Criteria) -> int:
    """How many footprints meet the criteria."""
    return await _documents(database, scope).count_documents(criteria.filter())


async def insert_many(
    database: Database, scope: Scope, footprints: Sequence[IssuedFootprint], session: Session
) -> None:
    """Add footprints; DuplicateKeyError where an id is in use."""
    documents = [document_of(footprint) for footprint in footprints]
    await _documents(database, scope).insert_many(documents, session=session)


async def deprecate(
    database: Database, scope: Scope, footprint: IssuedFootprint, session: Session
) -> None:
    """Store the deprecation; all else of an issued footprint stays as it is."""
    change = {
        "status": footprint.status.value,
        "version": footprint.version,
        "superseded_by": footprint.superseded_by,
        "changed_at": footprint.recorded_at,
    }
    await _documents(database, scope).update_one(
        {"_id": footprint.id}, {"$set": change}, session=session
    )
