"""Verification: what a verifier sees, what it confirms, and what takes the badge away."""

import re
from datetime import UTC, datetime
from typing import Any

import httpx

from tierzero.supplier_portal.v1 import verification_pb2 as contract
from tierzero.topics import VERIFICATIONS

from . import files
from .documents import add_product, footprint
from .portal_process import PortalProcess
from .test_evidence import attach, issued

Json = dict[str, Any]
CONFIRMED: Json = {
    "coverage": "product level",
    "assurance": "limited",
    "standard_name": "ISO 14064-3:2019",
    "completed_at": "2026-10-01",
    "comments": "Site visit in September.",
}


def ask(portal: PortalProcess, *footprints: str, **changes: Any) -> Json:
    """A request of the mill to the assurer."""
    stated = {"verifier_id": "assurer", "footprint_ids": list(footprints), **changes}
    answer = portal.program("mill").post("/api/v1/verification-requests", json=stated)
    assert answer.status_code == 201, answer.text
    return answer.json()


def confirm(portal: PortalProcess, request: Json, **changes: Any) -> httpx.Response:
    """What the assurer gets for confirming a request."""
    path = f"/api/v1/verifications/{request['id']}/confirm"
    return portal.program("assurer").post(path, json={**CONFIRMED, **changes})


def verified(portal: PortalProcess, *footprints: str, **changes: Any) -> Json:
    """The first statement on footprints that were asked about and confirmed."""
    answer = confirm(portal, ask(portal, *footprints), **changes)
    assert answer.status_code == 200, answer.text
    return answer.json()["statements"][0]


def standing(portal: PortalProcess, identity: str) -> Json:
    """How the mill's footprint stands."""
    return portal.program("mill").get(f"/api/v1/footprints/{identity}").json()["verification"]


def facts_about(portal: PortalProcess, statement: Json) -> list[contract.VerificationStatement]:
    """What was stated on the bus."""
    return [one for one in portal.outbox(VERIFICATIONS) if one.fact.id == statement["id"]]


def test_a_verifier_sees_what_it_was_asked_about_and_nothing_else(portal: PortalProcess) -> None:
    mill, assurer = portal.program("mill"), portal.program("assurer")
    asked, other = issued(portal), issued(portal)
    file = attach(mill, asked, files.PDF + b"seen").json()["id"]
    hidden = attach(mill, other, files.PDF + b"hidden").json()["id"]
    request = ask(portal, asked, message="Please look at 2025.")
    seen = assurer.get(f"/api/v1/verifications/{request['id']}").json()
    assert [one["id"] for one in seen["things"]] == [asked]
    assert seen["things"][0]["footprint"]["footprint"]["id"] == asked
    assert [one["id"] for one in seen["things"][0]["evidence"]] == [file]
    assert assurer.get(f"/api/v1/evidence/{file}/content").content == files.PDF + b"seen"
    assert assurer.get(f"/api/v1/evidence/{hidden}/content").status_code == 404
    assert assurer.get(f"/api/v1/footprints/{asked}").status_code == 404
    assert assurer.get(f"/api/v1/footprints/{other}").status_code == 404
    for stranger in ("rival", "foundry", "factory"):
        program = portal.program(stranger)
        assert program.get(f"/api/v1/verifications/{request['id']}").status_code in (403, 404)
        assert program.get(f"/api/v1/evidence/{file}/content").status_code == 404
    assert request["id"] not in portal.program("rival").get("/api/v1/verifications").text
    mill.post(f"/api/v1/verification-requests/{request['id']}/withdraw")
    assert assurer.get(f"/api/v1/verifications/{request['id']}").status_code == 404
    assert assurer.get(f"/api/v1/evidence/{file}/content").status_code == 404


def test_a_confirmation_gives_a_badge_and_is_stated(portal: PortalProcess) -> None:
    identity = issued(portal)
    file = attach(portal.program("mill"), identity, files.PDF + b"proof").json()
    assert standing(portal, identity)["badge"] is False
    statement = verified(portal, identity)
    held = standing(portal, identity)
    assert held["badge"] is True
    assert held["statement"]["verifier_name"] == "Assurer"
    assert held["statement"]["valid_until"] == "2029-10-01T00:00:00Z"
    assert [one["sha256"] for one in held["statement"]["evidence"]] == [file["sha256"]]
    [fact] = facts_about(portal, statement)
    assert (fact.supplier_id, fact.footprint_id) == ("mill", identity)
    assert fact.state == contract.VERIFICATION_STATE_HOLDS
    assert fact.coverage == contract.VERIFICATION_COVERAGE_PRODUCT_LEVEL
    assert fact.assurance == contract.ASSURANCE_LEVEL_LIMITED
    assert fact.value == "2.1"
    again = confirm(portal, {"id": statement["request_id"]})
    assert (again.status_code, again.json()["code"]) == (409, "already-answered")


