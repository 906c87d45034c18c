"""The event log: every fact on the topics that the router hears, as the router admits it."""

from collections.abc import Iterable, Iterator
from typing import Any

from kafka import KafkaConsumer
from kafka.structs import TopicPartition

from footprint.bundles import Bundle
from footprint.routing.events import ROUTES
from tierzero.agents import Delivery, Unusable
from tierzero.agents.delivery import check_identities, decode
from tierzero.broker import client_options
from tierzero.deadletter.repository import RESOLVED, Original, original_of
from tierzero.settings import Settings
from tierzero.store import Database

_ADMIT = {topic.name: admit for topic, admit, _ in ROUTES}
_POLL_MILLISECONDS = 500


def read_log(settings: Settings) -> Iterator[Original]:
    """Every message from the start to what was the end when reading began."""
    consumer = KafkaConsumer(
        **client_options(settings), client_id="footprint-verify", enable_auto_commit=False
    )
    try:
        partitions = [
            TopicPartition(topic.name, number)
            for topic, *_ in ROUTES
            for number in range(topic.partitions)
        ]
        consumer.assign(partitions)
        consumer.seek_to_beginning(*partitions)
        ends = consumer.end_offsets(partitions)
        while any((consumer.position(one) or 0) < end for one, end in ends.items()):
            for records in consumer.poll(_POLL_MILLISECONDS).values():
                yield from map(_original, records)
    finally:
        consumer.close()


def _original(record: Any) -> Original:

    headers = {name: value for name, value in record.headers if value is not None}
    place = record.topic, record.partition, record.offset
    return Original(*place, record.key or b"", record.value or b"", headers)


async def mended(database: Database) -> list[Original]:
    """Parked messages that were applied later, as they were applied."""
    letters = database["dead_letters"].find({"status": RESOLVED, "topic": {"$in": [*_ADMIT]}})
    return [original_of(letter) async for letter in letters]


def admitted(originals: Iterable[Original]) -> tuple[list[Bundle], int]:
    """What the router lets in of messages, and how many facts it refuses."""
    bundles: list[Bundle] = []
    refused = 0
    for original in originals:
        for bundle in _admit(original):
            refused += bundle is None
            bundles += [bundle] if bundle is not None else []
    return bundles, refused


def stated(originals: Iterable[Original]) -> Iterator[Any]:
    """Every fact of messages that can be decoded, as it was stated and whether usable or not."""
    for original in originals:
        try:
            envelope = decode(original).envelope
        except Unusable:
            continue
        for field, value in envelope.ListFields():
            if field.is_repeated:
                yield from value


def _admit(original: Original) -> Iterator[Bundle | None]:
    try:
        delivery = decode(original)
    except Unusable:
        yield None
        return
    whole = _try(delivery)
    if whole is not None:
        yield whole
        return
    yield from map(_try, delivery.one_by_one())


def _try(delivery: Delivery) -> Bundle | None:
    try:
        check_identities(delivery)
        return _ADMIT[delivery.topic.name](delivery.envelope)
    except Unusable:
        return None
