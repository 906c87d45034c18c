"""CloudEvents 1.0 in Kafka binary content mode: attributes in headers, protobuf in the value."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cloudevents.core.base import BaseCloudEvent, EventFactory
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_binary
from cloudevents.core.exceptions import CloudEventValidationError
from cloudevents.core.v1.event import CloudEvent

CONTENT_TYPE = "application/protobuf"
Headers = list[tuple[str, bytes]]

_ATTRIBUTES = ("ce_id", "ce_source", "ce_type", "ce_subject", "ce_time")
_WRITTEN = {*_ATTRIBUTES, "ce_specversion", "content-type", "traceparent", "tracestate"}
_UNUSUAL = re.compile(r"[^!-$&-~]")
"""Anything but letters, digits and signs that stand for themselves: a percent sign does not."""


class ProtobufFormat:
    """Hands the value through untouched.

    The library's JSON format would decode any protobuf that happens to be UTF-8 into text.
    """

    def read(self, event_factory: EventFactory | None, data: str | bytes) -> BaseCloudEvent:
        """Structured mode is not spoken on the bus."""
        raise ValueError("only binary content mode is used on the bus")

    def write(self, event: BaseCloudEvent) -> bytes:
        """Structured mode is not spoken on the bus."""
        raise ValueError("only binary content mode is used on the bus")

    def write_data(self, data: Any, datacontenttype: str | None) -> bytes:
        """The bytes as they are."""
        return bytes(data)

    def read_data(self, body: bytes, datacontenttype: str | None) -> bytes:
        """The bytes as they are."""
        return body

    def get_content_type(self) -> str:
        """Media type of the value."""
        return CONTENT_TYPE


@dataclass(frozen=True)
class EventAttributes:
    """CloudEvents context attributes of one message."""

    id: str
    source: str
    type: str
    subject: str
    time: datetime


def to_message(attributes: EventAttributes, value: bytes) -> tuple[bytes, bytes, Headers]:
    """Kafka key, value and headers of an event; the key is the subject."""
    event = CloudEvent(
        attributes={
            "id": attributes.id,
            "source": attributes.source,
            "type": attributes.type,
            "subject": attributes.subject,
            "time": attributes.time,
            "datacontenttype": CONTENT_TYPE,
            "specversion": "1.0",
        },
        data=value,
    )
    message = to_binary(event, ProtobufFormat(), key_mapper=lambda e: e.get_subject())
    key = str(message.key).encode()
    return key, message.value, list(message.headers.items())


class NotACloudEvent(ValueError):
    """The headers are not those of a CloudEvent in binary content mode."""


def from_headers(headers: Iterable[tuple[str, bytes]]) -> EventAttributes:
    """Context attributes of a message; ``NotACloudEvent`` where a required one is missing."""
    carried = {name: value for name, value in headers if value is not None}
    return _usual(carried) or _by_library(carried)


def _usual(carried: dict[str, bytes]) -> EventAttributes | None:
    """The attributes of a message as the relay writes it; None for any other.

    The library reads any event, for sixty times the cost: half of handling a message of 100 facts.
    """
    if not carried.keys() <= _WRITTEN or carried.get("ce_specversion") != b"1.0":
        return None
    texts = [carried.get(name, b"").decode("ascii", "replace") for name in _ATTRIBUTES]
    if not all(texts) or any(map(_UNUSUAL.search, texts)):
        return None
    try:
        time = datetime.fromisoformat(texts.pop())
    except ValueError:
        return None
    return EventAttributes(*texts, time=time) if time.tzinfo else None


def _by_library(carried: dict[str, bytes]) -> EventAttributes:
    try:
        event = from_binary(KafkaMessage(carried, None, b""), ProtobufFormat())
    except (CloudEventValidationError, ValueError) as error:
        raise NotACloudEvent(str(error)) from error
    return EventAttributes(
        id=event.get_id(),
        source=event.get_source(),
        type=event.get_type(),
        subject=event.get_subject() or "",
        time=event.get_time() or datetime.fromisoformat("1970-01-01T00:00:00+00:00"),
    )
