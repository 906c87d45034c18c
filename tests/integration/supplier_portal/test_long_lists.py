"""Lists of the portal, page after page: pages, the API, words, and who sees few of many."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from .documents import csv_file, row
from .portal_process import PortalProcess, bootstrap_file

MANY = 130
API = "/api/v1"


@pytest.fixture(scope="module")
def portal(store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    directory = tmp_path_factory.mktemp("lists")
    process = PortalProcess(store_uri, "long_lists", directory)
    process.bootstrap(bootstrap_file(directory / "bootstrap.json"))
    process.start()
    rows = [row(f"L-{number:03}") for number in range(MANY)]
    file = {"file": ("lists.csv", csv_file(*rows), "text/csv")}
    answer = process.program("mill").post(f"{API}/footprints/bulk", files=file, timeout=120)
    assert answer.json()["created"] == MANY, answer.text
    yield process
    process.stop()


def numbers(html: str) -> list[str]:
    return re.findall(r">(L-\d{3})<", html)


def turned(client: Any, path: str, link: str = "next") -> list[str]:
    """What stands on all pages of a list, in the order of reading."""
    met, here = list[str](), path
    while True:
        page = client.get(here).text
        met += re.findall(r'href="/(?:products|footprints|sharing/as)/([0-9a-f-]{36})', page)
        found = re.search(rf'<a href="([^"]+)" rel="{link}"', page)
        if not found:
            return met
        here = path.split("?")[0] + found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    "path",
    ["/products", "/footprints", "/footprints?show=active", "/sharing/as?viewer=factory"],
)
def test_each_page_of_a_list_goes_on_where_the_last_one_ended(
    portal: PortalProcess, path: str
) -> None:
    met = list(dict.fromkeys(turned(portal.browser("mill"), path)))
    assert len(met) == MANY


def test_a_page_leads_back_to_the_one_before(portal: PortalProcess) -> None:
    browser = portal.browser("mill")
    first = browser.get("/products").text
    second = browser.get("/products" + _link(first, "next")).text
    back = browser.get("/products" + _link(second, "prev")).text
    assert numbers(first) == numbers(back) == [f"L-{n:03}" for n in range(50)]
    assert numbers(second) == [f"L-{n:03}" for n in range(50, 100)]
    assert "130 entries" in first


def _link(page: str, name: str) -> str:
    found = re.search(rf'<a href="([^"]+)" rel="{name}"', page)
    assert found, f"no {name}"
    return found[1].replace("&amp;", "&")


def test_products_are_found_by_beginnings_of_their_parts(portal: PortalProcess) -> None:
    browser = portal.browser("mill")
    assert numbers(browser.get("/products?q=L-12").text) == [f"L-12{n}" for n in range(10)]
    assert numbers(browser.get("/products?q=077").text) == ["L-077"]
    assert numbers(browser.get("/products?q=nothing").text) == []
    found = portal.program("mill").get(f"{API}/products?q=l-00").json()["data"]
    assert [one["number"] for one in found] == [f"L-00{n}" for n in range(10)]


def test_programs_read_a_list_to_its_end(portal: PortalProcess) -> None:
    client = portal.program("mill")
    for path, key in (("footprints", "footprint"), ("products", "")):
        met, after = list[str](), ""
        while True:
            asked = {"limit": 40, "after": after}
            answer = client.get(f"{API}/{path}", params=asked).json()
            met += [one[key]["id"] if key else one["id"] for one in answer["data"]]
            after = answer["next"]
            if not after:
                break
        assert len(met) == len(set(met)) == MANY, path


def test_who_sees_few_of_many_sees_them(portal: PortalProcess) -> None:
    browser, client = portal.browser("mill"), portal.program("mill")
    assert turned(browser, "/sharing/as") == []
    found = client.get(f"{API}/products?q=L-042").json()["data"]
    changed = {"product_ids": [found[0]["id"]], "sharing": "public"}
    assert client.post(f"{API}/sharing/products", json=changed).status_code == 200
    assert len(set(turned(browser, "/sharing/as"))) == 1
    assert client.get(f"{API}/sharing/as").json()["total"] == 1


def test_a_link_that_was_made_up_is_refused(portal: PortalProcess) -> None:
    answer = portal.program("mill").get(f"{API}/assessments?after=nonsense")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "unknown-place"
