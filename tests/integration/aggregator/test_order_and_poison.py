"""Facts in any order and repeated, and facts that nobody can use, on the real broker."""

import random
from functools import partial

import httpx
from kafka import KafkaProducer

from aggregator.facts import Intake, take_in
from aggregator.inventories import events as inventories
from aggregator.progress import service as progress
from tests.integration.aggregator.conftest import Aggregator, Say, until
from tests.integration.aggregator.statements import assessment, initiative, inventory
from tests.integration.aggregator.test_progress import stated_progress
from tierzero import topics
from tierzero.procurement.v1 import limit_pb2 as limits
from tierzero.store import Store
from tierzero.topics import Topic


async def upstream(buyer: httpx.AsyncClient) -> dict[str, object]:
    """The factory's own view upstream; empty before there is one."""
    progress = (await buyer.get("/api/v1/overview")).json()["progress"]
    return progress["directions"]["upstream"] if progress else {}


async def test_repeated_and_overtaken_facts_change_nothing(
    say: Say, factory: str, store: Store, buyer: httpx.AsyncClient
) -> None:
    revisions = [inventory(factory, 2024, 1000 - 10 * v, version=v) for v in range(1, 9)]
    mixed = [*revisions, *revisions]
    random.Random(7).shuffle(mixed)
    for fact in mixed:
        await say(topics.INVENTORIES, factory, fact)

    async def is_newest() -> bool:
        shown = await upstream(buyer)
        return bool(shown) and shown["years"][0]["emissions"] == "920"  # type: ignore[index]

    await until(is_newest)
    versions = len(await stated_progress(store, factory))
    for fact in revisions:
        await say(topics.INVENTORIES, factory, fact)
    # A later fact on the same key tells that the repeated ones have been handled.
    await say(topics.INVENTORIES, factory, inventory(factory, 2023, 1, category=9))

    async def is_handled() -> bool:
        return len(await stated_progress(store, factory)) > versions

    await until(is_handled)
    assert await is_newest()
    news = (await stated_progress(store, factory))[versions:]
    assert [fact.fact.id for fact in news] == [f"{factory}:downstream"]


async def test_poison_on_every_topic_is_parked_and_what_follows_is_applied(
    aggregator: Aggregator, say: Say, factory: str, store: Store, buyer: httpx.AsyncClient
) -> None:
    _send_garbage(aggregator, factory, topics.INVENTORIES, topics.ASSESSMENTS)
    _send_garbage(aggregator, factory, topics.INITIATIVES, topics.ORGANIZATIONS)
    bad = inventory(factory, 2024, 5, category=3)
    bad.total.digits = "many"
    await say(topics.INVENTORIES, factory, inventory(factory, 2024, 900), bad)
    wrong = initiative(f"{factory}-bad", "s1", factory)
    wrong.baseline_emissions = "lots"
    good = initiative(f"{factory}-good", "s1", factory, measured={2024: "1"})
    await say(topics.INITIATIVES, factory, wrong, good)
    unknown = assessment(factory, "s1", "p0", limits.VERDICT_PASS)
    unknown.verdict = 77  # type: ignore[assignment]
    passing = assessment(factory, "s1", "p1", limits.VERDICT_PASS)
    await say(topics.ASSESSMENTS, factory, unknown, passing)

    async def good_ones_are_applied() -> bool:
        shown = await upstream(buyer)
        return bool(
            shown
            and shown["years"]
            and shown["initiatives"]["initiative_count"] == 1  # type: ignore[index]
            and shown["assessments"]["passed"] == 1  # type: ignore[index]
        )

    async def all_are_parked() -> bool:
        return len(await parked()) == 7

    async def parked() -> list[tuple[str, str]]:
        letters = store.database["dead_letters"].find({"key": factory.encode()})
        found = [(one["topic"], one["reason_code"]) for one in await letters.to_list(None)]
        return sorted(found)

    await until(good_ones_are_applied)
    await until(all_are_parked)
    garbage = [
        (topic.name, "undecodable")
        for topic in (
            topics.ASSESSMENTS, topics.INITIATIVES, topics.INVENTORIES, topics.ORGANIZATIONS,
        )
    ]  # fmt: skip
    expected = [
        *garbage,
        (topics.INVENTORIES.name, "not-milligrams"),
        (topics.INITIATIVES.name, "not-a-decimal"),
        (topics.ASSESSMENTS.name, "unknown-value"),
    ]
    assert await parked() == sorted(expected)


def _send_garbage(aggregator: Aggregator, factory: str, *spoiled: Topic) -> None:
    producer = KafkaProducer(bootstrap_servers=aggregator.settings.broker)
    for topic in spoiled:
        headers = {
            "ce_specversion": "1.0",
            "ce_id": f"{factory}-{topic.name}",
            "ce_source": "/test",
            "ce_type": topic.event_type,
            "ce_time": "2026-03-01T00:00:00Z",
            "content-type": "application/protobuf",
        }
        pairs = [(name, value.encode()) for name, value in headers.items()]
        producer.send(
            topic.name, key=factory.encode(), value=b"\x0a\xff" + factory.encode(), headers=pairs
        )
    producer.flush()
    producer.close()


async def test_what_a_worker_left_behind_when_it_died_is_computed_by_another(
    factory: str, store: Store, buyer: httpx.AsyncClient
) -> None:
    # The fact and its mark stand, but whoever stored them never came to recompute.
    def die() -> None:
        """Nobody is woken."""

    left = Intake(store, partial(progress.mark, store.database), die)
    fact = inventories.read(inventory(factory, 2024, 900))
    await take_in(left, "inventories", [fact], lambda document: [document["organization_id"]])

    async def is_computed() -> bool:
        return bool(await upstream(buyer))

    await until(is_computed)
    assert await store.database["progress_marks"].count_documents({"organization_id": factory}) == 0
