"""Ingest: footprints a second through the footprint service, 100 to a message, beside what it is
made of, each reference measured seconds before on the same engines.

Whole: broker → router → broker → network → lines, totals and inventories durable and published,
as a part of the raw bulk write of the same documents, and as a multiple of a naive faust agent with
a table. Without the durable write: both stages in one process (`ingest_pipeline.py`), as a part of
the bare consume-and-decode loop on the same messages.

By itself: `PYTHONPATH=. python bench/ingest.py [footprints …]`; BROKER=kafka for Apache Kafka.
"""

import asyncio
import os
import signal
import sys
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer
from faust_reference import with_table
from ingest_facts import Scene, footprint_messages, setting_messages
from ingest_pipeline import from_the_start, without_store
from kafka import KafkaProducer

from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Process, Stage
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.supplier_portal.v1.footprint_pb2 import FootprintsStated
from tierzero.topics import INVENTORIES
from tierzero.topics.creation import create_missing
from tierzero_local.handle import started

BROKER = os.environ.get("BROKER", "tansu")
SIZES = (10_000, 40_000, 160_000)
_MOST_LINES = 40_000
_TURNS = 3
_ADDED = ("journal", "inventory_revisions", "outbox")
_REPLACED = ("line_pages", "inventories")
"""Collections whose documents change where lines follow."""


@dataclass(frozen=True)
class Measured:
    """Footprints a second."""

    whole: float
    raw: float
    table: float
    unwritten: float
    bare: float


def produce(broker: str, messages: Sequence[tuple[Any, ...]]) -> set[str]:
    """Put (topic, key, value, headers) on the broker; the last key of each partition."""
    producer = KafkaProducer(bootstrap_servers=broker, acks="all", linger_ms=5)
    sent = [
        (key, producer.send(topic, key=key, value=value, headers=headers))
        for topic, key, value, headers in messages
    ]
    producer.flush()
    last = {future.get().partition: key.decode() for key, future in sent}
    producer.close()
    return set(last.values())


async def bare_loop(broker: str, count: int) -> float:
    """Footprints a second that a consumer can read and decode, doing nothing else."""
    consumer = await from_the_start(broker)
    seen, began = 0, time.perf_counter()
    while seen < count:
        for records in (await consumer.getmany(timeout_ms=1000)).values():
            for record in records:
                envelope = FootprintsStated.FromString(record.value or b"")
                seen += sum(1 for one in envelope.facts if one.pcf.pcf_excluding_biogenic_uptake)
    seconds = time.perf_counter() - began
    await consumer.stop()
    return count / seconds


async def settle(stage: Stage, store: Store, of: Scene) -> Process:
    """A worker that has taken in the purchases and products and is idle."""
    await asyncio.to_thread(produce, stage.settings.broker, setting_messages(of))
    worker = await asyncio.to_thread(stage.start, "footprint.worker")
    bought = 0
    while bought < of.purchases:
        await asyncio.sleep(0.1)
        pages = store.database["line_pages"].find({"organization_id": of.buyer})
        bought = sum([len(page["activity_id"]) async for page in pages])
    await asyncio.sleep(1.5)
    return worker


async def whole_service(stage: Stage, store: Store, worker: Process, of: Scene) -> float:
    """Footprints a second, from letting the worker go to the last effect.

    It stands still while the messages are laid ready, so that producing them is not measured.
    """
    consumer = AIOKafkaConsumer(INVENTORIES.name, bootstrap_servers=stage.settings.broker)
    await consumer.start()
    await consumer.seek_to_end()
    worker.send_signal(signal.SIGSTOP)
    last = await asyncio.to_thread(produce, stage.settings.broker, footprint_messages(of))
    began = time.perf_counter()
    worker.send_signal(signal.SIGCONT)
    await (published(consumer, of) if of.followed else stored(store, last))
    seconds = time.perf_counter() - began
    await consumer.stop()
    return of.count / seconds


async def published(consumer: AIOKafkaConsumer, of: Scene) -> None:
    """Until the inventory that counts the last versions is on the broker."""
    while of.total not in ((await consumer.getone()).value or b""):
        pass


