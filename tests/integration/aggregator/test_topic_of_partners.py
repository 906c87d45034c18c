"""What lies on the broker for partners: no sum behind which one or two suppliers stand."""

import httpx
from kafka import KafkaConsumer
from kafka.structs import TopicPartition

from tests.integration.aggregator.conftest import Aggregator, Say, until
from tests.integration.aggregator.statements import initiative, inventory
from tests.integration.aggregator.test_progress import TARGET
from tierzero.aggregator.v1.progress_pb2 import Progress, ProgressPublished
from tierzero.topics import INITIATIVES, INVENTORIES, PROGRESS


async def test_the_topic_tells_no_more_than_the_page_and_the_factory_sees_all(
    aggregator: Aggregator,
    say: Say,
    factory: str,
    buyer: httpx.AsyncClient,
    stranger: httpx.AsyncClient,
) -> None:
    years = [
        inventory(factory, 2023, 913_579, suppliers=1),
        inventory(factory, 2024, 824_683, suppliers=2),
        inventory(factory, 2025, 735_791, suppliers=3),
    ]
    await say(INVENTORIES, factory, *years)
    measure = initiative(f"{factory}-i", "mill", factory, measured={2025: "73917"})
    await say(INITIATIVES, "mill", measure)

    async def is_known() -> bool:
        progress = (await buyer.get("/api/v1/overview")).json()["progress"]
        told = progress and progress["directions"]["upstream"]
        return bool(told and len(told["years"]) == 3 and told["initiatives"]["initiative_count"])

    await until(is_known)
    assert (await buyer.post("/api/v1/targets", json=TARGET)).status_code == 201
    own = (await buyer.get("/api/v1/overview")).json()["progress"]["directions"]["upstream"]
    assert [one["emissions"] for one in own["years"]] == ["913579", "824683", "735791"]
    assert own["initiatives"]["measured"] == "73917"

    async def is_on_the_bus() -> bool:
        return any(one.target.target_id for one in _upstream(aggregator, factory))

    await until(is_on_the_bus)
    facts = _upstream(aggregator, factory)
    newest = max(facts, key=lambda one: one.fact.version)
    await buyer.put("/api/v1/publication", json={"published": True})
    answer = await stranger.get(f"/api/v1/progress/{factory}")
    page = answer.json()["directions"]["upstream"]
    shown = [one["emissions"] or "" for one in page["years"]]
    assert [one.emissions for one in newest.years] == shown == ["", "", "735791"]
    assert [one.suppressed for one in newest.years] == [True, True, False]
    # The base is one supplier's: with a path or a share it could be computed.
    assert {one.path for one in newest.years} | {one.achieved for one in newest.years} == {""}
    assert newest.target.base_emissions == newest.initiatives.measured_reduction == ""
    percents = [[one.percent for one in year.method_percents] for year in newest.years]
    assert percents == [["60", "40"]] * 3
    told = b"".join(one.SerializeToString() for one in facts)
    secrets = (b"913579", b"824683", b"73917", b"548147")
    assert not [secret for secret in secrets if secret in told], "in no version"


def _upstream(aggregator: Aggregator, factory: str) -> list[Progress]:
    """Every version on the broker of the factory's progress upstream."""
    consumer = KafkaConsumer(
        bootstrap_servers=aggregator.settings.broker, group_id=None, enable_auto_commit=False
    )
    try:
        places = [TopicPartition(PROGRESS.name, number) for number in range(PROGRESS.partitions)]
        consumer.assign(places)
        ends = consumer.end_offsets(places)
        consumer.seek_to_beginning(*places)
        found: list[Progress] = []
        while any((consumer.position(place) or 0) < ends[place] for place in places):
            for records in consumer.poll(timeout_ms=500).values():
                found += [fact for one in records for fact in _facts(one.value)]
    finally:
        consumer.close()
    return [one for one in found if one.fact.id == f"{factory}:upstream"]


def _facts(value: bytes | None) -> list[Progress]:
    return list(ProgressPublished.FromString(value or b"").facts)
