"""Initiatives through the JSON API."""

from typing import Any

from tierzero.supplier_portal.v1 import initiative_pb2 as contract
from tierzero.topics import INITIATIVES

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
    confirmed = portal.program("operator").put(path, json=_initiative(state="verified"))
    assert confirmed.json()["state"] == "verified"


def test_another_supplier_does_not_see_it(portal: PortalProcess) -> None:
    made = portal.program("mill").post(PATH, json=_initiative()).json()
    assert portal.program("foundry").get(f"{PATH}/{made['id']}").status_code == 404
