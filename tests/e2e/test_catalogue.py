"""Real input, the whole way: 637 published footprints of 100 companies, bought one of each."""

import time
import uuid
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from asking import inventories, lines, until
from catalogue import by_company, footprint_file, purchase_file, read, total

from tierzero.footprint.v1.inventory_pb2 import Method
from tierzero_local.acting import Actor
from tierzero_local.handle import Platform

pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]
Newcomer = Callable[..., Actor]


def upload(actor: Actor, service: str, path: str, content: bytes, **form: str) -> dict[str, object]:
    """Send a file as its user would; it must be taken whole."""
    with actor.http(service) as client:
        files = {"file": ("upload.csv", content, "text/csv")}
        answer = client.post(path, files=files, data=form, timeout=60)
    assert answer.status_code < 300, answer.text
    return answer.json()


def test_the_buyers_category_1_is_the_catalogues_sum_to_the_last_digit(
    platform: Platform,
    administrator: Actor,
    newcomer: Newcomer,
    shared_data: Callable[[str], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = read(shared_data("carbon-catalogue.csv"))
    companies = by_company(rows)
    assert (len(rows), len(companies)) == (637, 100)
    buyer = newcomer("Buyer of everything", ["buyer"])
    suppliers = {name: enter_supplier(administrator, name, buyer) for name in companies}

    began = time.monotonic()
    for name, products in companies.items():
        path = f"/api/v1/footprints/bulk?supplier_id={suppliers[name]}"
        upload(administrator, "supplier-portal", path, footprint_file(products))
    uploaded = time.monotonic()
    purchases = purchase_file(rows, suppliers)
    until(
        lambda: known_products(buyer),
        lambda count: count >= len(rows),
    )
    outcome = upload(buyer, "procurement", "/api/v1/purchases/bulk", purchases)
    assert outcome["recorded"] == len(rows)
    bought = time.monotonic()

    def category_1() -> tuple[int, int]:
        found = inventories(platform, buyer, category=1)
        specific = [
            share.line_count
            for one in found
            for share in one.methods
            if share.method == Method.METHOD_SUPPLIER_SPECIFIC
        ]
        return sum(specific), sum(int(one.total.digits) for one in found)

    expected = int(total(rows) * 1_000_000)
    until(category_1, lambda found: found == (len(rows), expected), 120)
    computed = time.monotonic()
    emissions = until(
        lambda: published_emissions(buyer), lambda tonnes: tonnes == total(rows) / 1000, 60
    )
    published = time.monotonic()

    for year in range(2014, 2019):
        found = lines(platform, buyer, 1, year)
        assert {line.activity_version for line in found} == {1}
        bought_then = [row for row in rows if int(row["year"]) + 1 == year]
        assert sum(int(line.emissions.digits) for line in found) == int(
            total(bought_then) * 1_000_000
        )
    with capsys.disabled():
        print(
            f"\n637 footprints of 100 suppliers: uploaded in {uploaded - began:.1f} s, "
            f"bought in {bought - uploaded:.1f} s, computed {computed - bought:.1f} s and "
            f"published {published - bought:.1f} s after the purchases; {emissions} tCO2e"
        )


def enter_supplier(administrator: Actor, name: str, buyer: Actor) -> str:
    """Enter a company of the catalogue as the buyer's supplier; return its id."""
    identity = str(uuid.uuid4())
    customers = [buyer.organization_id]
    content = {"id": identity, "name": name, "roles": ["supplier"], "customer_ids": customers}
    with administrator.http("supplier-portal") as portal:
        answer = portal.post("/api/v1/organizations", json=content)
    assert answer.status_code < 300, answer.text
    return identity


def known_products(buyer: Actor) -> int:
    """How many products procurement knows that the buyer may see."""
    with buyer.http("procurement") as client:
        return len(client.get("/api/v1/products").json()["products"])


def published_emissions(buyer: Actor) -> Decimal:
    """Upstream emissions over all years, in tCO2e, as the buyer sees its progress."""
    with buyer.http("aggregator") as client:
        answer = client.get(f"/api/v1/progress/{buyer.organization_id}")
    if answer.status_code != 200:
        return Decimal(0)
    years = [
        Decimal(year["emissions"]) for year in answer.json()["directions"]["upstream"]["years"]
    ]
    return sum(years, Decimal(0))


def test_the_spend_based_factors_of_the_epa_are_imported_as_published(
    newcomer: Newcomer, shared_data: Callable[[str], Path]
) -> None:
    file = shared_data("epa-supply-chain-factors-v1.3-naics-co2e-usd2022.csv")
    buyer = newcomer("Buyer with factors", ["buyer"])
    path = "/api/v1/factors/bulk"

    rehearsed = upload(buyer, "procurement", f"{path}?dry_run=true", file.read_bytes())
    stored = upload(buyer, "procurement", path, file.read_bytes())
    again = upload(buyer, "procurement", path, file.read_bytes())

    assert rehearsed["rows"] == 1016
    assert stored["published"] == rehearsed["published"] > 0
    assert (again["published"], again["unchanged"]) == (0, stored["published"])
