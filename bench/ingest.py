"""Ingest: footprints a second through the whole footprint service, beside what it is made of.

100 footprints to a message: broker → router → broker → network → lines, totals, inventories durable
and stated. References, in the same run: the bare consume-and-decode loop on the same messages, a
plain faust agent with a table (one footprint to a message), and a raw bulk write of the documents
that the service has written. By itself: `PYTHONPATH=. python bench/ingest.py [footprints …]`.
"""

import asyncio
import sys
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiokafka import AIOKafkaConsumer, TopicPartition
from faust_reference import with_table
from ingest_facts import Scene, footprint_messages, scene, setting_messages
from kafka import KafkaProducer

from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Stage
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.supplier_portal.v1.footprint_pb2 import FootprintsStated
from tierzero.topics import FOOTPRINTS
from tierzero.topics.creation import create_missing
from tierzero_local.handle import started

SIZES = (2_000, 10_000, 40_000)
_WRITTEN = ("journal", "line_pages", "inventories", "inventory_revisions", "outbox")


def produce(broker: str, messages: Sequence[tuple]) -> None:
    """Put (topic, key, value, headers) on the broker."""
    producer = KafkaProducer(bootstrap_servers=broker, acks="all", linger_ms=5)
    for topic, key, value, headers in messages:
        producer.send(topic, key=key, value=value, headers=headers)
    producer.flush()
    producer.close()


async def bare_loop(broker: str, count: int) -> float:
    """Footprints a second that a consumer can read and decode, doing nothing else."""
    consumer = AIOKafkaConsumer(bootstrap_servers=broker, fetch_max_wait_ms=50)
    await consumer.start()
    partitions = [TopicPartition(FOOTPRINTS.name, n) for n in range(FOOTPRINTS.partitions)]
    consumer.assign(partitions)
    await consumer.seek_to_beginning(*partitions)
    seen, began = 0, time.perf_counter()
    while seen < count:
        for records in (await consumer.getmany(timeout_ms=1000)).values():
            for record in records:
                envelope = FootprintsStated.FromString(record.value)
                seen += sum(1 for one in envelope.facts if one.pcf.pcf_excluding_biogenic_uptake)
    seconds = time.perf_counter() - began
    await consumer.stop()
    return count / seconds


async def until(condition: Callable[[], Awaitable[bool]]) -> float:
    """Seconds until the condition holds."""
    began = time.perf_counter()
    while not await condition():  # noqa: ASYNC110 - other processes make it true
        await asyncio.sleep(0.02)
    return time.perf_counter() - began


async def through_the_service(stage: Stage, store: Store, of: Scene) -> float:
    """Footprints a second from the worker's readiness to the last inventory stated."""

    async def all_counted() -> bool:
        found = await store.database["inventories"].find_one({"organization_id": of.buyer})
        return found is not None and of.total in bytes(found["content"])

    await asyncio.to_thread(stage.start, "footprint.worker")
    return of.count / await until(all_counted)


async def settle(stage: Stage, store: Store, of: Scene) -> None:
    """Let the purchases and products arrive, then stop the worker."""
    await asyncio.to_thread(produce, stage.settings.broker, setting_messages(of))
    worker = await asyncio.to_thread(stage.start, "footprint.worker")

    async def all_bought() -> bool:
        pages = store.database["line_pages"].find({"organization_id": of.buyer})
        return sum([len(page["activity_id"]) async for page in pages]) == of.purchases

    await until(all_bought)
    await asyncio.sleep(1.5)  # the last offsets are committed
    worker.terminate()
    await asyncio.to_thread(worker.wait, 30)


async def raw_write(store: Store, since: dict[str, int], count: int) -> float:
    """Footprints a second whose result documents a bulk write could store: same documents, in
    transactions of a hundred."""
    documents = [
        (name, document)
        for name in _WRITTEN
        async for document in store.database[name].find({}).skip(since.get(name, 0))
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


async def measure(directory: Path, count: int) -> None:
    """Print one size, on engines of its own."""
    with (
        started(directory / "store", "--only=store") as engines,
        started(directory / "broker", "--only=broker") as bus,
    ):
        create_missing(Settings(service="topics", broker=bus.broker))
        settings = FootprintSettings(store=engines.store, broker=bus.broker, database="footprint")
        stage, store = Stage(settings), connect(settings)
        of = scene(count)
        try:
            await asyncio.to_thread(stage.start, "tierzero.relay")
            await settle(stage, store, of)
            before = {name: await store.database[name].count_documents({}) for name in _WRITTEN}
            await asyncio.to_thread(produce, bus.broker, footprint_messages(of))
            bare = await bare_loop(bus.broker, count)
            table = await asyncio.to_thread(with_table, bus.broker, min(count, 4_000))
            service = await through_the_service(stage, store, of)
            raw = await raw_write(store, before, count)
        finally:
            stage.stop()
            await store.close()
    print(f"\n{count:,} footprints, 100 to a message, {of.purchases:,} lines follow them")
    print(f"  whole service, durable and stated  {service:11,.0f} a second")
    for name, reference in (
        ("bare consume and decode", bare),
        ("raw write of the same documents", raw),
        ("plain faust agent with a table", table),
    ):
        print(f"  {name:34} {reference:11,.0f} a second   service: {service / reference:.3f} of it")


def main() -> None:
    """Measure the sizes given, or three of them."""
    sizes = [int(text) for text in sys.argv[1:] if text.isdigit()] or SIZES
    for count in sizes:
        with tempfile.TemporaryDirectory() as directory:
            asyncio.run(measure(Path(directory), count))


if __name__ == "__main__":
    main()
