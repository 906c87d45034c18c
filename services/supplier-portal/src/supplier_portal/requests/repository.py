"""The collections ``footprint_requests`` and ``request_follow_ups``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, request_of
from .model import FootprintRequest

COLLECTION = "footprint_requests"
FOLLOW_UPS = "request_follow_ups"
# Short lists are what the embedded store looks up quickly.
_KEYS_AT_ONCE = 100
_BY_DUE = [("is_open", -1), ("due_at", 1), ("_id", 1)]


@dataclass(frozen=True)
class Criteria:
    """Which requests are wanted; what is empty does not matter. ``state`` may be ``open``."""

    state: str = ""
    asker_id: str = ""
    due_before: datetime | None = None

    def filter(self) -> dict[str, Any]:
        """As the store's filter."""
        filter_: dict[str, Any] = {"is_open": True} if self.state == "open" else {}
        if self.state not in ("", "open"):
            filter_["state"] = self.state
        if self.asker_id:
            filter_["asker_id"] = self.asker_id
        if self.due_before:
            filter_ |= {"is_open": True, "due_at": {"$lt": self.due_before}}
        return filter_


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes. The id of a follow-up is its request's: there can be only one."""
    requests = database[COLLECTION]
    await requests.create_index([("organization_id", 1), ("is_open", -1), ("due_at", 1)])
    await requests.create_index([("organization_id", 1), ("asker_id", 1)])
    await requests.create_index([("organization_id", 1), ("keys", 1)])
    await requests.create_index([("next_at", 1)])
    await database[FOLLOW_UPS].create_index([("organization_id", 1), ("at", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> FootprintRequest | None:
    """One request to the supplier."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return request_of(document) if document else None


async def page(
    database: Database, scope: Scope, criteria: Criteria, *, skip: int = 0, limit: int = 100
) -> list[FootprintRequest]:
    """Requests to the supplier: the open ones first, the most urgent of them at the top."""
    cursor = _documents(database, scope).find(
        criteria.filter(), sort=_BY_DUE, skip=skip, limit=limit
    )
    return [request_of(document) async for document in cursor]


async def count(database: Database, scope: Scope, criteria: Criteria) -> int:
    """How many requests there are."""
    return await _documents(database, scope).count_documents(criteria.filter())


async def open_ids(
    database: Database, scope: Scope, keys: Sequence[str] | None = None
) -> list[str]:
    """Ids of requests that wait: all of them, or those that name one of the keys."""
    found: dict[str, None] = {}
    for part in [None] if keys is None else _parts(keys):
        filter_: dict[str, Any] = {"is_open": True}
        if part is not None:
            filter_["keys"] = {"$in": part}
        cursor = _documents(database, scope).find(filter_, projection={"_id": 1}, sort=_BY_DUE)
        found |= {document["_id"]: None async for document in cursor}
    return list(found)


async def asker_ids(database: Database, scope: Scope) -> list[str]:
    """Organizations that have asked the supplier for anything."""
    return sorted(await _documents(database, scope).distinct("asker_id"))


async def insert(
    database: Database, scope: Scope, request: FootprintRequest, session: Session
) -> None:
    """Add a request; DuplicateKeyError where it is there already."""
    await _documents(database, scope).insert_one(document_of(request), session=session)


async def replace(
    database: Database, scope: Scope, request: FootprintRequest, session: Session
) -> None:
    """Put the request in the place of what was read in the same transaction."""
    await _documents(database, scope).replace_one(
        {"_id": request.id}, document_of(request), session=session
    )


async def insert_follow_up(
    database: Database, scope: Scope, request: FootprintRequest, session: Session
) -> None:
    """Note the one follow-up; DuplicateKeyError where one was given already."""
    follow_up: Mapping[str, Any] = {
        "_id": request.id,
        "asker_id": request.asker_id,
        "state": request.state.value,
        "footprint_ids": list(request.footprint_ids),
        "at": request.changed_at,
    }
    collection = ScopedCollection(database[FOLLOW_UPS], scope)
    await collection.insert_one(follow_up, session=session)


async def due(database: Database, now: datetime, limit: int = 500) -> list[tuple[str, str]]:
    """(supplier id, request id) whose time has come: where to work, and nothing of the contents."""
    chosen = {"next_at": {"$ne": None, "$lte": now}}
    cursor = database[COLLECTION].find(
        chosen, projection={"organization_id": 1}, sort=[("next_at", 1)], limit=limit
    )
    return [(document["organization_id"], document["_id"]) async for document in cursor]


def _parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[start : start + _KEYS_AT_ONCE] for start in range(0, len(keys), _KEYS_AT_ONCE))
