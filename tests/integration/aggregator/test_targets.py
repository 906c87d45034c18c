"""Setting targets by API and by form."""

import httpx
import pytest

from tests.integration.aggregator.conftest import Aggregator, Say, until
from tests.integration.aggregator.statements import inventory
from tierzero import topics
from tierzero.identity import person

TERMS = {
    "direction": "upstream",
    "base_year": 2023,
    "target_year": 2030,
    "reduction_percent": "42",
}


@pytest.fixture
async def known(say: Say, factory: str, buyer: httpx.AsyncClient) -> None:
    """The factory's inventory has 2023 upstream."""
    await say(topics.INVENTORIES, factory, inventory(factory, 2023, 1000))

    async def has_progress() -> bool:
        return (await buyer.get("/api/v1/overview")).json()["progress"] is not None

    await until(has_progress)


def codes(answer: httpx.Response) -> dict[str, str]:
    """Field → code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    return {one["path"]: one["code"] for one in answer.json()["errors"]}


@pytest.mark.usefixtures("known")
async def test_a_target_lives_from_post_to_delete(buyer: httpx.AsyncClient) -> None:
    made = await buyer.post("/api/v1/targets", json=TERMS)
    assert made.status_code == 201
    place = made.headers["location"]
    assert (await buyer.get(place)).json() == made.json()
    second = await buyer.post("/api/v1/targets", json=TERMS)
    assert (second.status_code, second.json()["code"]) == (409, "target-exists")

    stricter = TERMS | {"reduction_percent": "50"}
    changed = await buyer.put(place, json=stricter, headers={"If-Match": made.headers["etag"]})
    assert (changed.json()["version"], changed.json()["reduction_percent"]) == (2, "50")
    stale = await buyer.put(place, json=TERMS, headers={"If-Match": made.headers["etag"]})
    assert (stale.status_code, stale.json()["code"]) == (412, "target-overtaken")
    turned = await buyer.put(place, json=TERMS | {"direction": "downstream"})
    assert codes(turned) == {"direction": "direction-fixed"}

    overview = (await buyer.get("/api/v1/overview")).json()["progress"]
    assert overview["directions"]["upstream"]["target"]["reduction_percent"] == "50"
    assert (await buyer.delete(place)).status_code == 204
    assert (await buyer.get(place)).status_code == 404
    overview = (await buyer.get("/api/v1/overview")).json()["progress"]
    assert overview["directions"]["upstream"]["target"] is None


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"base_year": 2022}, {"base_year": "base-missing"}),
        ({"target_year": 2023}, {"target_year": "target-year-not-after-base"}),
        ({"reduction_percent": "0"}, {"reduction_percent": "reduction-not-positive"}),
        ({"reduction_percent": "101"}, {"reduction_percent": "reduction-above-all"}),
        (
            {"base_emissions": "5", "base_reason": "We would rather have this."},
            {"base_emissions": "base-from-inventory"},
        ),
        (
            {"base_year": 2022, "base_emissions": "0", "base_reason": "Nothing was emitted."},
            {"base_emissions": "base-not-positive"},
        ),
        ({"base_year": 2022, "base_emissions": "5"}, {"base_reason": "base-reason-missing"}),
    ],
)
async def test_a_target_without_a_path_is_refused_with_its_reason(
    buyer: httpx.AsyncClient, changes: dict[str, object], expected: dict[str, str]
) -> None:
    answer = await buyer.post("/api/v1/targets", json=TERMS | changes)
    assert answer.status_code == 422
    assert codes(answer) == expected


@pytest.mark.usefixtures("known")
async def test_a_base_year_before_the_inventory_can_be_stated(buyer: httpx.AsyncClient) -> None:
    stated = {"base_year": 2020, "base_emissions": "1200", "base_reason": "Audited report of 2020."}
    assert (await buyer.post("/api/v1/targets", json=TERMS | stated)).status_code == 201
    target = (await buyer.get("/api/v1/overview")).json()["progress"]["directions"]["upstream"][
        "target"
    ]
    assert (target["base_emissions"], target["base_stated"]) == ("1200", True)


@pytest.mark.usefixtures("known")
async def test_the_form_says_what_is_wrong_and_then_takes_it(
    buyer: httpx.AsyncClient, aggregator: Aggregator
) -> None:
    page = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin", "Accept-Language": "zh-CN"}
    wrong = await buyer.post("/targets", data=TERMS | {"base_year": "2022"}, headers=page)
    assert wrong.status_code == 422
    assert "清单中没有该方向基准年的排放量" in wrong.text
    taken = await buyer.post("/targets", data=TERMS, headers=page)
    assert (taken.status_code, taken.headers["location"]) == (303, "/targets")
    assert "42%" in (await buyer.get("/targets", headers=page)).text


async def test_only_the_buyer_has_a_say_and_only_over_its_own(
    aggregator: Aggregator, stranger: httpx.AsyncClient, buyer: httpx.AsyncClient
) -> None:
    assert (await stranger.get("/api/v1/targets")).status_code == 401
    assert (await stranger.get("/api/v1/overview")).status_code == 401
    supplier = aggregator.token(person("s", "org-s", "Supplier", ["supplier"]))
    headers = {"Authorization": f"Bearer {supplier}"}
    for path in ("/api/v1/targets", "/api/v1/publication", "/api/v1/overview"):
        assert (await stranger.get(path, headers=headers)).status_code == 403
    stated = {"base_emissions": "1200", "base_reason": "Audited report of 2023."}
    place = (await buyer.post("/api/v1/targets", json=TERMS | stated)).headers["location"]
    other = aggregator.token(person("o", "other-factory", "Buyer", ["buyer"]))
    foreign = {"Authorization": f"Bearer {other}"}
    assert (await stranger.get(place, headers=foreign)).status_code == 404
    assert (await stranger.put(place, json=TERMS | stated, headers=foreign)).status_code == 404
    assert (await stranger.delete(place, headers=foreign)).status_code == 404
    assert (await buyer.get(place)).status_code == 200
