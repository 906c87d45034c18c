"""From facts on the bus to published progress, through the real processes."""

import httpx

from tests.integration.aggregator.conftest import Say, until
from tests.integration.aggregator.statements import (
    assessment,
    base_year,
    initiative,
    inventory,
    organization,
)
from tierzero import topics
from tierzero.aggregator.v1.progress_pb2 import Progress, ProgressPublished
from tierzero.procurement.v1 import limit_pb2 as limits
from tierzero.store import Store

TARGET = {
    "direction": "upstream",
    "base_year": 2023,
    "target_year": 2030,
    "reduction_percent": "42",
}


async def stated_progress(store: Store, factory: str) -> list[Progress]:
    """Every progress fact that the service has put into its outbox for the factory."""
    wanted = {"topic": topics.PROGRESS.name, "key": factory}
    rows = store.database["outbox"].find(wanted).sort("_id", 1)
    found = [ProgressPublished.FromString(row["value"]) for row in await rows.to_list(None)]
    return [fact for envelope in found for fact in envelope.facts]


async def test_facts_and_a_target_become_published_progress(
    say: Say, factory: str, store: Store, buyer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    await say(topics.ORGANIZATIONS, factory, organization(factory, "Hua Feng Works", "华峰工厂"))
    await say(
        topics.INVENTORIES,
        factory,
        inventory(factory, 2023, 1000),
        inventory(factory, 2024, 900),
        inventory(factory, 2025, 850),
        inventory(factory, 2025, 50, category=9),
    )
    await say(
        topics.INITIATIVES,
        "supplier-1",
        initiative(f"{factory}-i1", "supplier-1", factory, measured={2024: "12.5", 2025: "20"}),
    )
    await say(
        topics.ASSESSMENTS,
        "supplier-1",
        assessment(factory, "supplier-1", "p1", limits.VERDICT_PASS),
        assessment(factory, "supplier-1", "p2", limits.VERDICT_FAIL),
    )

    async def all_is_known() -> bool:
        progress = (await buyer.get("/api/v1/overview")).json()["progress"]
        upstream = progress and progress["directions"]["upstream"]
        return bool(
            upstream
            and len(upstream["years"]) == 3
            and upstream["initiatives"]["initiative_count"] == 1
            and upstream["assessments"]["failed"] == 1
        )

    await until(all_is_known)
    assert (await buyer.post("/api/v1/targets", json=TARGET)).status_code == 201
    assert (await stranger.get(f"/api/v1/progress/{factory}")).status_code == 404
    await buyer.put("/api/v1/publication", json={"published": True})

    answer = await stranger.get(f"/api/v1/progress/{factory}")
    upstream = answer.json()["directions"]["upstream"]
    year = upstream["years"][-1]
    assert answer.json()["factory"]["name_zh"] == "华峰工厂"
    assert (upstream["status"], upstream["status_year"]) == ("on_track", 2025)
    assert (year["emissions"], year["path"]) == ("850", "880")
    assert year["achieved_percent"].startswith("35.7142857")
    assert year["required_percent"].startswith("28.571428")
    assert year["supplier_specific_percent"] == "60"
    assert upstream["initiatives"]["measured"] is None, "one supplier stands behind it"
    own = (await buyer.get("/api/v1/overview")).json()["progress"]["directions"]["upstream"]
    assert own["initiatives"]["measured"] == "32.5"
    assert answer.json()["directions"]["downstream"]["status"] == "no_target"

    facts = [one for one in await stated_progress(store, factory) if one.direction == 1]
    newest = max(facts, key=lambda one: one.fact.version)
    assert newest.fact.id == f"{factory}:upstream"
    assert [one.emissions for one in newest.years] == ["1000", "900", "850"]
    assert newest.target.base_emissions == "1000"
    assert newest.assessments.failed == 1


async def test_the_page_in_both_languages(
    say: Say, factory: str, buyer: httpx.AsyncClient, stranger: httpx.AsyncClient
) -> None:
    await say(topics.INVENTORIES, factory, inventory(factory, 2024, 900))

    async def is_known() -> bool:
        return (await buyer.get("/api/v1/overview")).json()["progress"] is not None

    await until(is_known)
    await buyer.put("/api/v1/publication", json={"published": True})
    english = await stranger.get(f"/progress/{factory}", headers={"Accept-Language": "en"})
    chinese = await stranger.get(f"/progress/{factory}", headers={"Accept-Language": "zh-CN"})
    assert english.status_code == chinese.status_code == 200
    assert "Upstream" in english.text
    assert "上游" in chinese.text


async def test_the_path_begins_at_the_base_year_as_its_figures_are_in_force(
    say: Say, factory: str, buyer: httpx.AsyncClient
) -> None:
    await say(topics.INVENTORIES, factory, inventory(factory, 2023, 1015))
    await say(topics.BASE_YEARS, factory, base_year(factory, 2023, {1: 1000}))

    async def is_set() -> bool:
        # Refused until the base year's inventory has come.
        return (await buyer.post("/api/v1/targets", json=TARGET)).status_code == 201

    await until(is_set)
    wanted = ("", "")

    async def begins_there() -> bool:
        progress = (await buyer.get("/api/v1/overview")).json()["progress"]
        path = progress and progress["directions"]["upstream"]["target"]
        return bool(path and (path["base_emissions"], path["base_origin"]) == wanted)

    wanted = ("1000", "reported")
    await until(begins_there)
    moved = base_year(factory, 2023, {1: 1080}, recalculated=True)
    await say(topics.BASE_YEARS, factory, moved, base_year(factory, 2023, {1: 1000}))
    wanted = ("1080", "recalculated")
    await until(begins_there)
    page = await buyer.get(f"/progress/{factory}", headers={"Accept-Language": "en"})
    assert "The base year was recalculated" in page.text
