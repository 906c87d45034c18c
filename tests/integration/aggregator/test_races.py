"""Facts and recomputations that run at the same time, as with several workers."""

import asyncio
import random
import uuid
from collections.abc import AsyncIterator
from functools import partial

import pytest

from aggregator.facts import Intake, take_in
from aggregator.initiatives import events as initiatives
from aggregator.inventories import events as inventories
from aggregator.preparation import prepare
from aggregator.progress import service as progress
from carbon.initiatives import Direction
from tests.integration.aggregator.statements import initiative, inventory
from tierzero.aggregator.v1.progress_pb2 import ProgressPublished
from tierzero.identity import utc_now
from tierzero.settings import Settings
from tierzero.store import Document, Store, connect
from tierzero.tenancy import scope_of_worker


@pytest.fixture
async def own_store(store_uri: str, database_name: str) -> AsyncIterator[Store]:
    """A database that no worker looks after."""
    settings = Settings(service="races", store=store_uri, database=database_name)
    store = connect(settings)
    await prepare(store.database)
    yield store
    await store.close()


async def test_racing_facts_and_recomputations_miss_nothing(own_store: Store) -> None:
    factory = str(uuid.uuid4())
    intake = Intake(own_store, partial(progress.mark, own_store.database), lambda: None)
    cells = [inventory(factory, 2015 + place, 100 + place) for place in range(12)]
    measures = [
        initiative(f"{factory}-{place}", f"s{place}", factory, measured={2025: "1.5"})
        for place in range(8)
    ]
    works = [_take(intake, "inventories", inventories.read(one)) for one in cells]
    works += [_take(intake, "initiatives", initiatives.read(one)) for one in measures]
    random.Random(3).shuffle(works)
    done = asyncio.Event()
    recomputing = [asyncio.create_task(_recompute(own_store, factory, done)) for _ in range(2)]
    await asyncio.gather(*works)
    done.set()
    await asyncio.gather(*recomputing)

    scope = scope_of_worker(factory, "test")
    kept = await progress.current_progress(own_store.database, scope)
    assert kept is not None
    upstream = kept.of(Direction.UPSTREAM)
    assert [one.year for one in upstream.years] == [2015 + place for place in range(12)]
    assert (upstream.initiatives.initiative_count, upstream.initiatives.measured) == (8, 12)
    await _check_versions(own_store, factory, kept.revision)


async def _take(intake: Intake, collection: str, document: Document) -> None:
    concerned = document.get("factory_ids") or [document["organization_id"]]
    await take_in(intake, collection, [document], lambda _: concerned)


async def _recompute(store: Store, factory: str, done: asyncio.Event) -> None:
    while not done.is_set():
        await progress.recompute(store, factory, utc_now)
        await asyncio.sleep(0.01)
    await progress.recompute(store, factory, utc_now)


async def _check_versions(store: Store, factory: str, revision: int) -> None:
    """Every version was stated once, none twice, and the last one holds."""
    rows = await store.database["outbox"].find({"key": factory}).sort("_id", 1).to_list(None)
    envelopes = [ProgressPublished.FromString(row["value"]) for row in rows]
    assert len(rows) == revision
    upstream = [fact for one in envelopes for fact in one.facts if fact.direction == 1]
    versions = [fact.fact.version for fact in upstream]
    assert sorted(versions) == list(range(1, len(versions) + 1))
    newest = max(upstream, key=lambda fact: fact.fact.version)
    assert len(newest.years) == 12
