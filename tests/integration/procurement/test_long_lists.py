"""Lists of a buyer with many products, verdicts, requests and part numbers, page after page."""

import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from portal_stand_in import product_fact

from tests.page_turning import HTML, read, read_pages
from tierzero.topics import PRODUCTS

MANY = 130
API = "/api/v1"


@dataclass(frozen=True)
class Stock:
    """A buyer's program, a supplier of many products, and one of a single product.

    Other tests share the broker and have public products, which this buyer sees, too.
    """

    client: httpx.Client
    supplier: str
    other: str

    def own(self, found: Iterable[Any]) -> list[Any]:
        """Of entries of a list those that are about the two suppliers."""
        return [one for one in found if self.supplier in str(one) or self.other in str(one)]

    def shown(self, supplier: str) -> int:
        """How many products of a supplier the buyer sees."""
        found = self.client.get(f"{API}/products", params={"supplier_id": supplier})
        return len(found.json()["products"])


@pytest.fixture(scope="module")
def stocked(world: Any, eventually: Callable[..., Any]) -> Stock:
    """A buyer with a limit on everything that its suppliers show it."""
    buyer, supplier, other = (str(uuid.uuid4()) for _ in range(3))
    world.portal.supplier(supplier, buyer, name="Long Mill")
    world.portal.supplier(other, buyer, name="Short Mill")
    facts = [
        product_fact(supplier, str(uuid.uuid4()), number=f"L-{n:03}", name=f"Coil {n:03}")
        for n in range(MANY)
    ]
    world.portal.state(PRODUCTS, supplier, *facts)
    world.portal.product(other, str(uuid.uuid4()), number="S-1", name="Shortsheet")
    client = world.client(buyer)
    stock = Stock(client, supplier, other)
    eventually(lambda: stock.shown(supplier) + stock.shown(other) == MANY + 1)
    terms = {
        "product_classification": "urn:naics:325211",
        "declared_unit": "kilogram",
        "maximum": "2",
        "valid_from": "2026-01-01",
    }
    assert client.post(f"{API}/limits", json=terms).status_code == 201
    products = client.get(f"{API}/products?supplier_id={supplier}").json()["products"]
    asked = [{"supplier": supplier, "product": one["id"]} for one in products]
    assert client.post(f"{API}/footprint-requests", json=asked).status_code == 201
    for n, one in enumerate(products[:60]):
        said = {"supplier": supplier, "part_number": f"Y-{n:03}", "product": one["id"]}
        assert client.put(f"{API}/part-numbers", json=said).status_code == 200
    return stock


@pytest.mark.parametrize(
    ("path", "key", "count"),
    [
        ("assessments?limit=40", "assessments", MANY + 1),
        ("assessments?limit=40&verdict=no_data", "assessments", MANY + 1),
        ("products?limit=40", "products", MANY + 1),
        ("footprint-requests?limit=40", "requests", MANY),
        ("footprint-requests?limit=40&state=open", "requests", MANY),
        ("footprint-requests/missing?limit=40", "missing", MANY + 1),
        ("part-numbers?limit=25", "part_numbers", 60),
        ("suppliers?limit=1", "suppliers", 2),
    ],
)
def test_programs_read_a_list_to_its_end_and_back(
    stocked: Stock, path: str, key: str, count: int
) -> None:
    found = stocked.own(read(stocked.client, f"{API}/{path}", key))
    assert len(found) == len({str(one) for one in found}) == count


def test_products_of_one_supplier_come_by_name_and_are_found_by_words(
    stocked: Stock,
) -> None:
    client, supplier = stocked.client, stocked.supplier
    found = read(client, f"{API}/products?supplier_id={supplier}&limit=50", "products")
    assert [one["name"] for one in found] == [f"Coil {n:03}" for n in range(MANY)]
    for words, expected in (("L-12", 10), ("coil 07", 10), ("shortsheet", 0)):
        asked = {"supplier_id": supplier, "q": words}
        assert len(client.get(f"{API}/products", params=asked).json()["products"]) == expected
    assert len(client.get(f"{API}/products?q=shortsheet").json()["products"]) == 1
    stranger = uuid.uuid4()
    assert client.get(f"{API}/products?supplier_id={stranger}").json()["products"] == []
    assert client.get(f"/suppliers/{stranger}", headers=HTML).status_code == 404


def test_verdicts_are_found_and_counted(stocked: Stock) -> None:
    client, supplier = stocked.client, stocked.supplier
    page = client.get("/assessments?q=coil+05", headers=HTML).text
    assert set(re.findall(r"Coil \d{3}", page)) == {f"Coil 05{n}" for n in range(10)}
    by_supplier = client.get("/assessments?q=short", headers=HTML).text
    assert "Shortsheet" in by_supplier
    assert "Coil" not in by_supplier
    totals = client.get(f"{API}/assessments/totals").json()
    assert totals["suppliers"][supplier]["no_data"] == MANY
    assert totals["suppliers"][stocked.other]["no_data"] == 1
    overview = client.get("/", headers=HTML).text
    assert re.search(rf">{totals['verdicts']['no_data']}<", overview)


@pytest.mark.parametrize(
    ("path", "row", "count"),
    [
        ("/assessments", r"<th scope=\"row\">(Coil \d{3}|Shortsheet)", MANY + 1),
        ("/suppliers/{supplier}", r"<td>(Coil \d{3})</td>", MANY),
        ("/footprint-requests", r"footprint-requests/([0-9a-f-]{36})", MANY),
        ("/footprint-requests/missing", r"<th scope=\"row\">(Coil \d{3}|Shortsheet)", MANY + 1),
        ("/part-numbers", r">(Y-\d{3})<", 60),
    ],
)
def test_people_turn_the_pages(stocked: Stock, path: str, row: str, count: int) -> None:
    met = read_pages(stocked.client, path.format(supplier=stocked.supplier), row)
    assert len(met) == len(set(met)) == count


def test_the_list_of_suppliers_leads_to_each_one(stocked: Stock) -> None:
    client, supplier = stocked.client, stocked.supplier
    page = client.get("/suppliers?q=Long+Mill", headers=HTML).text
    assert f'href="/suppliers/{supplier}"' in page
    assert len(re.findall(r"<td>Coil \d{3}</td>", page)) == 5
    found = client.get(f"/suppliers/{supplier}?q=L-007", headers=HTML).text
    assert re.findall(r"<td>(Coil \d{3})</td>", found) == ["Coil 007"]
