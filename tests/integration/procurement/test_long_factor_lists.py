"""Many factors, sets, exchange rates and price indices, page after page, one's own and everybody's.

Other tests of the same services publish for everybody, too: what is here is told by its names.
"""

import itertools
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.page_turning import HTML, read, read_pages

API = "/api/v1"
OWN, PUBLIC = 130, 70
CURRENCIES = ("AUD", "BRL", "CAD", "CHF", "GBP")
YEARS = range(1990, 2016)
Json = dict[str, Any]


def factor(factor_set: str, number: int, **changes: Any) -> Json:
    """A factor of a class of its own."""
    return {
        "factor_set": factor_set,
        "version": "2026.1",
        "kind": "average_data",
        "classification": f"urn:naics:{300_000 + number}",
        "name": f"Basic chemical {number:03}",
        "value": "2.1",
        "unit": "kg",
        "gwp_set": "AR6",
        **changes,
    }


@dataclass(frozen=True)
class Stock:
    """A buyer's program, its own set and one that an administrator has published."""

    client: httpx.Client
    own: str
    public: str


def send(client: httpx.Client, path: str, entries: Sequence[Json]) -> None:
    answer = client.post(f"{API}/{path}", json=entries)
    assert answer.status_code == 201, answer.text


@pytest.fixture(scope="module")
def stocked(world: Any) -> Stock:
    """Classes of both sets alternate, so that only a list that puts them in order is in order."""
    own, public = f"b-own-{uuid.uuid4().hex[:8]}", f"b-public-{uuid.uuid4().hex[:8]}"
    client = world.client(str(uuid.uuid4()))
    send(client, "factors", [factor(own, 2 * n) for n in range(OWN)])
    send(client, "factors", [factor(own, n, version="2026.2") for n in range(3)])
    with world.client(str(uuid.uuid4()), "administrator") as administrator:
        send(administrator, "factors", [factor(public, 2 * n + 1) for n in range(PUBLIC)])
    rates = [
        {"base": "EUR", "currency": one, "year": year, "rate": "7.5", "source": "Central bank"}
        for one, year in itertools.product(CURRENCIES, YEARS)
    ]
    send(client, "exchange-rates", rates)
    indices = [
        {"currency": one, "year": year, "index": "100"}
        for one, year in itertools.product(CURRENCIES, YEARS)
    ]
    send(client, "price-indices", indices)
    return Stock(client, own, public)


def classes(found: Sequence[Json]) -> list[str]:
    return [one["classification"] for one in found]


def test_factors_are_read_to_the_end_and_back(stocked: Stock) -> None:
    everything = read(stocked.client, f"{API}/factors?limit=37", "factors")
    assert len({one["id"] for one in everything}) == len(everything)
    own = [one for one in everything if one["factor_set"] == stocked.own]
    public = [one for one in everything if one["factor_set"] == stocked.public]
    assert (len(own), len(public)) == (OWN + 3, PUBLIC)
    assert {one["own"] for one in own} == {True}
    assert {one["own"] for one in public} == {False}
    order = [(one["factor_set"], one["version"], one["classification"]) for one in everything]
    assert order == sorted(order)


def test_one_set_is_a_list_of_its_own(stocked: Stock) -> None:
    client, path = stocked.client, f"{API}/factors?factor_set={stocked.own}&limit=40"
    assert len(read(client, path, "factors")) == OWN + 3
    found = read(client, f"{path}&version=2026.1", "factors")
    assert classes(found) == [f"urn:naics:{300_000 + 2 * n}" for n in range(OWN)]
    answer = client.get(f"{path}&version=2026.1").json()
    assert (answer["total"], answer["previous"]) == (OWN, None)
    assert client.get(f"{API}/factors?factor_set={stocked.own[:-1]}").json()["factors"] == []


def test_a_class_and_a_version_are_lists_across_sets(stocked: Stock) -> None:
    client = stocked.client
    same = read(client, f"{API}/factors?classification=urn:naics:300002&limit=1", "factors")
    assert [one["version"] for one in same if one["factor_set"] == stocked.own] == [
        "2026.1",
        "2026.2",
    ]
    second = read(client, f"{API}/factors?version=2026.2&limit=2", "factors")
    assert len([one for one in second if one["factor_set"] == stocked.own]) == 3
    both = client.get(f"{API}/factors?version=2026.2&classification=urn:naics:300002").json()
    assert {one["version"] for one in both["factors"]} == {"2026.2"}


