"""Joint initiatives, periods, steps and rival claims through the JSON API and the pages."""

from typing import Any

import pytest

from tierzero.supplier_portal.v1 import initiative_pb2 as contract
from tierzero.topics import INITIATIVES

from . import files
from .documents import add_product, unique
from .portal_process import PortalProcess
from .test_evidence import attach
from .test_verification import CONFIRMED

PATH = "/api/v1/initiatives"
Json = dict[str, Any]


def initiative(**changes: Any) -> Json:
    """A measured initiative of an organization alone."""
    stated = {
        "name": unique("Scrap loop"),
        "type": "SRC-MAT",
        "direction": "upstream",
        "state": "measured",
        "baseline_year": 2024,
        "baseline_emissions": "1000",
        "target_year": 2030,
        "target_emissions": "400",
        "measured_reductions": [{"period": "2025", "reduction": "10.01"}],
    }
    return {**stated, **changes}


def shares(**percents: str) -> list[Json]:
    """Shares as the API takes them."""
    return [{"organization_id": one, "percent": percent} for one, percent in percents.items()]


def add(portal: PortalProcess, owner: str = "mill", **changes: Any) -> Json:
    """An initiative that is stored."""
    answer = portal.program(owner).post(PATH, json=initiative(**changes))
    assert answer.status_code == 201, answer.text
    return answer.json()


def facts(portal: PortalProcess, identity: str) -> list[contract.Initiative]:
    """Every version on the bus."""
    return [one for one in portal.outbox(INITIATIVES) if one.fact.id == identity]


def decide(portal: PortalProcess, partner: str, offer: Json, **said: Any) -> Any:
    """What a partner answers."""
    body = {"terms": offer["terms"], **said}
    return portal.program(partner).post(f"{PATH}/joint/{offer['id']}/decision", json=body)


def test_periods_are_years_quarters_and_months_that_do_not_overlap(portal: PortalProcess) -> None:
    measured = [
        {"period": "2025-Q1", "reduction": "1.5", "evidence": "meters"},
        {"period": "2025-04", "reduction": "0.25", "evidence": "invoices"},
        {"year": 2024, "reduction": "3"},
    ]
    made = add(portal, measured_reductions=measured)
    assert [one["period"] for one in made["measured_reductions"]] == ["2024", "2025-04", "2025-Q1"]
    [fact] = facts(portal, made["id"])
    assert [(one.year, one.reduction) for one in fact.measured_reductions] == [
        (2024, "3"),
        (2025, "1.75"),
    ]
    assert [one.period for one in fact.measured_periods] == ["2024", "2025-04", "2025-Q1"]
    overlapping = [{"period": "2025-Q1", "reduction": "1"}, {"period": "2025-03", "reduction": "1"}]
    refused = portal.program("mill").post(PATH, json=initiative(measured_reductions=overlapping))
    assert refused.json()["errors"][0]["code"] == "periods-overlap"


@pytest.mark.parametrize(
    ("measured", "code"),
    [
        ({"period": "2025-Q5", "reduction": "1"}, "not-a-period"),
        ({"period": "2025-Q1", "year": 2024, "reduction": "1"}, "period-of-year"),
        ({"period": "2099", "reduction": "1"}, "period-in-future"),
        ({"reduction": "1"}, "required"),
    ],
)
def test_a_period_that_cannot_be_is_named(portal: PortalProcess, measured: Json, code: str) -> None:
    refused = portal.program("mill").post(PATH, json=initiative(measured_reductions=[measured]))
    assert refused.status_code == 422
    assert code in {one["code"] for one in refused.json()["errors"]}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"state": "measured", "measured_reductions": []}, "nothing-measured"),
        ({"state": "approved", "target_emissions": "1000"}, "nothing-planned"),
        ({"state": "closed", "measured_reductions": []}, "reason-required"),
        ({"state": "reversed"}, "reason-required"),
    ],
)
def test_each_state_asks_for_what_it_needs(portal: PortalProcess, changes: Json, code: str) -> None:
    refused = portal.program("mill").post(PATH, json=initiative(**changes))
    assert [one["code"] for one in refused.json()["errors"]] == [code]


def test_each_step_is_kept_with_who_when_and_why(portal: PortalProcess) -> None:
    made, mill = add(portal), portal.program("mill")
    body = initiative(state="reversed", state_reason="The furnace was sold.")
    after = mill.put(f"{PATH}/{made['id']}", json=body).json()
    told = [(one["from"], one["to"], one["by"], one["reason"]) for one in after["steps"]]
    assert told == [
        ("", "measured", "mill-program", ""),
        ("measured", "reversed", "mill-program", "The furnace was sold."),
    ]
    page = portal.browser("mill").get(f"/initiatives/{made['id']}").text
    assert "The furnace was sold." in page


