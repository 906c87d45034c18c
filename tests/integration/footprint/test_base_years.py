"""Through real broker and processes: others are told which figures of a base year are in force."""

import asyncio
from datetime import UTC, datetime
from typing import Any

from footprint.settings import FootprintSettings
from tests.integration.footprint.stage import Stage, state
from tests.unit.footprint import facts, operations
from tierzero.footprint.v1.base_year_pb2 import BaseYearFigures, BaseYearsStated
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.procurement.v1.inventory_policy_pb2 import YearReported
from tierzero.store import Store
from tierzero.topics import (
    ACTIVITIES,
    BASE_YEARS,
    FOOTPRINTS,
    INVENTORY_POLICIES,
    PRODUCTS,
    Topic,
)


async def _told(store: Store, buyer: str) -> list[BaseYearFigures]:
    rows = store.database["outbox"].find({"topic": BASE_YEARS.name, "key": buyer}).sort("_id", 1)
    return [
        fact
        for row in await rows.to_list(None)
        for fact in BaseYearsStated.FromString(row["value"]).facts
    ]


async def _wait_for(store: Store, buyer: str, digits: str, recalculated: bool) -> None:
    async with asyncio.timeout(100):
        while True:
            told = await _told(store, buyer)
            newest = max(told, key=lambda one: one.fact.version, default=BaseYearFigures())
            shown = [one.in_force.digits for one in newest.figures]
            if (shown, newest.recalculated) == ([digits], recalculated):
                return
            await asyncio.sleep(0.1)


async def _revision_with(store: Store, buyer: str, digits: str) -> int:
    """The last revision of the inventory, once it has this total."""
    async with asyncio.timeout(100):
        while True:
            found = await store.database["inventories"].find_one({"organization_id": buyer})
            if found and Inventory.FromString(bytes(found["content"])).total.digits == digits:
                return int(found["revision"])
            await asyncio.sleep(0.1)


def _policy(buyer: str, version: int, *reports: tuple[int, str]) -> Any:
    reported: list[YearReported] = []
    for revision, total in reports:
        report = YearReported(year=2024, gwp_set="AR6", reason="again")
        report.reported_at.FromDatetime(datetime(2025, 3, 1, tzinfo=UTC))
        report.figures.add(category=1, revision=revision, total=total)
        reported.append(report)
    return operations.policy(buyer, version=version, base_year=2024, reported_years=reported)


async def test_what_is_in_force_follows_reports_and_restatements(
    stage: Stage, store: Store, settings: FootprintSettings
) -> None:
    name = settings.database
    buyer, mill, coil = f"{name}-b", f"{name}-mill", f"{name}-coil"

    async def say(topic: Topic, key: str, fact: Any) -> None:
        await state(store, topic, [(key, topic.envelope(facts=[fact]))])

    stage.start("tierzero.relay")
    worker = stage.start("footprint.worker")
    await say(PRODUCTS, mill, facts.product(coil, mill))
    await say(FOOTPRINTS, mill, facts.footprint(f"{name}-f", coil, "1", mill))
    bought = facts.purchase(f"{name}-a", coil, "1000", buyer, mill)
    await say(ACTIVITIES, buyer, bought)
    # Which revision has the total depends on what came together.
    first = await _revision_with(store, buyer, "1000000000")
    await say(INVENTORY_POLICIES, buyer, _policy(buyer, 1, (first, "1000000000")))
    await _wait_for(store, buyer, "1000000000", recalculated=False)

    # 2 % more: what was reported stays in force. Then 10 %: it counts.
    await say(FOOTPRINTS, mill, facts.footprint(f"{name}-f", coil, "1.02", mill, 2))
    stage.kill(worker)
    stage.start("footprint.worker")
    await say(FOOTPRINTS, mill, facts.footprint(f"{name}-f", coil, "1.1", mill, 3))
    await _wait_for(store, buyer, "1100000000", recalculated=True)

    # Reported again, it is what was reported.
    last = await _revision_with(store, buyer, "1100000000")
    again = _policy(buyer, 2, (first, "1000000000"), (last, "1100000000"))
    await say(INVENTORY_POLICIES, buyer, again)
    await _wait_for(store, buyer, "1100000000", recalculated=False)
    versions = [one.fact.version for one in await _told(store, buyer)]
    assert versions == sorted(set(versions))
