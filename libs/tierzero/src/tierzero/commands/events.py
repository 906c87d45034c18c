"""`tierzero events`: the events that state a fact, as they lie on the bus at the moment."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer
from google.protobuf.message import DecodeError
from kafka import KafkaConsumer
from kafka.structs import TopicPartition
from rich.console import Console
from rich.table import Table

from tierzero.broker import client_options
from tierzero.cloud_events import NotACloudEvent, from_headers
from tierzero.settings import Settings
from tierzero.topics import TOPICS, Topic, topic_named

_POLL_MILLISECONDS = 500
_COLUMNS = ("version", "recorded at", "partition", "offset", "key", "event id", "source", "sent at")


def events(
    topic: Annotated[str, typer.Argument(help="Name of the topic.")],
    fact_id: Annotated[str, typer.Argument(help="Id of the fact.")],
) -> None:
    """List every event that states the fact, in any version: what an auditor's trail ends in."""
    known = {known.name for known in TOPICS}
    if topic not in known:
        raise typer.BadParameter(f"no such topic; there are {', '.join(sorted(known))}")
    table = Table(*_COLUMNS)
    rows = list(events_stating(Settings(service="operator"), topic_named(topic), fact_id))
    for row in sorted(rows):
        table.add_row(*map(str, row))
    Console().print(table)
    if not rows:
        raise typer.Exit(1)


def events_stating(
    settings: Settings, topic: Topic, fact_id: str
) -> Iterator[tuple[int, str, int, int, str, str, str, str]]:
    """Version, time recorded, partition, offset, key, CloudEvents id, source and time of each."""
    for record in _records(settings, topic):
        try:
            envelope = topic.envelope.FromString(record.value or b"")
            attributes = from_headers(record.headers)
        except (DecodeError, NotACloudEvent):
            continue
        for header in _headers(envelope):
            if header.id == fact_id:
                recorded = header.recorded_at.ToJsonString()
                place = record.partition, record.offset, (record.key or b"").decode()
                told = attributes.id, attributes.source, attributes.time.isoformat()
                yield header.version, recorded, *place, *told


def _headers(envelope: Any) -> Iterator[Any]:
    for field, value in envelope.ListFields():
        if field.is_repeated:
            yield from (fact.fact for fact in value)


def _records(settings: Settings, topic: Topic) -> Iterator[Any]:
    """Everything on the topic, from the start to its present end."""
    consumer = KafkaConsumer(
        **client_options(settings), client_id="tierzero-events", enable_auto_commit=False
    )
    try:
        places = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
        consumer.assign(places)
        consumer.seek_to_beginning(*places)
        ends = consumer.end_offsets(places)
        while any((consumer.position(place) or 0) < end for place, end in ends.items()):
            for records in consumer.poll(_POLL_MILLISECONDS).values():
                yield from records
    finally:
        consumer.close()
