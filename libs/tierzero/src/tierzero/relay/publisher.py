"""Hands batches to Kafka and says where each came to lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kafka import KafkaProducer
from opentelemetry import propagate

from tierzero.broker import client_options
from tierzero.cloud_events import EventAttributes, to_message
from tierzero.relay.batches import MOST_BYTES, Batch
from tierzero.settings import Settings
from tierzero.telemetry import producer_span


@dataclass(frozen=True)
class Published:
    """A batch the broker has acknowledged."""

    batch: Batch
    partition: int
    offset: int


def make_producer(settings: Settings) -> KafkaProducer:
    """An idempotent producer that waits for all in-sync replicas."""
    return KafkaProducer(
        **client_options(settings),
        client_id="tierzero-relay",
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        # Messages that wait for one partition leave in one request.
        batch_size=MOST_BYTES,
        request_timeout_ms=10_000,
        delivery_timeout_ms=20_000,
        max_block_ms=10_000,
    )


class Producer:
    """The relay's producer, made anew after a fatal error.

    A broker that has lost its log no longer knows the idempotent producer's id, and the client does
    not recover from that by itself.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._current: KafkaProducer | None = None

    def get(self) -> KafkaProducer:
        """The producer to use now."""
        if self._current is None:
            self._current = make_producer(self._settings)
        return self._current

    def discard(self) -> None:
        """Drop the producer with whatever state it has."""
        if self._current is not None:
            self._current.close(timeout=1)
        self._current = None


def publish(
    producer: KafkaProducer, source: str, batches: Iterable[Batch]
) -> tuple[list[Published], list[Exception]]:
    """Send the batches and wait; return what was acknowledged and what went wrong.

    A batch that failed stays pending. Its successors of the same key may have gone out: consumers
    order facts by version, so that costs nothing but a repetition.
    """
    sent = [(batch, _send(producer, source, batch)) for batch in batches]
    producer.flush()
    published: list[Published] = []
    errors: list[Exception] = []
    for batch, future in sent:
        try:
            place = future.get(timeout=20)
            published.append(Published(batch, place.partition, place.offset))
        except Exception as error:  # every kind of failure leaves the row pending
            errors.append(error)
    return published, errors


def _send(producer: KafkaProducer, source: str, batch: Batch) -> Any:
    with producer_span(batch.topic, batch.traceparents):
        # The id is that of the first row: a repetition after a crash carries the same one.
        attributes = EventAttributes(
            id=str(batch.rows[0]["_id"]),
            source=f"/tierzero/{source}",
            type=batch.type,
            subject=batch.key,
            time=datetime.now(UTC),
        )
        key, value, headers = to_message(attributes, batch.value)
        carrier: dict[str, str] = {}
        propagate.inject(carrier)
        headers += [(name, text.encode()) for name, text in carrier.items()]
        return producer.send(batch.topic, key=key, value=value, headers=headers)
