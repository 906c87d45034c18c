"""The faust application of a worker."""

import tempfile
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import faust
from faust.types import TP

from tierzero.agents.consumer import Consumer
from tierzero.agents.gathering import MOST_MESSAGES, gathered, records_of
from tierzero.agents.handling import Handling
from tierzero.agents.together import handle_messages
from tierzero.agents.transport import use_transport
from tierzero.agents.turns import Turns
from tierzero.broker import tls_context
from tierzero.deadletter.repository import Original
from tierzero.settings import Settings
from tierzero.store import Store


def make_application(settings: Settings, store: Store, consumers: Sequence[Consumer]) -> faust.App:
    """A faust app with one agent per consumer; the consumer group is the service's name."""
    application = faust.App(
        settings.service,
        broker=f"kafka://{settings.broker}",
        broker_credentials=_credentials(settings),
        store="memory://",
        autodiscover=False,
        web_enabled=False,
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        topic_disable_leader=True,
        topic_allow_declare=False,
        stream_wait_empty=False,
        # Of chunks, each of up to a megabyte.
        stream_buffer_maxsize=64,
        cython_optimizations=True,
        broker_session_timeout=settings.session_timeout_seconds,
        broker_heartbeat_interval=settings.session_timeout_seconds / 3,
        broker_rebalance_timeout=settings.session_timeout_seconds,
        broker_commit_interval=0.5,
        # Nothing is kept there, but faust makes the directory, by default where it was started.
        datadir=Path(tempfile.gettempdir()) / "tierzero-faust",
    )
    use_transport(application, settings.fetch_wait_milliseconds)
    for consumer in consumers:
        _add_agent(application, settings, store, consumer)
    application.on_partitions_revoked.connect(_forgetting(consumers), weak=False)
    return application


def _credentials(settings: Settings) -> faust.SSLCredentials | None:
    context = tls_context(settings)
    return faust.SSLCredentials(context) if context else None


def _add_agent(
    application: faust.App, settings: Settings, store: Store, consumer: Consumer
) -> None:
    # Raw bytes in: a codec error inside faust would crash the agent.
    channel: Any = application.topic(
        consumer.topic.name,
        key_type=bytes,
        value_type=bytes,
        key_serializer="raw",
        value_serializer="raw",
    )
    handling = Handling(
        store,
        settings.service,
        consumer.handle,
        consumer.handle_many,
        consumer.check,
        consumer.is_well_formed,
    )
    most = MOST_MESSAGES if consumer.handle_many else 1

    async def handle_stream(stream: Any) -> None:
        acknowledged_here = stream.noack()
        turns = Turns(2 if consumer.keeps_order else 1)

        async def handled(events: list[Any]) -> None:
            await handle_messages(handling, [_original(record) for record in records_of(events)])
            for event in events:
                await acknowledged_here.ack(event)

        async with aclosing(gathered(acknowledged_here, most, turns.idle)) as portions:
            await turns.handle(portions, handled)

    application.agent(channel, name=f"{settings.service}.{consumer.topic.name}", concurrency=1)(
        handle_stream
    )


def _original(record: Any) -> Original:
    return Original(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        key=record.key or b"",
        value=record.value or b"",
        headers={name: value for name, value in record.headers or () if value is not None},
    )


def _forgetting(consumers: Sequence[Consumer]) -> Any:
    async def forget(_: faust.App, revoked: set[TP], **__: Any) -> None:
        for consumer in consumers:
            lost = frozenset(tp.partition for tp in revoked if tp.topic == consumer.topic.name)
            if lost:
                consumer.forget(lost)

    return forget
