"""Many initiatives of one organization, and many joint ones of others, page after page."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests.page_turning import read as turned

from .documents import add_product
from .portal_process import PortalProcess, bootstrap_file

OWN, OFFERED = 120, 60
PATH = "/api/v1/initiatives"
Json = dict[str, Any]


def initiative(name: str, **changes: Any) -> Json:
    return {
        "name": name,
        "type": "SRC-MAT",
        "direction": "upstream",
        "state": "measured",
        "baseline_year": 2024,
        "baseline_emissions": "1000",
        "target_year": 2040,
        "target_emissions": "400",
        "measured_reductions": [{"period": "2025", "reduction": "10.01"}],
        **changes,
    }


def add(client: httpx.Client, name: str, **changes: Any) -> Json:
    answer = client.post(PATH, json=initiative(name, **changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture(scope="module")
def portal(store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    directory = tmp_path_factory.mktemp("initiatives")
    process = PortalProcess(store_uri, "long_initiatives", directory)
    process.bootstrap(bootstrap_file(directory / "bootstrap.json"))
    process.start()
    with process.program("mill") as mill, process.program("foundry") as foundry:
        # Not in the order of their names.
        for number in range(OWN):
            add(mill, f"Loop {number * 7 % OWN:03}", target_year=2031 + number % 9)
        shares = [{"organization_id": one, "percent": "50"} for one in ("foundry", "mill")]
        for number in range(OFFERED):
            add(foundry, f"Offer {number:03}", shares=shares)
    yield process
    process.stop()


def read(
    client: httpx.Client, path: str, meanwhile: Callable[[], object] | None = None
) -> list[Json]:
    """A list to its end by the links in the header, and back again."""
    return turned(client, path, "data", meanwhile)


def names(found: list[Json]) -> list[str]:
    return [one["name"] for one in found]


def test_programs_read_initiatives_by_name_to_the_end_and_back(portal: PortalProcess) -> None:
    mill = portal.program("mill")
    assert names(read(mill, f"{PATH}?limit=37")) == [f"Loop {n:03}" for n in range(OWN)]
    assert names(read(mill, f"{PATH}?limit=7&q=loop+01")) == [f"Loop 01{n}" for n in range(10)]
    first = mill.get(PATH, params={"limit": 5}).json()
    assert (first["total"], first["previous"]) == (OWN, None)
    assert mill.get(PATH, params={"q": "nothing"}).json() == {
        "total": 0,
        "data": [],
        "next": None,
        "previous": None,
    }


def test_offers_of_others_are_read_to_the_end_and_back(portal: PortalProcess) -> None:
    expected = [f"Offer {n:03}" for n in range(OFFERED)]
    assert names(read(portal.program("mill"), f"{PATH}/joint?limit=25")) == expected
    assert read(portal.program("foundry"), f"{PATH}/joint") == []


def test_pages_stay_in_step_while_initiatives_arrive(portal: PortalProcess) -> None:
    factory, numbers = portal.program("factory"), iter(range(100))
    for number in range(20):
        add(factory, f"M {number:03}")

    def arrive() -> None:
        add(factory, f"A {next(numbers):03}")

    found = names(read(factory, f"{PATH}?limit=6", arrive))
    assert found == [f"M {n:03}" for n in range(20)]
    assert len(names(read(factory, f"{PATH}?limit=6"))) == 23


@pytest.mark.parametrize(
    ("path", "row", "count"),
    [
        ("/initiatives", r">(Loop \d{3})</a>", OWN),
        ("/initiatives?q=loop", r">(Loop \d{3})</a>", OWN),
        ("/initiatives/joint", r">(Offer \d{3})</a>", OFFERED),
    ],
)
def test_people_turn_the_pages(portal: PortalProcess, path: str, row: str, count: int) -> None:
    browser, here, met = portal.browser("mill"), path, list[str]()
    while True:
        page = browser.get(here).text
        met += re.findall(row, page)
        following = re.search(r'<a href="([^"]+)" rel="next"', page)
        if not following:
            break
        here = path.split("?")[0] + following[1].replace("&amp;", "&")
    assert met == sorted(set(met))
    assert len(met) == count


def test_the_list_shows_some_offers_and_the_way_to_all(portal: PortalProcess) -> None:
    page = portal.browser("mill").get("/initiatives").text
    assert len(set(re.findall(r">(Offer \d{3})</a>", page))) == 10
    assert 'href="/initiatives/joint"' in page


def test_the_overview_names_the_nearest_targets(portal: PortalProcess) -> None:
    page = portal.browser("mill").get("/").text
    nearest = sorted(f"Loop {n * 7 % OWN:03}" for n in range(0, OWN, 9))[:5]
    assert re.findall(r">(Loop \d{3})</a>", page) == nearest


def test_findings_of_all_pages_are_all_findings(portal: PortalProcess) -> None:
    foundry = portal.program("foundry")
    product = add_product(foundry)["id"]
    first, last = (
        add(foundry, name, product_ids=[product])["id"] for name in ("A first", "Z last")
    )
    found = read(foundry, f"{PATH}/findings?limit=25")
    assert {(one["initiative_id"], one["rival_id"]) for one in found} == {
        (first, last),
        (last, first),
    }
    assert len(found) == 2, "each once, though they stand on different pages"
    assert found == read(foundry, f"{PATH}/findings")
