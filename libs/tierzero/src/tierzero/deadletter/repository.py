"""Parked messages, in the database of the service that could not use them.

A dead letter is stored and announced in one transaction, so the topic and the list agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bson import Binary

from tierzero import outbox
from tierzero.common.v1.dead_letter_pb2 import DeadLetter
from tierzero.deadletter.errors import Unusable
from tierzero.store import Database, Document, Session, Store
from tierzero.topics import DEAD_LETTERS

COLLECTION = "dead_letters"
PARKED = "parked"
REPLAYING = "replaying"
RESOLVED = "resolved"


@dataclass(frozen=True)
class Original:
    """A Kafka message as it came, and which of its facts is at fault (-1: all of it)."""

    topic: str
    partition: int
    offset: int
    key: bytes
    value: bytes
    headers: Mapping[str, bytes]
    fact_index: int = -1

    @property
    def position(self) -> str:
        """Where it lies on the bus."""
        fact = "" if self.fact_index < 0 else f"#{self.fact_index}"
        return f"{self.topic}/{self.partition}/{self.offset}{fact}"

    @property
    def traceparent(self) -> str:
        """W3C ``traceparent`` of its publication; empty where it came without one."""
        return self.headers.get("traceparent", b"").decode("latin-1")

    @property
    def fingerprint(self) -> str:
        """Tells messages apart by content: on a broker that was emptied offsets start again."""
        return sha256(self.key + b"\0" + self.value).hexdigest()[:32]


async def prepare(database: Database) -> None:
    """Create the indexes of the collection."""
    await database[COLLECTION].create_index([("status", 1), ("parked_at", 1)])


async def park(store: Store, consumer: str, original: Original, why: Unusable) -> None:
    """Keep the message and announce it; a repeated delivery changes nothing."""
    document = _document(consumer, original, why)

    async def write(session: Session) -> None:
        letters = store.database[COLLECTION]
        if await letters.find_one({"_id": document["_id"]}, session=session):
            return
        await letters.insert_one(document, session=session)
        event = _event(document)
        await outbox.append(session, store.database, DEAD_LETTERS, consumer, [event])

    await store.in_transaction(write)


def _document(consumer: str, original: Original, why: Unusable) -> Document:
    return {
        "_id": f"{consumer}:{original.topic}:{original.fingerprint}",
        "consumer": consumer,
        "topic": original.topic,
        "partition": original.partition,
        "offset": original.offset,
        "fact_index": original.fact_index,
        "key": Binary(original.key),
        "value": Binary(original.value),
        "headers": [[name, Binary(value)] for name, value in original.headers.items()],
        "reason_code": why.code,
        "reason": why.reason[:2000],
        "attempts": why.tries,
        "status": PARKED,
        "parked_at": datetime.now(UTC),
    }


def _event(document: Document) -> DeadLetter:
    letter = DeadLetter(
        consumer=document["consumer"],
        topic=document["topic"],
        partition=document["partition"],
        offset=document["offset"],
        key=bytes(document["key"]),
        value=bytes(document["value"]),
        headers={name: bytes(value).decode("latin-1") for name, value in document["headers"]},
        reason_code=document["reason_code"],
        reason=document["reason"],
        attempts=document["attempts"],
    )
    letter.fact.id = document["_id"]
    letter.fact.version = 1
    letter.fact.recorded_at.FromDatetime(document["parked_at"])
    letter.parked_at.FromDatetime(document["parked_at"])
    return letter


def original_of(document: Document) -> Original:
    """The message a stored dead letter was made from."""
    return Original(
        topic=document["topic"],
        partition=document["partition"],
        offset=document["offset"],
        key=bytes(document["key"]),
        value=bytes(document["value"]),
        headers={name: bytes(value) for name, value in document["headers"]},
        fact_index=document["fact_index"],
    )


async def claim_for_replay(database: Database) -> Document | None:
    """Take one letter that waits for replay; no other worker gets it."""
    found: Any = await database[COLLECTION].find_one_and_update(
        {"status": REPLAYING, "claimed": {"$ne": True}}, {"$set": {"claimed": True}}
    )
    return found


async def finish_replay(database: Database, letter_id: str, error: Unusable | None) -> None:
    """Record how a replay ended."""
    now = datetime.now(UTC)
    done: Document = {"status": RESOLVED, "resolved_at": now}
    if error:
        done = {"status": PARKED, "reason_code": error.code, "reason": error.reason[:2000]}
    await database[COLLECTION].update_one(
        {"_id": letter_id}, {"$set": done, "$unset": {"claimed": ""}, "$inc": {"attempts": 1}}
    )
