"""Serves one outbox: hold the lease, check the broker's log, publish what is pending."""

import itertools
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from kafka import KafkaConsumer
from kafka.errors import KafkaError
from pymongo import MongoClient
from pymongo.database import Database
from pymongo.errors import PyMongoError

from tierzero.outbox import COLLECTION, PENDING, PUBLISHED
from tierzero.relay.arrivals import MOST_ROWS, Arrivals
from tierzero.relay.batches import in_batches
from tierzero.relay.lease import RENEWED_AFTER_SECONDS, Lease
from tierzero.relay.marking import Marker
from tierzero.relay.positions import (
    Cluster,
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
_SWEEP_SECONDS = 1.0


@dataclass(frozen=True)
class Relay:
    """What one outbox's loop works with."""

    settings: Settings
    client: MongoClient[Document]
    database: Database[Document]
    producer: Producer
    consumer: KafkaConsumer
    lease: Lease
    arrivals: Arrivals
    wake: threading.Event
    stopping: threading.Event
    ready: threading.Event
    publishing: threading.Lock = field(default_factory=threading.Lock)
    """Held from reading a portion to its last acknowledgement, and while rows are put back to
    pending."""
    marker: Marker = field(init=False)
    cluster: Cluster = field(init=False)

    def __post_init__(self) -> None:
        """Its own rows are what a relay's marker marks."""
        object.__setattr__(self, "cluster", Cluster(self.settings))
        object.__setattr__(self, "marker", Marker(partial(_mark, self.database)))


def serve(relay: Relay) -> None:
    """Run until told to stop. Faults of store or broker are waited out; rows stay pending."""
    watching: threading.Thread | None = None
    while not relay.stopping.is_set():
        try:
            if watching is None:
                watching = _start_watching_the_log(relay)
            _turn(relay)
        except (PyMongoError, KafkaError) as error:
            _log.warning("relay of %s waits: %s", relay.database.name, error)
            relay.ready.clear()
            relay.producer.discard()
            relay.arrivals.look_again()
            relay.stopping.wait(1)
    if watching is not None:
        watching.join(timeout=5)
    relay.marker.close()
    relay.cluster.close()
    relay.producer.discard()
    relay.lease.release()


def _turn(relay: Relay) -> None:
    if not relay.lease.hold():
        # What comes meanwhile is published by who holds it.
        relay.arrivals.look_again()
        relay.ready.set()
        relay.stopping.wait(_SWEEP_SECONDS)
        return
    relay.wake.clear()
    if publish_pending(relay) < MOST_ROWS:
        # What has come since wakes it, so there is no need to look whether something has.
        relay.ready.set()
        relay.wake.wait(_SWEEP_SECONDS)


def _start_watching_the_log(relay: Relay) -> threading.Thread:
    """Look once before anything is published; then beside it, because a look takes longer than a
    hop may."""
    _restore_what_the_broker_lost(relay)
    name = f"log-of-{relay.database.name}"
    thread = threading.Thread(target=_watch_the_log, args=(relay,), name=name, daemon=True)
    thread.start()
    return thread


def _watch_the_log(relay: Relay) -> None:
    """Beside publishing: keep the lease, and look at the log every second time."""
    for turn in itertools.count():
        if relay.stopping.wait(RENEWED_AFTER_SECONDS):
            return
        try:
            if relay.lease.renew() and turn % 2:
                _restore_what_the_broker_lost(relay)
        except (PyMongoError, KafkaError) as error:
            _log.warning("relay of %s cannot see the log: %s", relay.database.name, error)


def _restore_what_the_broker_lost(relay: Relay) -> None:
    if not relay.lease.hold():
        return
    cluster = relay.cluster.id()
    topics = lost_topics(relay.database, cluster, relay.consumer)
    if topics:
        _restore(relay, topics)
    remember_cluster(relay.database, cluster)


def _restore(relay: Relay, topics: set[str]) -> None:
    # Only what this outbox fills: a relay may not create the topics of other services.
    create_missing(relay.settings, [topic_named(name) for name in topics])
    with relay.publishing:
        # A mark that came after rows are pending again would lose them.
        relay.marker.settle()
        rows = publish_again(relay.database, topics)
        relay.arrivals.look_again()
    relay.wake.set()
    count(OUTBOX_LOST, database=relay.database.name)
    _log.warning("broker has lost %s: %d rows are published again", sorted(topics), rows)


def publish_pending(relay: Relay) -> int:
    """Publish one portion of pending rows; return how many rows were acknowledged."""
    with relay.publishing:
        return _publish_pending(relay)


def _publish_pending(relay: Relay) -> int:
    rows = _rows(relay)
    if not rows:
        return 0
    batches = in_batches(rows, relay.settings.group_commit_facts)
    published, errors = publish(relay.producer.get(), relay.database.name, batches)
    relay.marker.submit(published)
    relay.arrivals.note(row_id for one in published for row_id in one.batch.row_ids)
    if errors:
        _log.warning("%d messages stay pending: %s", len(errors), errors[0])
        relay.producer.discard()
        relay.arrivals.look_again()
        relay.stopping.wait(0.5)
    return sum(len(one.batch.rows) for one in published)


def _rows(relay: Relay) -> list[Document]:
    """What is to be published next: what has come by the change stream, or what a look finds."""
    arrived = relay.arrivals.take()
    if arrived is not None:
        return arrived
    wanted: Document = {"status": PENDING}
    unmarked = relay.marker.unmarked()
    if unmarked:
        wanted["_id"] = {"$nin": unmarked}
    rows = list(relay.database[COLLECTION].find(wanted).sort("_id", 1).limit(MOST_ROWS))
    if len(rows) == MOST_ROWS:
        relay.arrivals.look_again()
    return rows


def _mark(database: Database[Document], published: Sequence[Published]) -> None:
    now = datetime.now(UTC)
    done = {"$set": {"status": PUBLISHED, "published_at": now}}
    ids = [row_id for one in published for row_id in one.batch.row_ids]
    database[COLLECTION].update_many({"_id": {"$in": ids}}, done)
    remember(database, published)
    for one in published:
        count(EVENTS_OUT, topic=one.batch.topic)
        count(FACTS_OUT, one.batch.facts, topic=one.batch.topic)
        for row in one.batch.rows:
            waited = (now - row["recorded_at"]).total_seconds()
            record(OUTBOX_WAIT, waited, topic=one.batch.topic)
