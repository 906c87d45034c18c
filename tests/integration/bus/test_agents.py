"""Consumers: nothing is dropped, nothing blocks, and what is parked can be replayed."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from tierzero import outbox
from tierzero.settings import Settings
from tierzero.store import Document, Session, Store
from tierzero.supplier_portal.v1.product_pb2 import Product
from tierzero.topics import PRODUCTS

HERE = Path(__file__).parent
Starter = Callable[[], subprocess.Popen[bytes]]


def product(identity: str, name: str = "steel", version: int = 1) -> Product:
    """A product fact."""
    stated = Product(name=name)
    stated.fact.id = identity
    stated.fact.version = version
    return stated


async def state(store: Store, settings: Settings, *products: Product) -> None:
    """Write facts to the outbox."""

    async def write(session: Session) -> None:
        await outbox.append(session, store.database, PRODUCTS, settings.database_name, products)

    await store.in_transaction(write)


async def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Wait until an asynchronous condition holds."""
    async with asyncio.timeout(seconds):
        while not await condition():  # type: ignore[misc]
            await asyncio.sleep(0.05)


async def letters(store: Store, settings: Settings) -> list[Document]:
    """The test's own parked messages; the topic also holds those of other tests."""
    key = settings.database_name.encode()
    return await store.database["dead_letters"].find({"key": key}).to_list(100)


async def seen(store: Store) -> set[str]:
    """Ids the worker has applied."""
    return {one["_id"] async for one in store.database["seen"].find({})}


def operate(settings: Settings, *arguments: str) -> str:
    """Run `tierzero dead-letters …` as an operator does."""
    environment = os.environ | {"TIERZERO_STORE": settings.store}
    command = [Path(sys.executable).parent / "tierzero", "dead-letters", *arguments]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout


async def test_one_fact_at_fault_is_parked_and_its_neighbours_are_applied(
    store: Store, settings: Settings, start_relay: Starter, start_worker: Starter
) -> None:
    start_relay()
    start_worker()
    await state(store, settings, product("a"), product("b", "unusable"), product("c"))
    await state(store, settings, product("d", "crash"), product("e"))

    async def all_applied() -> bool:
        return await seen(store) == {"a", "c", "e"} and len(await letters(store, settings)) == 2

    await until(all_applied)
    by_code = {letter["reason_code"]: letter for letter in await letters(store, settings)}
    assert by_code["refused"]["attempts"] == 1, "what no retry mends is not retried"
    assert by_code["handler-failed"]["attempts"] == 4
    assert "a fault in the handler" in by_code["handler-failed"]["reason"]


async def test_poison_bytes_are_parked_as_they_came(
    store: Store, settings: Settings, start_relay: Starter, start_worker: Starter
) -> None:
    start_worker()
    producer = KafkaProducer(bootstrap_servers=settings.broker)
    key = settings.database_name.encode()
    poison = [
        (b"\xff\xfe not protobuf " + key, [("ce_specversion", b"1.0")]),
        (b"\x0a\xff" + key, _headers(PRODUCTS.event_type)),
        (product("x").SerializeToString() + key, _headers("some.other.Event")),
    ]
    for value, headers in poison:
        producer.send(PRODUCTS.name, key=key, value=value, headers=headers)
    producer.flush()
    producer.close()
    start_relay()
    await state(store, settings, product("after"))

    async def passed() -> bool:
        return "after" in await seen(store)

    await until(passed)
    parked = {bytes(one["value"]): one["reason_code"] for one in await letters(store, settings)}
    assert [parked[value] for value, _ in poison] == [
        "not-a-cloud-event",
        "undecodable",
        "wrong-event-type",
    ]


def _headers(event_type: str) -> list[tuple[str, bytes]]:
    return [
        ("ce_specversion", b"1.0"),
        ("ce_id", b"1"),
        ("ce_source", b"/test"),
        ("ce_type", event_type.encode()),
        ("content-type", b"application/protobuf"),
    ]


