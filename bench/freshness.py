"""Freshness: from the moment at which a purchase is answered for to its inventory on the broker.

The answer follows the commit of purchase and outbox row, so the clock starts when that is durable;
what it takes itself is shown apart.

Beside it, in the same run, a bare relay: a message handed on over as many topics by nothing but
consumers and producers. Latency belongs on Apache Kafka: `BROKER=kafka PYTHONPATH=. python
bench/freshness.py [samples]`; the embedded broker does not wake waiting fetches.
"""

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from kafka.admin import KafkaAdminClient, NewTopic

from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint import facts
from tierzero.cloud_events import from_headers
from tierzero.procurement.v1.activity_pb2 import ActivitiesRecorded
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.topics import ACTIVITIES, INVENTORIES, NETWORKS, Topic
from tierzero.topics.creation import create_missing
from tierzero_local.handle import started

BROKER = os.environ.get("BROKER", "tansu")
WARMING = 20
"""Purchases that are not counted: the first compile, load and connect."""

WAY = {
    ACTIVITIES: "relay woken, row read",
    NETWORKS: "routed, durable, relay woken, row read",
    INVENTORIES: "network taken in, durable, relay woken, row read",
}
"""Topics on the way, and what happens before the relay hands the message to each."""

HOPS = ("bench-hop-1", "bench-hop-2", "bench-hop-3")
"""As many as activities, network facts and inventories."""


async def listener(broker: str, topic: str) -> AIOKafkaConsumer:
    """A consumer that hears what comes from now on."""
    consumer = AIOKafkaConsumer(topic, bootstrap_servers=broker, fetch_max_wait_ms=50)
    await consumer.start()
    await consumer.seek_to_end()
    return consumer


async def bare_relay(broker: str, samples: int) -> list[float]:
    """Seconds for a message to go through all hops, one after the other."""
    admin = KafkaAdminClient(bootstrap_servers=broker)
    admin.create_topics([NewTopic(name, 1, 1) for name in HOPS])
    admin.close()
    producer = AIOKafkaProducer(bootstrap_servers=broker, acks="all")
    await producer.start()
    consumers = [await listener(broker, hop) for hop in HOPS]
    times: list[float] = []
    for number in range(-WARMING, samples):
        began = time.perf_counter()
        for hop, consumer in zip(HOPS, consumers, strict=True):
            await producer.send_and_wait(hop, b"x" * 300)
            await consumer.getone()
        if number >= 0:
            times.append(time.perf_counter() - began)
    for client in (producer, *consumers):
        await client.stop()
    return times


@dataclass
class Journey:
    """Seconds of each part of the way, one entry a purchase."""

    committing: list[float] = field(default_factory=list[float])
    whole: list[float] = field(default_factory=list[float])
    parts: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list[float]))

    def note(self, began: float, steps: Sequence[tuple[str, float]]) -> None:
        """The moments at which one purchase had come so far, since it was durable."""
        self.whole.append(steps[-1][1] - began)
        for name, moment in steps:
            self.parts[name].append(moment - began)
            began = moment


async def through_the_service(stage: Stage, store: Store, samples: int) -> Journey:
    """From the end of a purchase's commit to the message with its inventory."""
    for module in ("tierzero.relay", "footprint.worker"):
        await asyncio.to_thread(stage.start, module)
    listeners = {topic: await listener(stage.settings.broker, topic.name) for topic in WAY}
    journey = Journey()
    for number in range(-WARMING, samples):
        bought = ActivitiesRecorded(facts=[facts.purchase(f"a{number}")])
        asked = time.time()
        await state(store, ACTIVITIES, [("plant", bought)])
        began = time.time()
        steps = [one for topic in WAY for one in await steps_of(topic, listeners[topic])]
        if number >= 0:
            journey.committing.append(began - asked)
            journey.note(began, steps)
    for one in listeners.values():
        await one.stop()
    return journey


async def steps_of(topic: Topic, consumer: AIOKafkaConsumer) -> Sequence[tuple[str, float]]:
    """When the topic's next message was handed to the broker, and when it was heard."""
    message = await consumer.getone()
    heard = time.time()
    sent = from_headers(message.headers).time.timestamp()
    return (f"{WAY[topic]}", sent), (f"{topic.name} to its listeners", heard)


def show(name: str, times: Sequence[float]) -> tuple[float, float]:
    """Print the median and the 99th percentile; return both."""
    middle, worst = statistics.median(times), sorted(times)[int(0.99 * len(times))]
    print(f"  {name:52} p50 {middle * 1e3:7.1f} ms   p99 {worst * 1e3:7.1f} ms")
    return middle, worst


async def measure(directory: Path, samples: int) -> None:
    """Print both, on engines of their own."""
    with (
        started(directory / "store", "--only=store") as engines,
        started(directory / "broker", "--only=broker", f"--broker={BROKER}") as bus,
    ):
        create_missing(Settings(service="topics", broker=bus.broker))
        settings = FootprintSettings(store=engines.store, broker=bus.broker, database="footprint")
        stage, store = Stage(settings), connect(settings)
        try:
            reference = await bare_relay(bus.broker, samples)
            journey = await through_the_service(stage, store, samples)
        finally:
            stage.stop()
            await store.close()
    print(f"\n{samples} purchases one after the other, BROKER={BROKER}")
    base, _ = show("bare relay, three hops", reference)
    middle, worst = show("answer to inventory", journey.whole)
    print(f"  p50 {middle / base:.1f} and p99 {worst / base:.1f} times the bare p50; of that:")
    for name, times in journey.parts.items():
        show(f"  {name}", times)
    show("apart: the commit of the purchase", journey.committing)


def main() -> None:
    """Measure."""
    samples = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as directory:
        asyncio.run(measure(Path(directory), samples))


if __name__ == "__main__":
    main()
