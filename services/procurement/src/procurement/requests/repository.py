"""The requests of buyers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, request_from
from .model import FootprintRequest

COLLECTION = "footprint_requests"
_ORDER = [("is_open", -1), ("due_at", 1), ("_id", 1)]


@dataclass(frozen=True)
class Filter:
    """Which requests are wanted; what is empty does not matter.

    ``state`` is one of the states, ``open``, or ``late``.
    """

    state: str = ""
    supplier_id: str = ""
    due_before: datetime | None = None

    def chosen(self, now: datetime) -> dict[str, Any]:
        """As the store's filter."""
        chosen: dict[str, Any] = {"supplier_id": self.supplier_id} if self.supplier_id else {}
        if self.state in ("open", "late"):
            chosen["is_open"] = True
        elif self.state:
            chosen["state"] = self.state
        before = [one for one in (self.due_before, now if self.state == "late" else None) if one]
        if before:
            chosen |= {"is_open": True, "due_at": {"$lt": min(before)}}
        return chosen


async def prepare(database: Database) -> None:
    """Create the indexes."""
    requests = database[COLLECTION]
    await requests.create_index([("slot", 1)], unique=True)
    await requests.create_index([("organization_id", 1), ("is_open", -1), ("due_at", 1)])
    await requests.create_index([("organization_id", 1), ("supplier_id", 1)])


async def find(
    database: Database, scope: Scope, request_id: str, session: Session = None
) -> FootprintRequest | None:
    """One request of the buyer."""
    found = await _scoped(database, scope).find_one({"_id": request_id}, session=session)
    return request_from(found) if found else None


async def listed(
    database: Database, scope: Scope, chosen: dict[str, Any], skip: int, limit: int
) -> list[FootprintRequest]:
    """Requests, the open ones first, the most urgent of them at the top; ``limit`` 0 is all."""
    cursor = _scoped(database, scope).find(chosen, sort=_ORDER, skip=skip, limit=limit)
    return [request_from(document) async for document in cursor]


async def count(database: Database, scope: Scope, chosen: dict[str, Any]) -> int:
    """How many requests match."""
    return await _scoped(database, scope).count_documents(chosen)


async def taken_slots(
    database: Database, scope: Scope, slots: Collection[str], session: Session = None
) -> dict[str, str]:
    """Slot → id of the request that is open for it."""
    chosen = {"slot": {"$in": list(slots)}}
    cursor = _scoped(database, scope).find(chosen, projection={"slot": 1}, session=session)
    return {document["slot"]: document["_id"] async for document in cursor}


async def insert_many(
    database: Database, scope: Scope, requests: Collection[FootprintRequest], session: Session
) -> None:
    """Store new requests; DuplicateKeyError where one is open for the same."""
    if requests:
        await _scoped(database, scope).insert_many(map(document_of, requests), session=session)


async def replace(
    database: Database, scope: Scope, request: FootprintRequest, session: Session
) -> None:
    """Put a request in the place of what was read in the same transaction."""
    await _scoped(database, scope).replace_one(
        {"_id": request.id}, document_of(request), session=session
    )


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
