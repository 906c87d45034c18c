"""Kill workers at random while facts stream in; the inventories must be those of one batch.

`make chaos` on the embedded broker, `make chaos BROKER=kafka` on Apache Kafka.
"""

import asyncio
import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint.big_world import facts_of, messages, world
from tests.whereabouts import whereabouts
from tierzero.settings import Settings
from tierzero.store import Store, connect
from tierzero.topics import Topic
from tierzero.topics.creation import create_missing

pytestmark = pytest.mark.timeout(600)
KILLS = 5
SEED = 20261122


@pytest.fixture
def stage(store_uri: str, broker_address: str, database_name: str) -> Iterator[Stage]:
    """A relay and the footprint service on a database of this test's own."""
    create_missing(Settings(service="topics", broker=broker_address))
    settings = FootprintSettings(
        service=database_name.replace("_", "-"),
        store=store_uri,
        broker=broker_address,
        database=database_name,
    )
    stage = Stage(settings)
    yield stage
    stage.stop()


async def test_workers_killed_at_random_lose_and_double_nothing(stage: Stage) -> None:
    chance = random.Random(SEED)
    store = connect(stage.settings)
    names = world(stage.settings.database, seed=SEED, buyers=6, suppliers=6)
    stream = list(messages(list(facts_of(names, 2000)), chance))
    await asyncio.to_thread(stage.start, "tierzero.relay")
    workers = [await asyncio.to_thread(stage.start, "footprint.worker") for _ in range(2)]
    streaming = asyncio.create_task(_stream(store, stream))
    for _ in range(KILLS):
        await asyncio.sleep(chance.uniform(0.5, 4))
        victim = workers.pop(chance.randrange(2))
        await asyncio.to_thread(stage.kill, victim)
        workers.append(await asyncio.to_thread(stage.start, "footprint.worker"))
    await streaming
    status, said = await asyncio.to_thread(stage.verify, 400)
    assert status == 0, f"{_where(stage)}\n{said}"
    failed = {"reason_code": "handler-failed"}
    assert await store.database["dead_letters"].count_documents(failed) == 0
    found = await store.database["inventories"].distinct("organization_id")
    assert set(found) >= set(names.buyers)


def _where(stage: Stage) -> str:
    """What is not done, and which processes have ended by themselves."""
    settings = stage.settings
    ended = {stage.names[one.pid]: one.poll() for one in stage.running if one.poll() is not None}
    lie = whereabouts(settings.store, [settings.database], settings.broker, settings.service)
    return f"{lie}; ended: {ended}"


async def _stream(store: Store, stream: Sequence[tuple[Topic, str, Any]]) -> None:
    """State the messages over about as long as workers are being killed."""
    for topic, key, envelope in stream:
        await state(store, topic, [(key, envelope)])
        await asyncio.sleep(0.05)