def test_pages_stay_in_step_while_factors_arrive(stocked: Stock) -> None:
    client, name = stocked.client, f"{stocked.own}-grows"
    send(client, "factors", [factor(name, 1_000 + n) for n in range(60)])
    numbers = iter(range(1_000))

    def arrive() -> None:
        send(client, "factors", [factor(name, next(numbers)) for _one in range(5)])

    address = f"{API}/factors?factor_set={name}&limit=25"
    following, met = address, list[str]()
    while following:
        answer = client.get(following)
        met += classes(answer.json()["factors"])
        link = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("Link", ""))
        following = link[1] if link else ""
        arrive()
    assert met == [f"urn:naics:{301_000 + n}" for n in range(60)]
    assert len(read(client, address, "factors")) == 75


def test_factors_are_found_by_beginnings_of_class_and_name(stocked: Stock) -> None:
    client = stocked.client
    asked = {"factor_set": stocked.own, "q": "30010"}
    found = classes(client.get(f"{API}/factors", params=asked).json()["factors"])
    assert found == [f"urn:naics:{300_100 + n}" for n in range(0, 10, 2)]
    named = client.get(f"{API}/factors", params={**asked, "q": "chemical 024"}).json()
    assert classes(named["factors"]) == ["urn:naics:300024"]
    page = client.get(f"/factors/list?factor_set={stocked.own}&q=nothing-of-this", headers=HTML)
    assert "No factor matches." in page.text


def test_sets_are_counted_as_they_are_published(stocked: Stock) -> None:
    client = stocked.client
    send(client, "factors", [factor(stocked.own, 0), factor(stocked.own, 3, version="2026.2")])
    sets = read(client, f"{API}/factors/sets?limit=1", "sets")
    held = {(one["factor_set"], one["version"]): one for one in sets}
    assert len(held) == len(sets)
    assert held[stocked.own, "2026.1"]["factors"] == OWN
    assert held[stocked.own, "2026.2"]["factors"] == 4
    public = held[stocked.public, "2026.1"]
    assert (public["factors"], public["own"], public["gwp_sets"]) == (PUBLIC, False, ["AR6"])


@pytest.mark.parametrize(
    ("path", "key"), [("exchange-rates", "exchange_rates"), ("price-indices", "price_indices")]
)
def test_quotes_are_read_to_the_end_and_back(stocked: Stock, path: str, key: str) -> None:
    found = read(stocked.client, f"{API}/{path}?limit=25", key)
    own = [one for one in found if one["currency"] in CURRENCIES and one["year"] in YEARS]
    pairs = [(one["currency"], one["year"]) for one in own]
    assert pairs == list(itertools.product(CURRENCIES, YEARS))
    searched = stocked.client.get(f"{API}/{path}", params={"q": "chf 199"}).json()
    assert [one["year"] for one in searched[key]] == list(range(1990, 2000))
    assert searched["total"] == 10


def test_of_each_rate_only_the_latest_is_in_the_list(stocked: Stock) -> None:
    client = stocked.client
    rate = {"base": "EUR", "currency": "GBP", "year": 2015, "rate": "0.7"}
    for value in ("0.7", "0.72", "0.73"):
        send(client, "exchange-rates", [rate | {"rate": value}])
    found = client.get(f"{API}/exchange-rates", params={"q": "EUR GBP 2015"}).json()
    assert [(one["rate"], one["version"]) for one in found["exchange_rates"]] == [("0.73", 4)]
    assert len(read(client, f"{API}/exchange-rates?limit=60&q=EUR", "exchange_rates")) == 130


@pytest.mark.parametrize(
    ("path", "row", "count"),
    [
        ("/factors/list?factor_set={own}&version=2026.1", r"urn:naics:\d{6}", OWN),
        ("/factors/list?q=basic&factor_set={public}", r"urn:naics:\d{6}", PUBLIC),
        ("/factors/exchange-rates?q=CHF", r"<th scope=\"row\">(\d{4})", len(YEARS)),
        ("/factors/exchange-rates?q=EUR", r"\d{4}</th><td>1 EUR = [\d.]+ [A-Z]+", 130),
        ("/factors/price-indices", r"\d{4}</th><td>(?:AUD|BRL|CAD|CHF|GBP)<", 130),
    ],
)
def test_people_turn_the_pages(stocked: Stock, path: str, row: str, count: int) -> None:
    address = path.format(own=stocked.own, public=stocked.public)
    met = read_pages(stocked.client, address, row)
    assert len(met) == len(set(met)) == count


def test_beside_the_sets_stand_the_first_rates_and_the_way_to_all(stocked: Stock) -> None:
    page = stocked.client.get("/factors", headers=HTML).text
    for path in ("/factors/exchange-rates", "/factors/price-indices"):
        assert f'href="{path}"' in page
    assert len(re.findall(r"<td>1 EUR = ", page)) == 10
