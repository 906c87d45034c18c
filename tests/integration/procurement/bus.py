"""What lies on the bus, read from the beginning as a new consumer would."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from google.protobuf.message import DecodeError
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from tierzero.cloud_events import EventAttributes, to_message
from tierzero.topics import Topic


def facts_on(broker: str, topic: Topic, field: str = "facts") -> list[Any]:
    """Every fact on a topic, in the order of each partition.

    Tests share the broker, and some of them put messages on it that cannot be decoded.
    """
    consumer = KafkaConsumer(bootstrap_servers=broker, group_id=None, enable_auto_commit=False)
    try:
        places = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
        consumer.assign(places)
        ends = consumer.end_offsets(places)
        consumer.seek_to_beginning(*places)
        found: list[Any] = []
        while any(consumer.position(place) < ends[place] for place in places):
            for records in consumer.poll(timeout_ms=500).values():
                for record in records:
                    with suppress(DecodeError):
                        found += getattr(topic.envelope.FromString(record.value), field)
        return found
    finally:
        consumer.close()


def send_raw(broker: str, topic: Topic, key: str, value: bytes) -> None:
    """Put any bytes on a topic, under the headers of one of its events."""
    attributes = EventAttributes("1", "/test", topic.event_type, key, datetime.now(UTC))
    name, content, headers = to_message(attributes, value)
    producer = KafkaProducer(bootstrap_servers=broker)
    try:
        producer.send(topic.name, key=name, value=content, headers=headers).get(timeout=20)
    finally:
        producer.close()


def latest(facts: list[Any]) -> dict[str, Any]:
    """Of each fact the highest version."""
    newest: dict[str, Any] = {}
    for fact in facts:
        held = newest.get(fact.fact.id)
        if held is None or held.fact.version < fact.fact.version:
            newest[fact.fact.id] = fact
    return newest
