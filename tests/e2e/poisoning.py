"""Messages that no consumer can use, and what became of them."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from kafka import KafkaConsumer, KafkaProducer
from kafka.structs import TopicPartition
from pymongo import MongoClient

from tierzero.cloud_events import EventAttributes, to_message
from tierzero.common.v1.dead_letter_pb2 import DeadLetter, DeadLettersParked
from tierzero.topics import DEAD_LETTERS, TOPICS, Topic
from tierzero_local.handle import Platform

SERVICES = ("supplier-portal", "procurement", "footprint", "aggregator")
CONSUMED = [(topic, name) for topic in TOPICS for name in topic.consumers if name in SERVICES]
"""Every topic with each service that hears it."""
_BROKEN = b"\x0a\xff"  # field 1, longer than what follows
Headers = list[tuple[str, bytes]]
Parked = tuple[str, str, str]
"""Consumer, topic, code of the reason."""


def poison(topic: Topic, key: str) -> Mapping[str, tuple[bytes, Headers]]:
    """Reason for which it will be parked → value and headers."""
    return {
        "not-a-cloud-event": (secrets.token_bytes(16), []),
        "undecodable": (_BROKEN, _headers(topic.event_type, key)),
        "empty-event": (b"", _headers(topic.event_type, key)),
        "wrong-event-type": (b"\x00", _headers("tierzero.unheard.v1.Of", key)),
    }


def _headers(event_type: str, key: str) -> Headers:
    now = datetime.now(UTC)
    attributes = EventAttributes(secrets.token_hex(8), "/tests", event_type, key, now)
    return to_message(attributes, b"")[2]


def spread(platform: Platform, topics: Iterable[Topic], key: str) -> None:
    """Send every kind of poison to each topic."""
    producer = KafkaProducer(bootstrap_servers=platform.broker)
    for topic in topics:
        for value, headers in poison(topic, key).values():
            producer.send(topic.name, key=key.encode(), value=value, headers=headers)
    producer.close()


def parked(platform: Platform, key: str) -> list[Parked]:
    """What the services' databases hold of messages with the key."""
    found: list[Parked] = []
    with MongoClient[dict[str, Any]](platform.store) as store:
        for service in SERVICES:
            letters = store[service.replace("-", "_")]["dead_letters"].find({"key": key.encode()})
            found += [(one["consumer"], one["topic"], one["reason_code"]) for one in letters]
    return found


def announced(platform: Platform, key: str) -> list[Parked]:
    """What the topic of dead letters says of messages with the key; each says why."""
    found = [letter for letter in _dead_letters(platform) if letter.key == key.encode()]
    assert all(letter.reason for letter in found)
    return [(letter.consumer, letter.topic, letter.reason_code) for letter in found]


def _dead_letters(platform: Platform) -> Iterator[DeadLetter]:
    consumer = KafkaConsumer(bootstrap_servers=platform.broker)
    partition = TopicPartition(DEAD_LETTERS.name, 0)
    consumer.assign([partition])
    consumer.seek_to_beginning(partition)
    end = consumer.end_offsets([partition])[partition]
    while (consumer.position(partition) or 0) < end:
        for records in consumer.poll(timeout_ms=1000).values():
            for record in records:
                yield from DeadLettersParked.FromString(record.value).facts
    consumer.close()
