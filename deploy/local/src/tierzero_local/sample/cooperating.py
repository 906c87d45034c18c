"""What the sample's organizations do together: verify, share a measure, ask and answer.

Every step looks for what it has left before, so that a repetition adds nothing.
"""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import httpx

from tierzero_local.sample.calling import once_known, send
from tierzero_local.sample.data import identity, read
from tierzero_local.sample.reports import report
from tierzero_local.sample.supplying import initiative

Json = dict[str, Any]
CONFLICT = 409


def plan() -> Json:
    """Who does what with whom."""
    return read("cooperation")


def verified_footprint(today: date) -> str:
    """Id of the footprint that is verified."""
    stated = plan()["verified"]
    return identity("footprint", f"{stated['product']}:{today.year + stated['reference_year']}")


def ask_to_verify(portal: httpx.Client, footprint_id: str) -> None:
    """Attach a report to a footprint and ask the verifier, unless that was done before."""
    stated = plan()["verified"]
    if send(portal, "GET", "/api/v1/verification-requests", None).json()["data"]:
        return
    query = {"kind": "footprint", "subject_id": footprint_id, "shared": "true"}
    file = {"file": (stated["report"], report("Report of the sample: invented."))}
    portal.post("/api/v1/evidence", params=query, files=file).raise_for_status()
    wanted = {
        "verifier_id": identity("organization", stated["verifier"]),
        "footprint_ids": [footprint_id],
    }
    send(portal, "POST", "/api/v1/verification-requests", wanted)


def confirm(portal: httpx.Client, today: date) -> None:
    """Confirm, as the verifier, whatever waits for it."""
    statement = {**plan()["verified"]["statement"], "completed_at": today.isoformat()}
    for asked in send(portal, "GET", "/api/v1/verifications", None).json()["data"]:
        path = f"/api/v1/verifications/{asked['id']}/confirm"
        send(portal, "POST", path, statement, {CONFLICT})


def joint_initiative(today: date) -> Json:
    """The measure of two suppliers, with each one's share."""
    entry = plan()["joint"]
    shares = [
        {"organization_id": identity("organization", key), "percent": percent}
        for key, percent in entry["shares"].items()
    ]
    return {**initiative(today, entry), "shares": shares}


def share_a_measure(portal: httpx.Client, today: date) -> None:
    """Enter the joint initiative, as its owner."""
    send(portal, "POST", "/api/v1/initiatives", joint_initiative(today), {CONFLICT})


def agree(portal: httpx.Client) -> None:
    """Agree, as the partner, to every share that is proposed."""
    for offer in send(portal, "GET", "/api/v1/initiatives/joint", None).json()["data"]:
        if offer["share_state"] == "proposed":
            path = f"/api/v1/initiatives/joint/{offer['id']}/decision"
            send(portal, "POST", path, {"terms": offer["terms"], "agreed": True})


def questions(product_ids: Mapping[str, str]) -> list[Json]:
    """What the factory asks: one is answered by what is there, one waits for a person."""
    return [_question(entry, product_ids) for entry in plan()["requests"]]


def ask(procurement: httpx.Client, product_ids: Mapping[str, str]) -> None:
    """Ask, unless something was asked before."""
    path = "/api/v1/footprint-requests"
    if not send(procurement, "GET", path, None).json()["requests"]:
        once_known(partial(send, procurement, "POST", path, questions(product_ids)))


def calculation(today: date, product_ids: Mapping[str, str]) -> Json:
    """A footprint from its parts, of the last year."""
    entry = plan()["calculation"]
    owners = {product["key"]: product["organization"] for product in read("products")}
    materials = [
        {
            "supplier_id": identity("organization", owners[part["product"]]),
            "product_id": product_ids[part["product"]],
            "quantity": part["quantity"],
            "unit": part["unit"],
        }
        for part in entry["parts"]
    ]
    year = today.year - 1
    period = {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31", "site": "CN-JS"}
    stated = {**period, **entry["stated"], "materials": materials}
    return {"product_id": product_ids[entry["product"]], "stated": stated}


def calculate(portal: httpx.Client, today: date, product_ids: Mapping[str, str]) -> None:
    """Begin the calculation, unless there is one."""
    path = "/api/v1/calculations"
    if not send(portal, "GET", path, None).json()["data"]:
        send(portal, "POST", path, calculation(today, product_ids))


def _question(entry: Json, product_ids: Mapping[str, str]) -> Json:
    question = {**entry, "supplier": identity("organization", entry["supplier"])}
    if "product" in entry:
        question["product"] = product_ids[entry["product"]]
    return question
