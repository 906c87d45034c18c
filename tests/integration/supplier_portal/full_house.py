"""A supplier with something on every page, and those who work with it."""

import re
from typing import Any

from .documents import add_product, csv_file, footprint, row, unique, upload
from .portal_process import PortalProcess

Json = dict[str, Any]
YEAR = {
    "scope_1": "1200",
    "scope_2": "3400",
    "revenue": "1000000",
    "currency": "CNY",
    "covered_share": "0.9",
}
INITIATIVE = {
    "name": "Scrap instead of ore",
    "type": "SRC-MAT",
    "direction": "upstream",
    "state": "running",
    "baseline_year": 2024,
    "baseline_emissions": "100000",
    "target_year": 2030,
    "target_emissions": "50000",
}


def furnish(portal: PortalProcess) -> dict[str, str]:
    """Enter one of everything for the mill; what is needed to open its page."""
    known = _own_things(portal) | _things_with_others(portal)
    known |= _asked_of_the_verifier(portal, known["footprint"])
    return known


def _own_things(portal: PortalProcess) -> dict[str, str]:
    program = portal.program("mill")
    product = add_product(program)
    document = footprint(product)
    newer = footprint(product, {"pcfExcludingBiogenicUptake": "2.2"})
    newer["precedingPfIds"] = [document["id"]]
    for one in (document, newer):
        assert program.post("/api/v1/footprints", json=one).status_code == 201
    assert program.put("/api/v1/own-emissions/2024", json=YEAR).is_success
    batch = upload(program, csv_file(row(unique("U")))).json()["batch_id"]
    return {"product": product["id"], "footprint": newer["id"], "batch": batch}


def _things_with_others(portal: PortalProcess) -> dict[str, str]:
    shared = [
        {"organization_id": "mill", "percent": "60"},
        {"organization_id": "foundry", "percent": "40"},
    ]
    own = _entered(portal, "mill", INITIATIVE)
    offered = _entered(portal, "foundry", {**INITIATIVE, "shares": shared})
    invited = portal.browser("operator").post(
        "/people/invitations",
        data={
            "user": unique("p").lower() + "@operator.example",
            "name": "Somebody",
            "roles": ["administrator"],
            "language": "en",
        },
    )
    link = re.search(r'value="[^"]*/join\?sig=([^"]*)"', invited.text)
    assert link, invited.text
    return {"initiative": own["id"], "offer": offered["id"], "invitation": link[1]}


def _asked_of_the_verifier(portal: PortalProcess, footprint_id: str) -> dict[str, str]:
    stated = {"verifier_id": "assurer", "footprint_ids": [footprint_id]}
    asked = portal.program("mill").post("/api/v1/verification-requests", json=stated)
    assert asked.status_code == 201, asked.text
    return {"verification": asked.json()["id"]}


def _entered(portal: PortalProcess, organization: str, stated: Json) -> Json:
    answer = portal.program(organization).post("/api/v1/initiatives", json=stated)
    assert answer.is_success, answer.text
    return answer.json()