def test_nobody_verifies_their_own_figures(portal: PortalProcess) -> None:
    identity = issued(portal)
    mill = portal.program("mill")
    for verifier, code in (("mill", "own-verifier"), ("foundry", "no-verifier")):
        stated = {"verifier_id": verifier, "footprint_ids": [identity]}
        refused = mill.post("/api/v1/verification-requests", json=stated)
        assert refused.json()["errors"][0]["code"] == code
    assert "mill" not in {one["id"] for one in mill.get("/api/v1/verifiers").json()["data"]}
    foreign = {"verifier_id": "assurer", "footprint_ids": [issued(portal, "foundry")]}
    refused = mill.post("/api/v1/verification-requests", json=foreign)
    assert refused.json()["errors"][0]["path"] == "footprint_ids[0]"
    request = ask(portal, identity)
    path = f"/api/v1/verifications/{request['id']}/confirm"
    assert mill.post(path, json=CONFIRMED).status_code == 403
    assert portal.program("rival").post(path, json=CONFIRMED).status_code == 404


def test_other_evidence_takes_the_badge_and_the_same_brings_it_back(portal: PortalProcess) -> None:
    mill, identity = portal.program("mill"), issued(portal)
    attach(mill, identity, files.PDF + b"first")
    statement = verified(portal, identity)
    more = attach(mill, identity, files.PDF + b"second").json()["id"]
    held = standing(portal, identity)
    assert (held["badge"], held["obstacle"]) == (False, "evidence-changed")
    mill.post(f"/api/v1/evidence/{more}/withdraw", json={"reason": "by mistake"})
    assert standing(portal, identity)["badge"] is True
    states = [one.state for one in facts_about(portal, statement)]
    assert states == [
        contract.VERIFICATION_STATE_HOLDS,
        contract.VERIFICATION_STATE_EVIDENCE_CHANGED,
        contract.VERIFICATION_STATE_HOLDS,
    ]
    assert [one.fact.version for one in facts_about(portal, statement)] == [1, 2, 3]


def test_what_a_statement_rests_on_is_not_erased(portal: PortalProcess) -> None:
    mill, identity = portal.program("mill"), issued(portal)
    file = attach(mill, identity, files.PDF + b"kept for the statement").json()["id"]
    verified(portal, identity)
    mill.post(f"/api/v1/evidence/{file}/withdraw", json={"reason": "outdated"})
    refused = mill.delete(f"/api/v1/evidence/{file}/content")
    assert (refused.status_code, refused.json()["code"]) == (409, "statement-rests-on-it")


def replaced(portal: PortalProcess, value: str, coverage: str, **pcf: Any) -> Json:
    """How the successor of a verified footprint stands."""
    mill = portal.program("mill")
    product = add_product(mill)
    first = footprint(product)
    mill.post("/api/v1/footprints", json=first)
    verified(portal, first["id"], coverage=coverage)
    figures = dict.fromkeys(
        ("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake", "fossilGhgEmissions"), value
    )
    later = footprint(product, {**figures, **pcf}, precedingPfIds=[first["id"]])
    answer = mill.post("/api/v1/footprints", json=later)
    assert answer.status_code == 201, answer.text
    return standing(portal, later["id"])


def test_a_new_version_never_inherits_verified_figures(portal: PortalProcess) -> None:
    held = replaced(portal, "2.10", "product level", primaryDataShare="90")
    assert (held["badge"], held["obstacle"]) == (False, "other-footprint")


def test_a_verified_model_carries_over_within_ten_per_cent(portal: PortalProcess) -> None:
    held = replaced(portal, "2.31", "PCF calculation model")
    assert (held["badge"], held["carried_over"]) == (True, True)
    moved = replaced(portal, "2.3101", "PCF calculation model")
    assert (moved["badge"], moved["obstacle"]) == (False, "value-changed")
    other = replaced(portal, "2.10", "PCF program", crossSectoralStandards=["GHGP-Product"])
    assert (other["badge"], other["obstacle"]) == (False, "model-changed")


def test_a_cycle_ends_after_three_years(portal: PortalProcess) -> None:
    identity = issued(portal)
    verified(portal, identity, completed_at="2023-01-15")
    held = standing(portal, identity)
    assert (held["badge"], held["obstacle"]) == (False, "cycle-ended")


