"""Serves one outbox: hold the lease, check the broker's log, publish what is pending."""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from kafka import KafkaConsumer
from kafka.errors import KafkaError
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from tierzero.outbox import COLLECTION, PENDING, PUBLISHED
from tierzero.relay.batches import in_batches
from tierzero.relay.lease import Lease
from tierzero.relay.positions import (
    cluster_id,
    lost_topics,
    publish_again,
    remember,
    remember_cluster,
)
from tierzero.relay.publisher import Producer, Published, publish
from tierzero.settings import Settings
from tierzero.store import Document
from tierzero.telemetry.measures import (
    EVENTS_OUT,
    FACTS_OUT,
    OUTBOX_LOST,
    OUTBOX_WAIT,
    count,
    record,
)
from tierzero.topics import topic_named
from tierzero.topics.creation import create_missing

_log = logging.getLogger(__name__)
_ROWS_AT_ONCE = 1000
_SWEEP_SECONDS = 1.0
_CHECK_SECONDS = 5.0


@dataclass(frozen=True)
class Relay:
    """What one outbox's loop works with."""

    settings: Settings
    client: MongoClient[Document]
    database: Database[Document]
    producer: Producer
    consumer: KafkaConsumer
    lease: Lease
    wake: threading.Event
    stopping: threading.Event
    ready: threading.Event


def serve(relay: Relay) -> None:
    """Run until told to stop. Faults of store or broker are waited out; rows stay pending."""
    checked_at = float("-inf")
    while not relay.stopping.is_set():
        try:
            checked_at = _turn(relay, checked_at)
        except (PyMongoError, KafkaError) as error:
            _log.warning("relay of %s waits: %s", relay.database.name, error)
            relay.ready.clear()
            relay.producer.discard()
            relay.stopping.wait(1)
    relay.producer.discard()
    relay.lease.release()


def _turn(relay: Relay, checked_at: float) -> float:
    if not relay.lease.hold():
        relay.ready.set()
        relay.stopping.wait(_SWEEP_SECONDS)
        return checked_at
    if time.monotonic() - checked_at > _CHECK_SECONDS:
        _restore_what_the_broker_lost(relay)
        checked_at = time.monotonic()
    relay.wake.clear()
    if publish_pending(relay) == 0:
        relay.ready.set()
        relay.wake.wait(_SWEEP_SECONDS)
    return checked_at


def _restore_what_the_broker_lost(relay: Relay) -> None:
    topics = lost_topics(relay.database, relay.settings, relay.consumer)
    if topics:
        # Only what this outbox fills: a relay may not create the topics of other services.
        create_missing(relay.settings, [topic_named(name) for name in topics])
        rows = publish_again(relay.database, topics)
        count(OUTBOX_LOST, database=relay.database.name)
        _log.warning("broker has lost %s: %d rows are published again", sorted(topics), rows)
    remember_cluster(relay.database, cluster_id(relay.settings))


def publish_pending(relay: Relay) -> int:
    """Publish one portion of pending rows; return how many rows were acknowledged."""
    pending = relay.database[COLLECTION].find({"status": PENDING})
    rows = list(pending.sort("_id", 1).limit(_ROWS_AT_ONCE))
    if not rows:
        return 0
    batches = in_batches(rows, relay.settings.group_commit_facts)
    published, errors = publish(relay.producer.get(), relay.database.name, batches)
    _mark(relay, published)
    if errors:
        _log.warning("%d messages stay pending: %s", len(errors), errors[0])
        relay.producer.discard()
        relay.stopping.wait(0.5)
    return sum(len(one.batch.rows) for one in published)


def _mark(relay: Relay, published: list[Published]) -> None:
    now = datetime.now(UTC)
    done = {"$set": {"status": PUBLISHED, "published_at": now}}
    ids = [row_id for one in published for row_id in one.batch.row_ids]
    if not ids:
        return
    relay.database[COLLECTION].update_many({"_id": {"$in": ids}}, done)
    remember(relay.database, published)
    for one in published:
        count(EVENTS_OUT, topic=one.batch.topic)
        count(FACTS_OUT, one.batch.facts, topic=one.batch.topic)
        for row in one.batch.rows:
            waited = (now - row["recorded_at"]).total_seconds()
            record(OUTBOX_WAIT, waited, topic=one.batch.topic)
