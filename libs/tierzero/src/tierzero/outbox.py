"""The transactional outbox: an event is a document written in the transaction of its cause.

Rows are never deleted: they are the durable log from which any topic can be published again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bson import Binary
from google.protobuf.message import Message

from tierzero.store import Collection, Database, Document, Session
from tierzero.telemetry import current_traceparent
from tierzero.topics import Topic
from tierzero.writes import Writes

COLLECTION = "outbox"
PENDING = "pending"
PUBLISHED = "published"

# A row stays well below the broker's message limit, so that the relay never has to split one.
_FACTS_PER_ROW = 500


@dataclass(frozen=True, slots=True)
class Serialized:
    """An envelope as bytes, the key it is stated under and how many facts it holds."""

    key: str
    value: bytes
    fact_count: int


async def prepare(database: Database) -> None:
    """Create the indexes that the relay needs."""
    outbox: Collection = database[COLLECTION]
    await outbox.create_index([("status", 1), ("_id", 1)])
    await outbox.create_index([("topic", 1), ("status", 1)])


async def append(
    session: Session, database: Database, topic: Topic, key: str, facts: Sequence[Message]
) -> None:
    """State facts on a topic within the session's transaction; they share one key."""
    if facts:
        rows = stated(database, topic, key, facts).inserted
        await database[COLLECTION].insert_many(rows, session=session)


async def append_envelope(
    session: Session, database: Database, topic: Topic, key: str, envelope: Message
) -> None:
    """State a ready envelope, for topics whose facts are of several kinds."""
    await append_serialized(
        session, database, topic, [Serialized(key, envelope.SerializeToString(), 1)]
    )


async def append_serialized(
    session: Session, database: Database, topic: Topic, envelopes: Sequence[Serialized]
) -> None:
    """State many ready envelopes in one call, for wide results."""
    rows = stated_serialized(database, topic, envelopes).inserted
    if rows:
        await database[COLLECTION].insert_many(rows, session=session)


def stated(database: Database, topic: Topic, key: str, facts: Sequence[Message]) -> Writes:
    """What `append` writes, for those who write it together with other things."""
    return Writes(database[COLLECTION], [row(topic, key, part) for part in _parts(facts)])


def stated_serialized(database: Database, topic: Topic, envelopes: Iterable[Serialized]) -> Writes:
    """What `append_serialized` writes, likewise."""
    rows = [_row(topic, one.key, one.value, one.fact_count) for one in envelopes]
    return Writes(database[COLLECTION], rows)


def row(topic: Topic, key: str, facts: Sequence[Message]) -> Document:
    """The outbox document of facts that share a key."""
    envelope = topic.envelope()
    getattr(envelope, topic.facts_field).extend(facts)
    return _row(topic, key, envelope.SerializeToString(), len(facts))


def _row(topic: Topic, key: str, value: bytes, fact_count: int) -> Document:
    return {
        "topic": topic.name,
        "key": key,
        "type": topic.event_type,
        "value": Binary(value),
        "fact_count": fact_count,
        "status": PENDING,
        "traceparent": current_traceparent(),
        "recorded_at": datetime.now(UTC),
    }


def _parts(facts: Sequence[Message]) -> Iterable[Sequence[Message]]:
    return (facts[i : i + _FACTS_PER_ROW] for i in range(0, len(facts), _FACTS_PER_ROW))
