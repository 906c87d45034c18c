"""What faust fetches and drops, because its flow is stopped, is read again: nothing is lost.

It was lost where the group had committed nothing yet, as faust seeks to what is committed only. The
flow is stopped here as a rebalance does it, while a fetch is under way.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from kafka import KafkaProducer

from tests.integration.bus.test_agents import product
from tierzero.agents import Consumer, Delivery
from tierzero.agents.application import make_application
from tierzero.cloud_events import EventAttributes, to_message
from tierzero.identity import utc_now
from tierzero.settings import Settings
from tierzero.store import Store
from tierzero.topics import PRODUCTS

NEVER_SECONDS = 3_600
ATTEMPTS = 20


@dataclass
class Reader:
    """A worker in this process that commits nothing, and what it has read under the test's key."""

    application: Any
    key: str
    producer: KafkaProducer
    read: set[str]
    asks: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a fetch begins."""
    is_answered_in_vain: bool = False
    """Whether something was fetched while the flow was stopped."""
    has_swallowed: bool = False

    @property
    def consumer(self) -> Any:
        """faust's consumer, as the platform sets it up."""
        return self.application.consumer

    async def send(self, identity: str) -> None:
        """Publish a product under the test's key."""
        stated = PRODUCTS.envelope(facts=[product(identity)])
        about = EventAttributes(identity, "/test", PRODUCTS.event_type, self.key, utc_now())
        key, value, headers = to_message(about, stated.SerializeToString())
        sent = self.producer.send(PRODUCTS.name, key=key, value=value, headers=headers)
        await asyncio.to_thread(sent.get, 20)

    async def until_read(self, *identities: str) -> None:
        """Wait until all of these were read."""
        async with asyncio.timeout(30):
            while not {*identities} <= self.read:
                await asyncio.sleep(0.02)

    def watch_fetches(self) -> None:
        """Notice when they begin, and what is fetched in vain."""
        fetch = self.consumer._thread.getmany

        async def watched(*arguments: Any, **options: Any) -> Mapping[Any, Any]:
            self.asks.set()
            found = await fetch(*arguments, **options)
            if found and not self.consumer.flow_active:
                self.is_answered_in_vain = True
            return found

        self.consumer._thread.getmany = watched

    def swallow_one_fetch(self) -> None:
        """Let what is fetched next be dropped without a word."""
        fetch = self.consumer._thread.getmany

        async def swallowed(*arguments: Any, **options: Any) -> Mapping[Any, Any]:
            found = await fetch(*arguments, **options)
            if found and not self.has_swallowed:
                self.has_swallowed = True
                return {}
            return found

        self.consumer._thread.getmany = swallowed

    async def stop_while_fetching(self) -> None:
        """Stop the flow; what comes now is fetched, and is not to be handled."""
        self.asks.clear()
        await self.asks.wait()
        await asyncio.sleep(0.05)
        self.consumer.stop_flow()


@pytest.fixture
async def reader(settings: Settings, store: Store) -> AsyncIterator[Reader]:
    """Reads products while the test runs."""
    read, ready = set[str](), asyncio.Event()
    key = settings.database_name

    async def handle(delivery: Delivery) -> None:
        if delivery.key == key:
            read.update(one.fact.id for one in delivery.facts)

    async def on_ready(*_: Any, **__: Any) -> None:
        ready.set()

    application = make_application(settings, store, [Consumer(PRODUCTS, handle)])
    application.conf.broker_commit_interval = NEVER_SECONDS
    application.on_rebalance_complete.connect(on_ready, weak=False)
    application.finalize()
    starting = asyncio.create_task(application.start())
    await asyncio.wait_for(ready.wait(), 60)
    producer = KafkaProducer(bootstrap_servers=settings.broker)
    yield Reader(application, key, producer, read)
    producer.close()
    starting.cancel()
    await application.stop()


async def test_what_was_fetched_in_vain_comes_before_what_follows(reader: Reader) -> None:
    await reader.send("first")
    await reader.until_read("first")
    reader.watch_fetches()
    sent = ["first"]
    while not reader.is_answered_in_vain and len(sent) < ATTEMPTS:
        await reader.stop_while_fetching()
        sent.append(f"in vain {len(sent)}")
        await reader.send(sent[-1])
        await asyncio.sleep(1)
        reader.consumer.resume_flow()
    assert reader.is_answered_in_vain, "the test has shown nothing"
    await reader.send("last")
    await reader.until_read(*sent, "last")


async def test_what_was_dropped_for_whatever_reason_comes_before_what_follows(
    reader: Reader,
) -> None:
    await reader.send("first")
    await reader.until_read("first")
    reader.swallow_one_fetch()
    sent: list[str] = []
    while not reader.has_swallowed and len(sent) < ATTEMPTS:
        sent.append(f"dropped {len(sent)}")
        await reader.send(sent[-1])
        await asyncio.sleep(1)
    assert reader.has_swallowed, "the test has shown nothing"
    await reader.send("last")
    await reader.until_read(*sent, "last")
