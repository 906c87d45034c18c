"""The accounting policy: stated, published, followed by inventories; years reported and kept."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from accounting import ADDRESS, published

Eventually = Callable[..., Any]
EXCLUDED = [{"category": 7, "reason": "Below 1 % of the total"}]


def test_a_policy_is_stated_published_changed_and_audited(
    world: Any, buyer: str, eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        usual = client.get(ADDRESS).json()
        assert (usual["version"], usual["gwp_set"], usual["reports"]) == (0, "AR6", [])
        stated = {"gwp_set": "AR5", "base_year": 2024, "excluded_categories": EXCLUDED}
        first = client.put(ADDRESS, json=stated)
        assert (first.status_code, first.json()["version"]) == (200, 1)
        assert client.put(ADDRESS, json=stated).json()["version"] == 1, "nothing has changed"
        again = client.put(ADDRESS, json={**stated, "recalculation_threshold": "3"})
        assert again.json()["version"] == 2
        stale = client.put(f"{ADDRESS}?version=1", json=stated)
        assert (stale.status_code, stale.json()["code"]) == (409, "policy-changed")
    fact = eventually(lambda: published(world, buyer))
    eventually(lambda: published(world, buyer).fact.version == 2)
    fact = published(world, buyer)
    assert (fact.gwp_set, fact.base_year, fact.recalculation_threshold) == ("AR5", 2024, "3")
    assert [(one.category, one.reason) for one in fact.excluded_categories] == [
        (7, "Below 1 % of the total")
    ]
    entries = list(world.database.audit.find({"organization_id": buyer}).sort("version", 1))
    assert [one["action"] for one in entries] == ["inventory-policy.stated"] * 2
    assert entries[1]["before"]["recalculation_threshold"] == "5"


@pytest.mark.parametrize(
    ("wrong", "path", "code"),
    [
        (
            {"excluded_categories": [{"category": 7}]},
            "excluded_categories[0].reason",
            "reason-missing",
        ),
        ({"gwp_set": "AR7"}, "gwp_set", "unknown-gwp-set"),
        ({"recalculation_threshold": "0"}, "recalculation_threshold", "threshold-out-of-range"),
        ({"base_year": 2099}, "base_year", "year-in-future"),
    ],
)
def test_a_fault_is_named_by_code_and_path_and_nothing_is_stated(
    world: Any, buyer: str, wrong: Any, path: str, code: str
) -> None:
    with world.client(buyer, language="zh-CN") as client:
        refused = client.put(ADDRESS, json=wrong)
        assert refused.status_code == 422
        assert [(one["path"], one["code"]) for one in refused.json()["errors"]] == [(path, code)]
        assert any("\u4e00" <= letter <= "\u9fff" for letter in refused.text)
        assert client.get(ADDRESS).json()["version"] == 0
    assert world.database.outbox.count_documents({"key": buyer}) == 0


def test_only_buyers_state_policies(world: Any, buyer: str) -> None:
    with world.client(buyer, "administrator") as client:
        assert client.get(ADDRESS).status_code == 200
        assert client.put(ADDRESS, json={}).status_code == 403
    with world.client(buyer, "supplier") as client:
        assert client.get(ADDRESS).status_code == 403


def test_a_year_is_reported_with_its_figures_and_again_only_with_a_reason(
    world: Any, footprint_service: None, buyer: str, eventually: Eventually
) -> None:
    last_year = time.gmtime().tm_year - 1
    known = buy(world, buyer, str(uuid.uuid4()), last_year, eventually)
    with world.client(buyer) as client:
        client.put(ADDRESS, json={"base_year": last_year})
        report = {"year": last_year}
        eventually(lambda: client.post(f"{ADDRESS}/reports", json=report).status_code == 201)
        reported = client.get(ADDRESS).json()
        (figure,) = reported["reports"][0]["figures"]
        assert (figure["category"], figure["total_mg"]) == (1, str(known * 10**6))
        refused = client.post(f"{ADDRESS}/reports", json=report).json()
        assert [one["code"] for one in refused["errors"]] == ["reason-missing"]
        again = client.post(f"{ADDRESS}/reports", json={**report, "reason": "Meters corrected"})
        assert [one["reason"] for one in again.json()["reports"]] == ["", "Meters corrected"]
        nothing = client.post(f"{ADDRESS}/reports", json={"year": 1995}).json()
        assert [one["code"] for one in nothing["errors"]] == ["no-inventories"]
    eventually(lambda: len(published(world, buyer).reported_years) == 2)


def buy(world: Any, buyer: str, supplier: str, year: int, eventually: Eventually) -> int:
    """Buy 100 kg of a resin of 2.5 kgCO2e per kg in the year; returns the kilograms of CO2e."""
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    world.portal.product(supplier, product_id)
    world.portal.footprint(supplier, product_id, "2.5")
    with world.client(buyer) as client:
        eventually(
            lambda: client.get(f"/api/v1/products?supplier_id={supplier}").json()["products"]
        )
        bought = {
            "reference": f"PO-{year}",
            "date": f"{year}-11-30",
            "supplier": supplier,
            "product": product_id,
            "quantity": "100",
            "unit": "kg",
        }
        answer = client.post("/api/v1/purchases", json=bought)
        assert answer.status_code == 201, answer.text
    return 250
