"""The relay loses nothing and repeats nothing it need not, whatever happens to it or the broker."""

import asyncio
import random
import subprocess
import time
from collections.abc import Callable
from contextlib import closing

from kafka import KafkaConsumer
from kafka.admin import KafkaAdminClient
from kafka.structs import TopicPartition

from tierzero import outbox
from tierzero.cloud_events import from_headers
from tierzero.procurement.v1.limit_pb2 import Limit, LimitsStated
from tierzero.relay.lease import RENEWED_AFTER_SECONDS
from tierzero.relay.positions import Cluster, lost_topics
from tierzero.settings import Settings
from tierzero.store import Session, Store, connect_blocking
from tierzero.topics import LIMITS

Starter = Callable[[], subprocess.Popen[bytes]]


def limit(identity: str, version: int = 1) -> Limit:
    """A limit fact."""
    stated = Limit(maximum="1.5")
    stated.fact.id = identity
    stated.fact.version = version
    return stated


async def state(store: Store, key: str, *limits: Limit) -> None:
    """Write facts to the outbox in a transaction of their own."""

    async def write(session: Session) -> None:
        await outbox.append(session, store.database, LIMITS, key, limits)

    await store.in_transaction(write)


def messages(broker: str, key: str) -> list[object]:
    """Everything the broker holds under the key."""
    consumer = KafkaConsumer(bootstrap_servers=broker, group_id=None, enable_auto_commit=False)
    partitions = [TopicPartition(LIMITS.name, p) for p in range(LIMITS.partitions)]
    consumer.assign(partitions)
    consumer.seek_to_beginning()
    ends = consumer.end_offsets(partitions)
    found: list[object] = []
    deadline = time.monotonic() + 20
    while any(consumer.position(p) < ends[p] for p in partitions) and time.monotonic() < deadline:
        for records in consumer.poll(timeout_ms=200).values():
            found += [r for r in records if r.key == key.encode()]
    consumer.close()
    return found


def fact_ids(records: list[object]) -> list[str]:
    """Ids of all facts in the messages, in their order."""
    return [
        stated.fact.id
        for record in records
        for stated in LimitsStated.FromString(record.value).facts  # type: ignore[attr-defined]
    ]


async def until_published(store: Store, seconds: float = 30) -> None:
    """Wait until no row is pending."""
    async with asyncio.timeout(seconds):
        while await store.database[outbox.COLLECTION].count_documents({"status": "pending"}):
            await asyncio.sleep(0.05)


async def test_many_messages_at_once_do_not_look_like_a_lost_log(
    store: Store, settings: Settings, start_relay: Starter
) -> None:
    for number in range(60):
        await state(store, f"{settings.database_name}-{number}", limit(str(number)))
    start_relay()
    await until_published(store)
    consumer = KafkaConsumer(bootstrap_servers=settings.broker)
    with connect_blocking(settings) as client, closing(consumer):
        assert (
            lost_topics(client[settings.database_name], Cluster(settings).id(), consumer) == set()
        )


async def test_rows_of_one_key_leave_as_one_cloud_event(
    store: Store, settings: Settings, start_relay: Starter
) -> None:
    key = settings.database_name
    for number in range(20):
        await state(store, key, limit(f"{key}-{number}"))
    start_relay()
    await until_published(store)

    records = await asyncio.to_thread(messages, settings.broker, key)

    assert len(records) == 1, "twenty rows waiting for one key are one message"
    assert fact_ids(records) == [f"{key}-{n}" for n in range(20)]
    attributes = from_headers(records[0].headers)  # type: ignore[attr-defined]
    assert attributes.type == "tierzero.procurement.v1.LimitsStated"
    assert attributes.subject == key
    assert attributes.source == f"/tierzero/{settings.database}"


async def test_a_relay_killed_at_random_publishes_every_row(
    store: Store, settings: Settings, start_relay: Starter
) -> None:
    key = settings.database_name
    chance = random.Random(20)
    for round_number in range(3):
        process = start_relay()
        for number in range(30):
            await state(store, key, limit(f"{key}-{round_number}-{number}"))
            if number == chance.randrange(5, 25):
                process.kill()
        process.kill()
        process.wait()
    start_relay()
    await until_published(store)

    found = fact_ids(await asyncio.to_thread(messages, settings.broker, key))

    assert set(found) == {f"{key}-{r}-{n}" for r in range(3) for n in range(30)}


async def test_a_broker_that_lost_its_log_gets_it_again(
    store: Store, settings: Settings, start_relay: Starter
) -> None:
    key = settings.database_name
    await state(store, key, limit(f"{key}-1"), limit(f"{key}-2"))
    start_relay()
    await until_published(store)

    await asyncio.to_thread(forget_topic, settings.broker)
    async with asyncio.timeout(60):
        while set(fact_ids(await asyncio.to_thread(messages_or_none, settings.broker, key))) != {
            f"{key}-1",
            f"{key}-2",
        }:
            await asyncio.sleep(0.3)


def forget_topic(broker: str) -> None:
    """Remove the topic with all it holds, as a broker does that keeps nothing on disk."""
    admin = KafkaAdminClient(bootstrap_servers=broker)
    admin.delete_topics([LIMITS.name])
    admin.close()


def messages_or_none(broker: str, key: str) -> list[object]:
    """Messages under the key; none while the topic is missing."""
    admin = KafkaAdminClient(bootstrap_servers=broker)
    present = LIMITS.name in admin.list_topics()
    admin.close()
    return messages(broker, key) if present else []


async def test_of_two_relays_only_one_publishes(
    store: Store, settings: Settings, start_relay: Starter
) -> None:
    key = settings.database_name
    start_relay()
    leases = store.database["leases"]
    async with asyncio.timeout(10):
        while not (lease := await leases.find_one({"_id": "relay"})):
            await asyncio.sleep(0.05)
    # The other one holds the lease from now on, for longer than the test lasts.
    await leases.update_one(
        {"_id": "relay"},
        {"$set": {"holder": "other", "expires_at": lease["expires_at"].replace(year=2100)}},
    )
    # A holder asks again only after a while; until then nobody else can get the lease.
    await asyncio.sleep(RENEWED_AFTER_SECONDS + 0.5)
    await state(store, key, limit(f"{key}-1"))
    await asyncio.sleep(2)

    assert await store.database[outbox.COLLECTION].count_documents({"status": "pending"}) == 1
