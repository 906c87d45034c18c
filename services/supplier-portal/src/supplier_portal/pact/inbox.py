"""The collection ``pact_events``: what partners have sent, and what has become of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .events import Event, EventType

COLLECTION = "pact_events"


class Stage(StrEnum):
    """How far an event has come."""

    WAITING = "waiting"
    """Something is still to be done with it."""
    DONE = "done"
    FAILED = "failed"
    """It was given up; ``note`` says why."""


@dataclass(frozen=True)
class Received:
    """An event that has arrived; ``requests`` are (supplier id, request id) it has become."""

    event: Event
    stage: Stage
    received_at: datetime
    attempts: int = 0
    note: str = ""
    requests: tuple[tuple[str, str], ...] = field(default=())


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("next_at", 1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("received_at", -1)])


async def add(database: Database, scope: Scope, event: Event, at: datetime) -> None:
    """Keep an event; DuplicateKeyError where it is there already."""
    document = {
        "_id": event.key,
        "event_id": event.id,
        "type": event.type.value,
        "time": event.time,
        # Text, because a document may hold what BSON cannot.
        "data": json.dumps(event.data, ensure_ascii=False),
        "stage": Stage.WAITING.value,
        "received_at": at,
        "next_at": at,
        "attempts": 0,
        "note": "",
        "requests": [],
    }
    await _documents(database, scope).insert_one(document)


async def due(database: Database, now: datetime, limit: int) -> list[tuple[str, str]]:
    """(sender, key) of what waits: where to work, and nothing of the contents."""
    wanted = {"next_at": {"$lte": now}}
    cursor = database[COLLECTION].find(
        wanted, projection={"organization_id": 1}, sort=[("next_at", 1)], limit=limit
    )
    return [(document["organization_id"], document["_id"]) async for document in cursor]


async def claim(
    database: Database, scope: Scope, key: str, now: datetime, until: datetime
) -> Received | None:
    """Take an event to work on; nobody else gets it before ``until``."""
    found = await _documents(database, scope).find_one_and_update(
        {"_id": key, "next_at": {"$lte": now}}, {"$set": {"next_at": until}}
    )
    return _received(found) if found else None


async def settle(
    database: Database,
    scope: Scope,
    key: str,
    change: Mapping[str, Any],
    next_at: datetime | None,
    session: Session = None,
) -> None:
    """Write what has become of an event; without ``next_at`` nothing more is done with it."""
    kept = {**change, **({"next_at": next_at} if next_at else {})}
    gone = {} if next_at else {"$unset": {"next_at": ""}}
    await _documents(database, scope).update_one(
        {"_id": key}, {"$set": kept, **gone}, session=session
    )


async def page(
    database: Database, scope: Scope, *, skip: int = 0, limit: int = 50
) -> list[Received]:
    """Events of a sender, the newest first."""
    cursor = _documents(database, scope).find(
        {}, sort=[("received_at", -1), ("_id", -1)], skip=skip, limit=limit
    )
    return [_received(document) async for document in cursor]


def change_of(
    stage: Stage, note: str = "", requests: Sequence[tuple[str, str]] = (), attempts: int = 0
) -> Mapping[str, Any]:
    """What is written of an event."""
    return {
        "stage": stage.value,
        "note": note[:500],
        "requests": [list(one) for one in requests],
        "attempts": attempts,
    }


def _received(document: Mapping[str, Any]) -> Received:
    event = Event(
        EventType(document["type"]),
        document["event_id"],
        document["organization_id"],
        document["time"],
        json.loads(document["data"]),
    )
    requests = tuple((one[0], one[1]) for one in document["requests"])
    return Received(
        event,
        Stage(document["stage"]),
        document["received_at"],
        document["attempts"],
        document["note"],
        requests,
    )