async def test_a_parked_message_is_applied_when_replayed_after_mending(
    store: Store, settings: Settings, start_relay: Starter, start_worker: Starter
) -> None:
    start_relay()
    start_worker()
    await state(store, settings, product("late", "unusable"))

    async def parked() -> bool:
        return bool(await letters(store, settings))

    await until(parked)
    await store.database["mended"].insert_one({})
    letter = (await letters(store, settings))[0]
    await asyncio.to_thread(operate, settings, "replay", settings.database, letter["_id"])

    async def resolved() -> bool:
        return [one["status"] for one in await letters(store, settings)] == ["resolved"]

    await until(resolved)
    assert await seen(store) == {"late"}


async def test_a_mended_message_is_applied_and_the_original_is_kept(
    store: Store, settings: Settings, start_relay: Starter, start_worker: Starter, tmp_path: Path
) -> None:
    start_relay()
    start_worker()
    await state(store, settings, product("wrong", "unusable"))

    async def parked() -> bool:
        return bool(await letters(store, settings))

    await until(parked)
    letter = (await letters(store, settings))[0]
    shown = await asyncio.to_thread(operate, settings, "show", settings.database, letter["_id"])
    assert '"name": "unusable"' in shown
    mended = tmp_path / "mended.json"
    fact = {"id": "wrong", "version": "1"}
    mended.write_text(json.dumps({"facts": [{"fact": fact, "name": "steel"}]}), "utf-8")
    await asyncio.to_thread(
        operate, settings, "mend", settings.database, letter["_id"], str(mended)
    )

    async def applied() -> bool:
        return await seen(store) == {"wrong"}

    await until(applied)
    after = (await letters(store, settings))[0]
    assert bytes(after["original_value"]) == bytes(letter["value"])


async def test_a_worker_killed_in_its_work_applies_everything_once(
    store: Store, settings: Settings, start_relay: Starter, start_worker: Starter
) -> None:
    start_relay()
    for round_number in range(3):
        process = start_worker()
        for number in range(25):
            await state(store, settings, product(f"{round_number}-{number}"))
        process.kill()
        process.wait()
    start_worker()

    async def complete() -> bool:
        return len(await seen(store)) == 75

    await until(complete, 60)
    assert await store.database["seen"].count_documents({"times": {"$ne": 1}}) == 0


async def test_what_is_applied_is_committed_to_the_last_message(
    store: Store, settings: Settings, start_relay: Starter, start_worker: Starter
) -> None:
    start_relay()
    worker = start_worker()
    for number in range(30):
        await state(store, settings, product(str(number)))

    async def complete() -> bool:
        return len(await seen(store)) == 30

    await until(complete)
    place = await asyncio.to_thread(_last_of, settings)
    worker.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(worker.wait, 30) == 0
    told = {"bootstrap_servers": settings.broker, "group_id": settings.service}
    with closing(KafkaConsumer(**told, enable_auto_commit=False)) as consumer:
        committed = await asyncio.to_thread(consumer.committed, place.partition)
    assert committed == place.following


@dataclass(frozen=True)
class Last:
    """Where the test's last message lies."""

    partition: TopicPartition
    following: int


def _last_of(settings: Settings) -> Last:
    found: list[Last] = []
    told = {"bootstrap_servers": settings.broker, "auto_offset_reset": "earliest"}
    with closing(KafkaConsumer(PRODUCTS.name, **told, consumer_timeout_ms=1_500)) as consumer:
        for record in consumer:
            if record.key == settings.database_name.encode():
                place = TopicPartition(record.topic, record.partition)
                found.append(Last(place, record.offset + 1))
    return found[-1]


async def test_what_faust_passes_over_is_read_again(
    store: Store, settings: Settings, start: Callable[..., Any], start_relay: Starter
) -> None:
    start_relay()
    await state(store, settings, *[product(str(number)) for number in range(3)])
    await asyncio.to_thread(start, str(HERE / "passing_over_worker.py"))

    async def complete() -> bool:
        return len(await seen(store)) == 3

    await until(complete, 60)
    assert await store.database["seen"].count_documents({"times": {"$ne": 1}}) == 0