def test_a_statement_is_revoked_by_who_made_it(portal: PortalProcess) -> None:
    identity = issued(portal)
    statement = verified(portal, identity)
    path, why = f"/api/v1/verification-statements/{statement['id']}/revoke", {"reason": "Fraud."}
    assert portal.program("rival").post(path, json=why).status_code == 404
    assert portal.program("mill").post(path, json=why).status_code == 403
    assert portal.program("assurer").post(path, json=why).json()["state"] == "revoked"
    held = standing(portal, identity)
    assert (held["badge"], held["obstacle"]) == (False, "revoked")
    assert facts_about(portal, statement)[-1].fact.withdrawn
    versions = portal.program("mill").get(
        "/api/v1/verification-statements", params={"kind": "footprint", "subject_id": identity}
    )
    assert [one["state"] for one in versions.json()["data"]] == ["holds", "revoked"]


def test_what_changed_since_it_was_seen_is_not_confirmed(portal: PortalProcess) -> None:
    mill, identity = portal.program("mill"), issued(portal)
    request = ask(portal, identity)
    seen = portal.program("assurer").get(f"/api/v1/verifications/{request['id']}").json()["seen"]
    attach(mill, identity, files.PDF + b"late")
    refused = confirm(portal, request, seen=seen)
    assert (refused.status_code, refused.json()["code"]) == (409, "changed-since-seen")
    mill.post(f"/api/v1/footprints/{identity}/deprecate")
    refused = confirm(portal, request)
    assert (refused.status_code, refused.json()["code"]) == (409, "footprint-deprecated")
    tomorrow = confirm(portal, request, completed_at=f"{datetime.now(UTC).year + 1}-01-01")
    assert tomorrow.json()["errors"][0]["code"] == "in-future"


def test_a_refusal_tells_its_findings(portal: PortalProcess) -> None:
    identity = issued(portal)
    request = ask(portal, identity)
    path = f"/api/v1/verifications/{request['id']}/refuse"
    assurer = portal.program("assurer")
    assert assurer.post(path, json={"findings": ""}).status_code == 422
    assert assurer.post(path, json={"findings": "Boundary unclear."}).json()["state"] == "refused"
    page = portal.browser("mill").get(f"/footprints/{identity}").text
    assert "Boundary unclear." in page
    assert standing(portal, identity)["badge"] is False


def test_what_a_document_declares_is_no_badge(portal: PortalProcess) -> None:
    mill = portal.program("mill")
    product = add_product(mill)
    said = {"coverage": "product level", "providerName": "Somebody", "standardName": "ISO 14067"}
    document = footprint(product, {"verification": said})
    mill.post("/api/v1/footprints", json=document)
    held = standing(portal, document["id"])
    assert (held["badge"], held["declared"]["providerName"]) == (False, "Somebody")
    page = portal.browser("mill").get(f"/footprints/{document['id']}").text
    assert "Declared verified, not confirmed here" in page


def test_asking_and_confirming_on_the_pages(portal: PortalProcess) -> None:
    identity = issued(portal)
    attach(portal.program("mill"), identity, files.PDF + b"on the pages", "audit.pdf")
    supplier, verifier = portal.browser("mill"), portal.browser("assurer")
    form = {"verifier_id": "assurer", "footprint_ids": identity, "message": "For our customers"}
    sent = supplier.post("/verification-requests", data=form)
    assert sent.headers["location"] == f"/footprints/{identity}#verification"
    assert "Waiting for an answer" in supplier.get(f"/footprints/{identity}").text
    queue = verifier.get("/verifications").text
    assert "Jiangnan Mill" in queue
    path = re.findall(r'href="(/verifications/[^"]+)"', queue)[0]
    page = verifier.get(path).text
    assert "audit.pdf" in page
    assert "For our customers" in page
    [seen] = re.findall(r'name="seen" value="([0-9a-f]{64})"', page)
    wrong = verifier.post(f"{path}/confirm", data={**CONFIRMED, "seen": seen, "standard_name": ""})
    assert wrong.status_code == 422
    done = verifier.post(f"{path}/confirm", data={**CONFIRMED, "seen": seen})
    assert done.status_code == 303, done.text
    page = supplier.get(f"/footprints/{identity}").text
    assert "Verified by Assurer" in page
    assert "ends the verifier&#39;s badge" in page
    assert supplier.get("/verifications").status_code == 403
    assert "/verifications" not in supplier.get("/footprints").text
    assert "核查" in portal.browser("assurer").get(path, headers={"accept-language": "zh-CN"}).text
