"""A plain faust agent with a table: what the service is compared with."""

import asyncio
import time
from typing import Any

import faust
from kafka import KafkaProducer
from kafka.admin import KafkaAdminClient, NewTopic

from tests.unit.footprint import facts
from tierzero.supplier_portal.v1.footprint_pb2 import Footprint

_TOPIC = "bench-singles"
_CHANGELOG = "bench-table-latest-changelog"


def with_table(broker: str, count: int) -> float:
    """Footprints a second of an agent that writes each to its table, one to a message."""
    _create_topics(broker)
    _produce(broker, count)
    return asyncio.run(_run(broker, count))


def _create_topics(broker: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=broker)
    admin.create_topics([NewTopic(name, 1, 1) for name in (_TOPIC, _CHANGELOG)])
    admin.close()


def _produce(broker: str, count: int) -> None:
    producer = KafkaProducer(bootstrap_servers=broker, acks="all", linger_ms=5)
    for number in range(count):
        value = facts.footprint(f"f{number}", "p", "1").SerializeToString()
        producer.send(_TOPIC, key=f"f{number}".encode(), value=value)
    producer.flush()
    producer.close()


async def _run(broker: str, count: int) -> float:
    application = faust.App(
        "bench-table",
        broker=f"kafka://{broker}",
        store="memory://",
        web_enabled=False,
        topic_partitions=1,
        stream_wait_empty=False,
        broker_session_timeout=6.0,
        broker_heartbeat_interval=2.0,
        broker_rebalance_timeout=6.0,
        consumer_auto_offset_reset="earliest",
        topic_disable_leader=True,
    )
    topic: Any = application.topic(_TOPIC, value_type=bytes, value_serializer="raw")
    table: Any = application.Table("latest", default=str, partitions=1)
    done, times = asyncio.Event(), []

    async def keep(stream: Any) -> None:
        async for value in stream:
            footprint = Footprint.FromString(value)
            table[footprint.fact.id] = footprint.pcf.pcf_excluding_biogenic_uptake
            times.append(time.perf_counter())
            if len(times) == count:
                done.set()

    application.agent(topic)(keep)
    application.finalize()
    starting = asyncio.create_task(application.start())
    await asyncio.wait_for(done.wait(), 120)
    starting.cancel()
    await application.stop()
    return count / (times[-1] - times[0])