@pytest.mark.parametrize(
    ("percents", "code"),
    [
        ({"mill": "60", "factory": "39.999"}, "reduction-shares-not-whole"),
        ({"mill": "100", "factory": "0"}, "reduction-shares-not-whole"),
        ({"factory": "60", "foundry": "40"}, "own-share-missing"),
        ({"mill": "60", "nobody-here": "40"}, "unknown-organization"),
    ],
)
def test_shares_that_do_not_add_up_are_refused(
    portal: PortalProcess, percents: dict[str, str], code: str
) -> None:
    refused = portal.program("mill").post(PATH, json=initiative(shares=shares(**percents)))
    assert [one["code"] for one in refused.json()["errors"]] == [code]


def test_a_share_counts_once_its_organization_has_agreed(portal: PortalProcess) -> None:
    made = add(portal, shares=shares(mill="33.3", factory="66.7"))
    assert {one["organization_id"]: one["state"] for one in made["shares"]} == {
        "mill": "confirmed",
        "factory": "proposed",
    }
    offers = portal.program("factory").get(f"{PATH}/joint").json()["data"]
    [offer] = [one for one in offers if one["id"] == made["id"]]
    assert (offer["percent"], offer["measured"][0]["your_part"]) == ("66.7", "6.67667")
    assert portal.program("factory").get(f"{PATH}/{made['id']}").status_code == 404
    assert decide(portal, "foundry", offer).status_code == 404
    stale = decide(portal, "factory", {**offer, "terms": "0" * 64})
    assert (stale.status_code, stale.json()["code"]) == (409, "terms-changed")
    assert decide(portal, "factory", offer).json()["share_state"] == "confirmed"
    again = decide(portal, "factory", offer)
    assert again.status_code == 200
    states = [[share.state for share in fact.shares] for fact in facts(portal, made["id"])]
    assert states == [
        [contract.SHARE_STATE_CONFIRMED, contract.SHARE_STATE_PROPOSED],
        [contract.SHARE_STATE_CONFIRMED, contract.SHARE_STATE_CONFIRMED],
    ]
    body = initiative(shares=shares(mill="50", factory="50"))
    changed = portal.program("mill").put(f"{PATH}/{made['id']}", json=body).json()
    assert changed["shares"][1]["state"] == "proposed"
    declined = decide(portal, "factory", {**offer, "terms": changed["terms"]}, agreed=False)
    assert declined.json()["share_state"] == "declined"


def test_new_figures_leave_consent_as_it_is(portal: PortalProcess) -> None:
    made = add(portal, shares=shares(mill="50", factory="50"))
    assert decide(portal, "factory", made).status_code == 200
    more = [*initiative()["measured_reductions"], {"period": "2026-Q1", "reduction": "2"}]
    body = initiative(measured_reductions=more, shares=shares(mill="50", factory="50"))
    after = portal.program("mill").put(f"{PATH}/{made['id']}", json=body).json()
    assert after["shares"][1]["state"] == "confirmed"


def test_a_partner_answers_on_its_page(portal: PortalProcess) -> None:
    made = add(portal, shares=shares(mill="25", factory="75"))
    browser = portal.browser("factory")
    assert made["name"] in browser.get("/initiatives").text
    page = browser.get(f"/initiatives/joint/{made['id']}").text
    assert "7.5075" in page
    form = {"terms": made["terms"], "agreed": "true"}
    assert browser.post(f"/initiatives/joint/{made['id']}", data=form).status_code == 303
    page = portal.browser("mill").get(f"/initiatives/{made['id']}").text
    assert "Waiting for consent" not in page
    form = {
        "name": made["name"],
        "type": "SRC-MAT",
        "direction": "upstream",
        "state": "measured",
        "baseline_year": "2024",
        "baseline_emissions": "1000",
        "target_year": "2030",
        "target_emissions": "400",
        "measured_reductions[0].period": "2025-Q2",
        "measured_reductions[0].reduction": "4",
        "shares[0].organization_id": "mill",
        "shares[0].percent": "30",
        "shares[1].organization_id": "factory",
        "shares[1].percent": "60",
    }
    mill = portal.browser("mill")
    wrong = mill.post(f"/initiatives/{made['id']}", data=form)
    assert wrong.status_code == 422
    assert "add up to exactly 100 %" in wrong.text
    saved = mill.post(f"/initiatives/{made['id']}", data={**form, "shares[1].percent": "70"})
    assert saved.status_code == 303
    assert "Joint, not agreed by all" in mill.get("/initiatives").text


def findings(portal: PortalProcess, owner: str, made: Json) -> list[tuple[str, str]]:
    """Codes and rivals found about an initiative."""
    found = portal.program(owner).get(f"{PATH}/findings").json()["data"]
    return [(one["code"], one["rival"]) for one in found if one["initiative_id"] == made["id"]]


def test_two_organizations_that_claim_the_same_reduction_are_told(portal: PortalProcess) -> None:
    product = add_product(portal.program("mill"))["id"]
    mine = add(portal, product_ids=[product])
    theirs = add(portal, "factory", product_ids=[product], customer_ids=["factory"])
    assert findings(portal, "mill", mine) == [("reduction-claimed-twice", "Factory")]
    assert findings(portal, "factory", theirs) == [("reduction-claimed-twice", "Jiangnan Mill")]
    page = portal.browser("mill").get("/initiatives").text
    assert "Some reductions are claimed twice." in page
    assert theirs["name"] not in page
    body = initiative(product_ids=[product], shares=shares(mill="50", factory="50"))
    joint = portal.program("mill").put(f"{PATH}/{mine['id']}", json=body).json()
    assert findings(portal, "mill", mine) == [("reduction-claimed-twice", "Factory")]
    decide(portal, "factory", joint)
    assert findings(portal, "mill", mine) == []
    assert findings(portal, "factory", theirs) == []


