"""The requests of buyers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tierzero import lists
from tierzero.lists import OPEN_END, Count, Listing, Stretch, Turn, open_until, urgency_of
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import document_of, request_from, subject_of
from .model import FootprintRequest

COLLECTION = "footprint_requests"
_IN_A_FILE = 100_000


@dataclass(frozen=True)
class Filter:
    """Which requests are wanted; what is empty does not matter.

    ``state`` is one of the states, ``open``, or ``late``.
    """

    state: str = ""
    supplier_id: str = ""
    due_before: datetime | None = None

    def listing(self, now: datetime) -> Listing:
        """The list that finds them, the open ones first and the most urgent at the top."""
        state = "" if self.state in ("open", "late") else self.state
        given = {"supplier_id": self.supplier_id, "state": state}
        equal = {name: value for name, value in given.items() if value}
        before = [one for one in (self.due_before, now if self.state == "late" else None) if one]
        end = open_until(min(before)) if before else OPEN_END if self.state == "open" else None
        return Listing(COLLECTION, "urgency", equal, end=end)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    requests = database[COLLECTION]
    await requests.create_index([("slot", 1)], unique=True)
    about, shown = [("organization_id", 1), ("subject", 1)], ("supplier_id", "asked.product_id")
    await lists.index_derived(requests, "subject", about, shown, _subject)
    await requests.create_index([("organization_id", 1), ("is_open", -1), ("due_at", 1)])
    for equal in ((), ("supplier_id",), ("state",), ("supplier_id", "state")):
        served = [(name, 1) for name in equal]
        keys = [("organization_id", 1), *served, ("urgency", 1), ("_id", 1)]
        await lists.index_derived(requests, "urgency", keys, ("is_open", "due_at"), urgency_of)


async def find(
    database: Database, scope: Scope, request_id: str, session: Session = None
) -> FootprintRequest | None:
    """One request of the buyer."""
    found = await _scoped(database, scope).find_one({"_id": request_id}, session=session)
    return request_from(found) if found else None


async def turned(
    database: Database, scope: Scope, listing: Listing, turn: Turn, size: int
) -> Stretch[FootprintRequest]:
    """A page of requests."""
    found = await lists.page(database, scope, listing, turn, size)
    return lists.mapped(found, [request_from(document) for document in found.items])


async def every(database: Database, scope: Scope, listing: Listing) -> list[FootprintRequest]:
    """All requests of a list, for a file."""
    found = await lists.first(database, scope, listing, _IN_A_FILE)
    return [request_from(document) for document in found]


async def count(database: Database, scope: Scope, listing: Listing) -> Count:
    """How many requests there are, as far as lists are counted."""
    return await lists.count(database, scope, listing)


async def open_subjects(database: Database, scope: Scope) -> set[tuple[str, str]]:
    """(supplier id, product id) of everything that is asked for at the moment."""
    shown = {"supplier_id": 1, "asked.product_id": 1}
    cursor = _scoped(database, scope).find({"is_open": True}, projection=shown)
    return {(one["supplier_id"], one["asked"]["product_id"]) async for one in cursor}


async def open_among(
    database: Database, scope: Scope, pairs: Iterable[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Those of the pairs (supplier id, product id) that are asked for at the moment."""
    by_subject = {subject_of(*pair): pair for pair in pairs}
    shown = {"subject": 1, "is_open": 1}
    found = _scoped(database, scope).find_among("subject", by_subject, projection=shown)
    return {by_subject[one["subject"]] async for one in found if one["is_open"]}


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


def _subject(document: Mapping[str, Any]) -> str:
    return subject_of(document["supplier_id"], document["asked"]["product_id"])


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
