"""The collection ``pact_deliveries``, a part of the register: what partners' systems are told."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from supplier_portal.register import register_scope
from tierzero import lists
from tierzero.lists import Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import ScopedCollection

from .events import EventType

COLLECTION = "pact_deliveries"
_NAMESPACE = uuid.UUID("0b6a1a0e-3d8b-5c5f-9a54-6f3d8d1a2e77")


class Outcome(StrEnum):
    """How a delivery stands."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    REFUSED = "refused"
    """The partner refused it for good."""
    EXPIRED = "expired"
    """The partner was not reached within 72 hours."""


@dataclass(frozen=True)
class Delivery:
    """One event to one partner, on behalf of an organization of the platform."""

    id: str
    sender_id: str
    partner_id: str
    type: EventType
    event: Mapping[str, Any] = field(hash=False)
    created_at: datetime
    outcome: Outcome = Outcome.WAITING
    attempts: int = 0
    next_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""
    about: str = ""
    """Id of the request that the event passes on, if any."""


def delivery_id(*parts: str) -> str:
    """UUIDv5 of what a delivery is about: it is told once, and always in the same words."""
    return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))


def _documents(database: Database, actor: str) -> ScopedCollection:
    # The platform delivers for all its organizations, also where it rejects for none of them.
    return ScopedCollection(database[COLLECTION], register_scope(actor))


async def prepare(database: Database) -> None:
    """Create the indexes."""
    deliveries, latest = database[COLLECTION], [("created_at", -1), ("_id", -1)]
    await deliveries.create_index([("organization_id", 1), ("next_at", 1)])
    for equal in ((), ("sender_id",), ("outcome",), ("sender_id", "outcome")):
        served = [(name, 1) for name in equal]
        await deliveries.create_index([("organization_id", 1), *served, *latest])


async def add(database: Database, actor: str, delivery: Delivery, session: Session) -> bool:
    """Keep a delivery; False where it is there already."""
    documents = _documents(database, actor)
    if await documents.find_one({"_id": delivery.id}, projection={"_id": 1}, session=session):
        return False
    await documents.insert_one(_document(delivery), session=session)
    return True


async def find(database: Database, actor: str, identity: str) -> Delivery | None:
    """One delivery of the sender."""
    document = await _documents(database, actor).find_one({"_id": identity})
    return _delivery(document) if document else None


async def due(database: Database, actor: str, now: datetime, limit: int) -> list[str]:
    """Ids of what is to be sent."""
    cursor = _documents(database, actor).find(
        {"next_at": {"$lte": now}}, projection={"_id": 1}, sort=[("next_at", 1)], limit=limit
    )
    return [document["_id"] async for document in cursor]


async def claim(
    database: Database, actor: str, identity: str, now: datetime, until: datetime
) -> Delivery | None:
    """Take a delivery to send it; nobody else gets it before ``until``."""
    found = await _documents(database, actor).find_one_and_update(
        {"_id": identity, "next_at": {"$lte": now}}, {"$set": {"next_at": until}}
    )
    return _delivery(found) if found else None


async def replace(database: Database, actor: str, delivery: Delivery) -> None:
    """Write how a delivery stands now."""
    await _documents(database, actor).replace_one({"_id": delivery.id}, _document(delivery))


async def turned(
    database: Database, actor: str, wanted: Mapping[str, str], turn: Turn, size: int
) -> Stretch[Delivery]:
    """A page of deliveries, the newest first; ``wanted`` names sender or outcome."""
    listing = Listing(COLLECTION, "created_at", _in_order(wanted), descending=True)
    found = await lists.page(database, register_scope(actor), listing, turn, size)
    return lists.mapped(found, [_delivery(document) for document in found.items])


def _in_order(wanted: Mapping[str, str]) -> Mapping[str, str]:
    return {name: wanted[name] for name in ("sender_id", "outcome") if name in wanted}


def _document(one: Delivery) -> dict[str, Any]:
    document = {
        "_id": one.id,
        "sender_id": one.sender_id,
        "partner_id": one.partner_id,
        "type": one.type.value,
        "event": json.dumps(one.event, ensure_ascii=False),
        "created_at": one.created_at,
        "outcome": one.outcome.value,
        "attempts": one.attempts,
        "ended_at": one.ended_at,
        "note": one.note,
        "about": one.about,
    }
    # Only what waits stands in the index of what is due.
    return {**document, "next_at": one.next_at} if one.next_at else document


def _delivery(document: Mapping[str, Any]) -> Delivery:
    return Delivery(
        id=document["_id"],
        sender_id=document["sender_id"],
        partner_id=document["partner_id"],
        type=EventType(document["type"]),
        event=json.loads(document["event"]),
        created_at=document["created_at"],
        outcome=Outcome(document["outcome"]),
        attempts=document["attempts"],
        next_at=document.get("next_at"),
        ended_at=document["ended_at"],
        note=document["note"],
        about=document.get("about", ""),
    )
