"""The collections ``footprint_requests`` and ``request_follow_ups``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tierzero import lists
from tierzero.lists import OPEN_END, Count, Listing, Stretch, Turn, open_until, urgency_of
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

    def listing(self) -> Listing:
        """The list that finds them, the open ones first and the most urgent at the top."""
        state = "" if self.state == "open" else self.state
        given = {"asker_id": self.asker_id, "state": state}
        equal = {name: value for name, value in given.items() if value}
        end = OPEN_END if self.state == "open" else None
        before = open_until(self.due_before) if self.due_before else end
        return Listing(COLLECTION, "urgency", equal, end=before)


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes. The id of a follow-up is its request's: there can be only one."""
    requests = database[COLLECTION]
    await requests.create_index([("organization_id", 1), ("is_open", -1), ("due_at", 1)])
    for equal in ((), ("asker_id",), ("state",), ("asker_id", "state")):
        served = [(name, 1) for name in equal]
        keys = [("organization_id", 1), *served, ("urgency", 1), ("_id", 1)]
        await lists.index_derived(requests, "urgency", keys, ("is_open", "due_at"), urgency_of)
    await requests.create_index([("organization_id", 1), ("keys", 1)])
    await requests.create_index([("next_at", 1)])
    await database[FOLLOW_UPS].create_index([("organization_id", 1), ("at", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> FootprintRequest | None:
    """One request to the supplier."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return request_of(document) if document else None


async def turned(
    database: Database, scope: Scope, criteria: Criteria, turn: Turn, size: int
) -> Stretch[FootprintRequest]:
    """A page of requests: the open ones first, the most urgent of them at the top."""
    found = await lists.page(database, scope, criteria.listing(), turn, size)
    return lists.mapped(found, [request_of(document) for document in found.items])


async def count(database: Database, scope: Scope, criteria: Criteria) -> Count:
    """How many requests there are, as far as lists are counted."""
    return await lists.count(database, scope, criteria.listing())


async def any_open(database: Database, scope: Scope) -> bool:
    """Whether anybody waits."""
    filter_ = {"is_open": True}
    return bool(await _documents(database, scope).find_one(filter_, projection={"_id": 1}))


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