def test_the_same_file_proves_one_reduction_only(portal: PortalProcess) -> None:
    mine, theirs = add(portal), add(portal, "foundry")
    report = files.PDF + b"one report, two claims"
    for owner, made in (("mill", mine), ("foundry", theirs)):
        sent = attach(portal.program(owner), made["id"], report, kind="initiative", part="2025")
        assert sent.status_code == 201, sent.text
    assert findings(portal, "mill", mine) == [("reduction-claimed-twice", "Foundry")]
    assert findings(portal, "foundry", theirs) == [("reduction-claimed-twice", "Jiangnan Mill")]


def test_own_initiatives_on_one_source_overlap(portal: PortalProcess) -> None:
    product = add_product(portal.program("foundry"))["id"]
    first, second = (add(portal, "foundry", product_ids=[product]) for _ in range(2))
    assert findings(portal, "foundry", first) == [("reduction-overlaps", second["name"])]
    assert findings(portal, "foundry", second) == [("reduction-overlaps", first["name"])]


def test_products_of_strangers_cannot_be_named(portal: PortalProcess) -> None:
    hidden = add_product(portal.program("mill"), sharing="nobody")["id"]
    refused = portal.program("factory").post(PATH, json=initiative(product_ids=[hidden]))
    assert refused.json()["errors"][0]["code"] == "unknown-product"


def test_only_evidence_consent_and_a_verifier_make_a_reduction_verified(
    portal: PortalProcess,
) -> None:
    mill, assurer = portal.program("mill"), portal.program("assurer")
    measured = [{"period": "2025-Q1", "reduction": "5"}, {"period": "2025-Q2", "reduction": "6"}]
    split = shares(mill="50", factory="50")
    made = add(portal, measured_reductions=measured, shares=split)
    asked = {"verifier_id": "assurer", "initiative_ids": [made["id"]]}
    request = mill.post("/api/v1/verification-requests", json=asked).json()
    path = f"/api/v1/verifications/{request['id']}/confirm"

    def refused() -> str:
        return assurer.post(path, json=CONFIRMED).json()["code"]

    assert refused() == "evidence-missing"
    attach(mill, made["id"], files.PDF + b"q1", kind="initiative", part="2025-Q1")
    assert refused() == "evidence-missing"
    late = attach(mill, made["id"], files.PDF + b"q2", kind="initiative", part="2025-Q2").json()
    assert refused() == "shares-not-confirmed"
    decide(portal, "factory", made)
    [statement] = assurer.post(path, json=CONFIRMED).json()["statements"]
    held = mill.get(f"{PATH}/{made['id']}").json()
    assert (held["state"], held["verification_id"]) == ("verified", statement["id"])
    assert [one["subject"]["part"] for one in held["evidence"]] == ["2025-Q1", "2025-Q2"]
    assert facts(portal, made["id"])[-1].state == contract.INITIATIVE_STATE_VERIFIED
    renamed = {**_stated(held), "name": "Another name"}
    assert mill.put(f"{PATH}/{made['id']}", json=renamed).json()["state"] == "verified"
    mill.post(f"/api/v1/evidence/{late['id']}/withdraw", json={"reason": "wrong meter"})
    held = mill.get(f"{PATH}/{made['id']}").json()
    assert (held["state"], held["verification_id"]) == ("measured", "")


def test_other_figures_are_no_longer_verified(portal: PortalProcess) -> None:
    mill, made = portal.program("mill"), add(portal)
    attach(mill, made["id"], files.PDF + b"whole", kind="initiative")
    asked = {"verifier_id": "assurer", "initiative_ids": [made["id"]]}
    request = mill.post("/api/v1/verification-requests", json=asked).json()
    path = f"/api/v1/verifications/{request['id']}"
    assert portal.program("assurer").post(f"{path}/confirm", json=CONFIRMED).status_code == 200
    held = mill.get(f"{PATH}/{made['id']}").json()
    more = {**_stated(held), "measured_reductions": [{"period": "2025", "reduction": "99"}]}
    assert mill.put(f"{PATH}/{made['id']}", json=more).json()["state"] == "measured"
    page = portal.browser("assurer").get(f"/verifications/{request['id']}").text
    assert made["name"] in page


def _stated(held: Json) -> Json:
    """What was stated, as it would be sent again."""
    known = initiative(product_ids=[], customer_ids=[], shares=[], start=None, description="")
    again = {name: held[name] for name in (*known, "state_reason")}
    names = ("organization_id", "percent")
    again["shares"] = [{name: one[name] for name in names} for one in held["shares"]]
    return again
