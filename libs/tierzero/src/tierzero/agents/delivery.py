"""A message as handlers see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from google.protobuf.message import DecodeError, Message

from tierzero.cloud_events import EventAttributes, NotACloudEvent, from_headers
from tierzero.deadletter.errors import Unusable
from tierzero.deadletter.repository import Original
from tierzero.topics import Topic, topic_named


@dataclass(frozen=True)
class Delivery:
    """One decoded message: facts of one key, and where it came from."""

    topic: Topic
    held: Any
    """The envelope; None where it is read again when it is asked for."""
    attributes: EventAttributes
    original: Original

    @property
    def envelope(self) -> Any:
        """What the message states."""
        return _parse(self.topic, self.original.value) if self.held is None else self.held

    def unread(self) -> "Delivery":
        """The same for those who work on its bytes: hundreds of envelopes that nobody looks at cost
        more memory, and time to fill it, than reading one after the other."""
        return replace(self, held=None)

    @property
    def key(self) -> str:
        """The message key as text."""
        return self.original.key.decode()

    @property
    def partition(self) -> int:
        """The partition it was read from."""
        return self.original.partition

    @property
    def facts(self) -> Sequence[Any]:
        """The facts of the envelope's main field."""
        return getattr(self.envelope, self.topic.facts_field)

    @property
    def published_at(self) -> datetime:
        """When the relay sent it."""
        return self.attributes.time

    def one_by_one(self) -> Iterator["Delivery"]:
        """The same facts as deliveries of a single fact each, so that one at fault stands alone."""
        stated = self.envelope
        facts = list(_all_facts(stated)) if self.topic.facts_field else []
        if len(facts) < 2:
            yield self
            return
        for index, (field, fact) in enumerate(facts):
            envelope = self.topic.envelope()
            getattr(envelope, field).append(fact)
            original = replace(self.original, value=envelope.SerializeToString(), fact_index=index)
            yield replace(self, held=envelope, original=original)


def decode(original: Original, *, is_readable: bool = False) -> Delivery:
    """Read a message by its topic's contract; ``Unusable`` with the reason where it breaks it.

    ``is_readable``: its value is known to be what the contract reads, and states something; it is
    read when it is asked for.
    """
    topic = topic_named(original.topic)
    attributes = _attributes(original)
    if attributes.type != topic.event_type:
        raise Unusable("wrong-event-type", f"{attributes.type} is not {topic.event_type}")
    if is_readable:
        return Delivery(topic, None, attributes, original)
    envelope = _parse(topic, original.value)
    # Measuring an envelope costs half as much as reading it, and nearly all state something.
    if not envelope.ListFields() and not envelope.ByteSize():
        raise Unusable("empty-event", "the event states nothing")
    return Delivery(topic, envelope, attributes, original)


def _attributes(original: Original) -> EventAttributes:
    try:
        original.key.decode()
        return from_headers(original.headers.items())
    except (NotACloudEvent, UnicodeDecodeError) as error:
        raise Unusable("not-a-cloud-event", str(error)) from error


def _parse(topic: Topic, value: bytes) -> Message:
    try:
        return topic.envelope.FromString(value)
    except DecodeError as error:
        raise Unusable("undecodable", f"value is no {topic.event_type}: {error}") from error


def check_identities(delivery: Delivery) -> None:
    """``Unusable`` where a fact lacks id or version: it could neither be told apart nor ordered."""
    if not delivery.topic.facts_field:
        return
    for field, facts in delivery.envelope.ListFields():
        if field.is_repeated and not all(map(_is_identified, facts)):
            raise Unusable("missing-identity", "a fact lacks its id or version")


def _is_identified(fact: Any) -> bool:
    header = fact.fact
    return header.version >= 1 and header.id != ""


def _all_facts(envelope: Any) -> Iterator[tuple[str, Any]]:
    # An envelope may state facts of several kinds, each in a repeated field of its own.
    for field, value in envelope.ListFields():
        if field.is_repeated:
            yield from ((field.name, fact) for fact in value)
