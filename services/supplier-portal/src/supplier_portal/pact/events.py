"""Events as they travel: CloudEvents 1.0 in structured mode (PACT technical specification v3)."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from carbon.footprint.field_kinds import Field, Kind
from carbon.footprint.readers import Rejected, read_date_time
from carbon.footprint.writing import format_time

from .errors import PactError, bad_request
from .http import footprint_id
from .query import wanted_of

_NAMESPACE = uuid.UUID("d0b6f6f4-2b35-5b6e-8a5d-52d1f7c1a9b3")
_PREFIX = "org.wbcsd.pact.ProductFootprint."
MOST_IDS = 10_000
FILTERS = (
    "productId",
    "companyId",
    "geography",
    "classification",
    "validOn",
    "validAfter",
    "validBefore",
    "status",
)
Data = Mapping[str, Any]


class EventType(StrEnum):
    """The four events of PACT v3."""

    PUBLISHED = _PREFIX + "PublishedEvent.3"
    CREATED = _PREFIX + "RequestCreatedEvent.3"
    FULFILLED = _PREFIX + "RequestFulfilledEvent.3"
    REJECTED = _PREFIX + "RequestRejectedEvent.3"


@dataclass(frozen=True)
class Event:
    """One event and who sent it."""

    type: EventType
    id: str
    sender_id: str
    time: datetime
    data: Data = field(hash=False)

    @property
    def key(self) -> str:
        """The same for every repetition: UUIDv5 of sender and event id."""
        return event_key(self.sender_id, self.id)


def event_key(sender_id: str, event_id: str) -> str:
    """What one event of one sender is kept under."""
    return str(uuid.uuid5(_NAMESPACE, f"{sender_id}\n{event_id}"))


def read_event(body: bytes, sender_id: str) -> Event:
    """The event in a request's body; PactError 400 where it is none of PACT v3."""
    envelope = _object(_parsed(body), "the event")
    if envelope.get("specversion") != "1.0":
        raise bad_request('specversion must be "1.0".')
    for name in ("id", "source", "type"):
        if not isinstance(envelope.get(name), str) or not 0 < len(envelope[name]) <= 2_000:
            raise bad_request(f"{name} must be a text that is not empty.")
    try:
        kind = EventType(envelope["type"])
    except ValueError as error:
        raise bad_request(f"{envelope['type']} is no event type of PACT v3.") from error
    data = _object(envelope.get("data"), "data")
    _CHECKS[kind](data)
    return Event(kind, envelope["id"], sender_id, _time(envelope.get("time")), data)


def envelope_of(kind: EventType, identity: str, source: str, at: datetime, data: Data) -> Data:
    """An event to be sent."""
    return {
        "type": kind.value,
        "specversion": "1.0",
        "id": identity,
        "source": source,
        "time": format_time(at),
        "data": data,
    }


def texts_of(data: Data, name: str) -> list[str]:
    """The values of a filter, which may be one text or a list of them."""
    value = data.get(name)
    if value is None:
        return []
    values = cast("list[object]", value) if isinstance(value, list) else [value]
    if not all(isinstance(one, str) for one in values):
        raise bad_request(f"{name} must be a list of texts.")
    return cast("list[str]", values)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise bad_request("The body is no JSON.") from error


def _time(value: object) -> datetime:
    try:
        return read_date_time(value, Field("time", Kind.DATE_TIME))
    except Rejected as rejected:
        raise bad_request("time must be a date-time such as 2026-01-01T00:00:00Z.") from rejected


def _object(value: object, name: str) -> Data:
    if not isinstance(value, Mapping):
        raise bad_request(f"{name} must be an object.")
    return cast(Data, value)


def _check_published(data: Data) -> None:
    ids = _list(data, "pfIds")
    for one in ids:
        if not isinstance(one, str):
            raise bad_request("pfIds must be UUIDs.")
        footprint_id(one)


def _check_created(data: Data) -> None:
    wanted_of({name: texts_of(data, name) for name in FILTERS})
    if not any(texts_of(data, name) for name in FILTERS):
        raise bad_request("data must name at least one of " + ", ".join(FILTERS) + ".")
    if not isinstance(data.get("comment", ""), str):
        raise bad_request("comment must be a text.")


def _check_fulfilled(data: Data) -> None:
    _check_answer(data)
    for one in _list(data, "pfs"):
        _object(one, "each of pfs")


def _check_rejected(data: Data) -> None:
    _check_answer(data)
    error = _object(data.get("error"), "error")
    if not isinstance(error.get("code"), str) or not isinstance(error.get("message"), str):
        raise bad_request("error must have code and message.")


def _check_answer(data: Data) -> None:
    if not isinstance(data.get("requestEventId"), str):
        raise bad_request("requestEventId must be a text.")


def _list(data: Data, name: str) -> Sequence[object]:
    value = data.get(name)
    if not isinstance(value, list) or not 0 < len(cast("list[object]", value)) <= MOST_IDS:
        raise bad_request(f"{name} must be a list that is not empty.")
    return cast("list[object]", value)


_CHECKS = {
    EventType.PUBLISHED: _check_published,
    EventType.CREATED: _check_created,
    EventType.FULFILLED: _check_fulfilled,
    EventType.REJECTED: _check_rejected,
}

__all__ = [
    "FILTERS",
    "Event",
    "EventType",
    "PactError",
    "envelope_of",
    "event_key",
    "read_event",
    "texts_of",
]
