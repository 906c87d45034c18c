"""Programs read a list to its end and back by the links of its answers."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from tierzero.lists import Position
from tierzero.lists.stretch import chosen_among
from tierzero.web import Paging, paging

NUMBERS = [Position(number, f"n-{number}") for number in range(23)]


def client() -> TestClient:
    """A list of numbers."""
    app = FastAPI()

    @app.get("/numbers")
    def numbers(kind: str = "", asked: Paging = Depends(paging(usual=10, most=50))) -> Any:
        pages = chosen_among(NUMBERS, asked.turn, asked.limit)
        return asked.answer(pages, {"kind": kind, "data": [one.value for one in pages.items]})

    return TestClient(app)


def links(header: str) -> dict[str, str]:
    """Relation → address (RFC 8288)."""
    parts = [part.split("; ") for part in header.split(", ") if part]
    return {rel.removeprefix('rel="').rstrip('"'): url.strip("<>") for url, rel in parts}


@pytest.mark.parametrize("limit", [1, 7, 10, 22, 23, 24])
def test_links_lead_to_the_end_and_back(limit: int) -> None:
    browser = client()
    answer = browser.get(f"/numbers?kind=a%26b&limit={limit}")
    pages = [answer.json()["data"]]
    while address := links(answer.headers.get("Link", "")).get("next"):
        asked = parse_qs(urlsplit(address).query)
        assert asked["kind"] == ["a&b"], "filters stay"
        assert asked["after"] == [answer.json()["next"]]
        answer = browser.get(address)
        pages.append(answer.json()["data"])
    assert [one for page in pages for one in page] == list(range(23))
    assert answer.json()["next"] is None
    for page in reversed(pages[:-1]):
        answer = browser.get(links(answer.headers["Link"])["prev"])
        assert answer.json()["data"] == page
    assert answer.json()["previous"] is None


def test_a_list_of_one_page_has_no_links() -> None:
    answer = client().get("/numbers?limit=50")
    assert "Link" not in answer.headers
    assert client().get("/numbers?limit=51").status_code == 422
