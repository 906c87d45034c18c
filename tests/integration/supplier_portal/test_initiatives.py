"""Initiatives through the JSON API."""

from typing import Any

from tierzero.supplier_portal.v1 import initiative_pb2 as contract
from tierzero.topics import INITIATIVES

from .documents import add_product, footprint
from .portal_process import PortalProcess

PATH = "/api/v1/initiatives"


def _initiative(**changes: Any) -> dict[str, Any]:
    stated = {
        "name": "Electric arc furnace",
        "type": "SRC-PROC",
        "direction": "upstream",
        "state": "measured",
        "baseline_year": 2024,
        "baseline_emissions": "120000",
        "target_year": 2030,
        "target_emissions": "60000.5",
        "measured_reductions": [{"year": 2025, "reduction": "4000.25", "evidence": "meters"}],
    }
    return {**stated, **changes}


def test_an_initiative_is_published_for_all_customers(portal: PortalProcess) -> None:
    made = portal.program("mill").post(PATH, json=_initiative()).json()
    [fact] = [one for one in portal.outbox(INITIATIVES) if one.fact.id == made["id"]]
    assert fact.direction == contract.DIRECTION_UPSTREAM
    assert fact.state == contract.INITIATIVE_STATE_MEASURED
    assert fact.target_emissions == "60000.5"
    assert fact.measured_reductions[0].reduction == "4000.25"
    assert list(fact.customer_ids) == ["factory"]


def test_contradictions_are_named(portal: PortalProcess) -> None:
    twice = [{"year": 2023, "reduction": "1"}, {"year": 2023, "reduction": "2"}]
    wrong = _initiative(
        direction="downstream",
        target_year=2020,
        target_emissions="130000",
        measured_reductions=twice,
    )
    refused = portal.program("mill").post(PATH, json=wrong)
    assert refused.status_code == 422
    assert {(one["path"], one["code"]) for one in refused.json()["errors"]} == {
        ("direction", "direction-of-type"),
        ("target_year", "target-not-later"),
        ("target_emissions", "target-above-baseline"),
        ("measured_reductions[0].year", "before-baseline"),
        ("measured_reductions[1].year", "before-baseline"),
        ("measured_reductions[1].year", "year-twice"),
    }


def test_states_follow_one_another(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = client.post(PATH, json=_initiative(state="planned", measured_reductions=[])).json()
    leap = client.put(f"{PATH}/{made['id']}", json=_initiative(state="measured"))
    assert leap.json()["errors"][0]["code"] == "state-not-reachable"
    step = client.put(f"{PATH}/{made['id']}", json=_initiative(state="approved"))
    assert (step.json()["state"], step.json()["version"]) == ("approved", 2)


def test_a_supplier_cannot_verify_its_own_reduction(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = client.post(PATH, json=_initiative()).json()
    own = client.put(f"{PATH}/{made['id']}", json=_initiative(state="verified"))
    assert (own.status_code, own.json()["code"]) == (403, "verifier-required")
    path = f"{PATH}/{made['id']}?supplier_id=mill"
    operators = portal.program("operator").put(path, json=_initiative(state="verified"))
    assert (operators.status_code, operators.json()["code"]) == (403, "verifier-required")


def test_another_supplier_does_not_see_it(portal: PortalProcess) -> None:
    made = portal.program("mill").post(PATH, json=_initiative()).json()
    assert portal.program("foundry").get(f"{PATH}/{made['id']}").status_code == 404


def test_an_effect_that_is_in_a_footprint_already_is_found(portal: PortalProcess) -> None:
    client = portal.program("mill")
    product = add_product(client)
    document = footprint(product)
    assert client.post("/api/v1/footprints", json=document).status_code == 201
    # The footprint's reference period is 2025.
    within = _initiative(name="Scrap share", product_ids=[product["id"]], start="2025-12-31")
    later = _initiative(name="Hydrogen", product_ids=[product["id"]], start="2026-01-01")
    made = [client.post(PATH, json=one).json() for one in (within, later, _initiative())]
    known = {one["id"] for one in made}
    found = [one for one in _findings(client) if one["initiative_id"] in known]
    assert [(one["name"], one["footprint_ids"]) for one in found] == [
        ("Scrap share", [document["id"]])
    ]
    assert found[0]["code"] == "already-in-pcf"
    assert "已体现" in portal.program("mill", language="zh-CN").get(f"{PATH}/findings").text
    browser = portal.browser("mill")
    page = browser.get("/initiatives").text
    assert "never both" in page
    assert f'href="/footprints/{document["id"]}"' in page
    form = browser.get(f"/initiatives/{made[0]['id']}").text
    assert 'value="2025-12-31"' in form
    client.post(f"/api/v1/footprints/{document['id']}/deprecate")
    assert [one for one in _findings(client) if one["initiative_id"] in known] == []


def _findings(client: Any, code: str = "already-in-pcf") -> list[dict[str, Any]]:
    found = client.get(f"{PATH}/findings").json()["data"]
    return [one for one in found if one["code"] == code]


def test_products_and_start_are_published_and_checked(portal: PortalProcess) -> None:
    client = portal.program("mill")
    product = add_product(client)
    stated = _initiative(product_ids=[product["id"]], start="2025-03-01")
    made = client.post(PATH, json=stated).json()
    [fact] = [one for one in portal.outbox(INITIATIVES) if one.fact.id == made["id"]]
    assert list(fact.product_ids) == [product["id"]]
    assert fact.start.ToJsonString() == "2025-03-01T00:00:00Z"
    again = client.put(f"{PATH}/{made['id']}", json=stated).json()
    assert again["version"] == 1, "the same statement is no news"
    foreign = add_product(portal.program("foundry"))
    early = _initiative(product_ids=[foreign["id"]])
    assert client.post(PATH, json=early).json()["errors"][0]["code"] == "unknown-product"
    early = _initiative(start="2023-12-31")
    assert client.post(PATH, json=early).json()["errors"][0]["path"] == "start"