async def stored(store: Store, suppliers: set[str]) -> None:
    """Until the suppliers, the last of each partition, have their first entry: partitions are
    worked on in order."""
    wanted = {"_id": {"$in": [f"supplier:{name}|{1:012}" for name in suppliers]}}
    found: list[Any] = []
    while len(found) < len(suppliers):
        await asyncio.sleep(0.02)
        found = await store.database["journal"].find(wanted, {"_id": 1}).to_list(None)


async def results_before(store: Store, of: Scene) -> dict[str, int]:
    """How many documents of each collection are no results of the footprints."""
    kept = _ADDED if of.followed else (*_ADDED, *_REPLACED)
    counts = {name: await store.database[name].count_documents({}) for name in kept}
    return dict.fromkeys(_REPLACED, 0) | counts


async def raw_write(store: Store, since: dict[str, int], count: int) -> float:
    """Footprints a second whose result documents a bulk write could store: same documents, each
    once as it is in the end, in transactions of a hundred."""
    documents = [
        (name, document)
        for name in since
        async for document in store.database[name].find({}).skip(since[name])
    ]
    target = store.client[f"raw_{uuid.uuid4().hex[:8]}"]
    began = time.perf_counter()
    for start in range(0, len(documents), 100):
        async with store.transaction() as session:
            part = documents[start : start + 100]
            for name in {name for name, _ in part}:
                rows = [document for other, document in part if other == name]
                await target[name].insert_many(rows, session=session)
    seconds = time.perf_counter() - began
    await store.client.drop_database(target.name)
    return count / seconds


async def measured(stage: Stage, store: Store, of: Scene) -> Measured:
    """One scene, on engines of its own."""
    broker = stage.settings.broker
    await asyncio.to_thread(stage.start, "tierzero.relay")
    worker = await settle(stage, store, of)
    before = await results_before(store, of)
    table = await asyncio.to_thread(with_table, broker, min(of.count, 4_000))
    whole = await whole_service(stage, store, worker, of)
    # Beside the worker's last fetches and acknowledgements the first is a third slower.
    raw = max([await raw_write(store, before, of.count) for _ in range(_TURNS)])
    # In turns, and the best of each, because others use the machine too.
    bare = unwritten = 0.0
    for _ in range(_TURNS):
        bare = max(bare, await bare_loop(broker, of.count))
        unwritten = max(unwritten, await without_store(broker, setting_messages(of), of.count))
    return Measured(whole, raw, table, unwritten, bare)


async def measure(directory: Path, of: Scene) -> None:
    """Print one scene."""
    with (
        started(directory / "store", "--only=store") as engines,
        started(directory / "broker", "--only=broker", f"--broker={BROKER}") as bus,
    ):
        create_missing(Settings(service="topics", broker=bus.broker))
        settings = FootprintSettings(store=engines.store, broker=bus.broker, database="footprint")
        stage, store = Stage(settings), connect(settings)
        try:
            found = await measured(stage, store, of)
        finally:
            stage.stop()
            await store.close()
    show(of, found)


def show(of: Scene, found: Measured) -> None:
    """Print footprints a second and the ratios."""
    print(f"\n{of.name}, BROKER={BROKER}")
    for name, rate, told in (
        ("whole service, durable", found.whole, ""),
        ("  raw bulk write", found.raw, f"whole: {found.whole / found.raw:.3f} of it"),
        ("  naive agent, table", found.table, f"whole: {found.whole / found.table:.1f} times it"),
        ("both stages, unwritten", found.unwritten, ""),
        ("  bare decode", found.bare, f"unwritten: {found.unwritten / found.bare:.3f} of it"),
    ):
        print(f"  {name:24} {rate:11,.0f} a second   {told}", flush=True)


def main() -> None:
    """Measure the sizes given, or three of them, in all scenes."""
    sizes = [int(text) for text in sys.argv[1:] if text.isdigit()] or SIZES
    scenes = [Scene(count, followed) for followed in (False, True) for count in sizes]
    scenes += [Scene(count, True, bought=count) for count in sizes if count <= _MOST_LINES]
    for of in scenes:
        with tempfile.TemporaryDirectory() as directory:
            asyncio.run(measure(Path(directory), of))


if __name__ == "__main__":
    main()
