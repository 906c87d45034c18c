"""Products through the JSON API."""

import json

import pytest

from tierzero.topics import PRODUCTS

from .documents import add_product, product
from .portal_process import PortalProcess


def test_a_product_is_stated_on_the_bus_with_the_suppliers_own_urn_first(
    portal: PortalProcess,
) -> None:
    added = add_product(portal.program("mill"), number="A 7/新", name="Coil")
    [fact] = [fact for fact in portal.outbox(PRODUCTS) if fact.fact.id == added["id"]]
    assert fact.supplier_id == "mill"
    assert fact.product_ids[0] == added["product_ids"][0]
    assert fact.product_ids[0].startswith("urn:pact:mill.suppliers.example:product-id:A%207/")
    assert fact.mass_per_declared_unit == "1"


def test_a_number_can_be_used_once(portal: PortalProcess) -> None:
    client = portal.program("mill")
    added = add_product(client)
    again = client.post("/api/v1/products", json=product(number=added["number"]))
    assert again.status_code == 409
    assert again.json()["errors"][0]["path"] == "number"


def test_two_suppliers_may_use_the_same_number(portal: PortalProcess) -> None:
    added = add_product(portal.program("mill"))
    other = add_product(portal.program("foundry"), number=added["number"])
    assert other["id"] != added["id"]


def test_a_change_is_a_new_version_and_no_change_is_none(portal: PortalProcess) -> None:
    client = portal.program("mill")
    added = add_product(client)
    stated = product(number=added["number"], name="Cold rolled coil")
    changed = client.put(f"/api/v1/products/{added['id']}", json=stated).json()
    assert (changed["name"], changed["version"]) == ("Cold rolled coil", 2)
    again = client.put(f"/api/v1/products/{added['id']}", json=stated).json()
    assert again["version"] == 2
    facts = [fact for fact in portal.outbox(PRODUCTS) if fact.fact.id == added["id"]]
    assert [fact.fact.version for fact in facts] == [1, 2]


def test_each_bad_field_is_named(portal: PortalProcess) -> None:
    bad = product(declared_unit="bushel", mass_per_declared_unit="-1", product_ids=["urn:gtin:1"])
    answer = portal.program("mill").post("/api/v1/products", json=bad)
    assert answer.status_code == 422
    found = {error["path"]: error["code"] for error in answer.json()["errors"]}
    assert found == {
        "declared_unit": "not-a-choice",
        "mass_per_declared_unit": "number-negative",
        "product_ids[0]": "invalid-urn",
    }


@pytest.mark.parametrize("unseen", ["\\u0000", "\\u0007", "\\u202e", "\\ud800"])
def test_a_character_that_nobody_can_see_is_refused(portal: PortalProcess, unseen: str) -> None:
    # As JSON escapes, so that also half a character reaches the server.
    body = json.dumps(product(name="Coil ?")).replace("?", unseen)
    headers = {"Content-Type": "application/json"}
    answer = portal.program("mill").post("/api/v1/products", content=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"][0]["path"] in ("name", "body")


def test_another_supplier_sees_nothing_of_it(portal: PortalProcess) -> None:
    added = add_product(portal.program("mill"))
    stranger = portal.program("foundry")
    assert stranger.get(f"/api/v1/products/{added['id']}").status_code == 404
    refused = stranger.put(f"/api/v1/products/{added['id']}", json=product())
    assert refused.status_code == 404
    listed = stranger.get("/api/v1/products", params={"q": added["number"]}).json()["data"]
    assert listed == []


def test_only_administrators_act_for_others(portal: PortalProcess) -> None:
    stated = product()
    path = "/api/v1/products?supplier_id=mill"
    assert portal.program("foundry").post(path, json=stated).status_code == 403
    entered = portal.program("operator").post(path, json=stated)
    assert entered.status_code == 201
    assert entered.json()["supplier_id"] == "mill"
    unknown = portal.program("operator").get("/api/v1/products?supplier_id=nobody")
    assert unknown.json()["code"] == "unknown-organization"


def test_lists_are_paged_by_number(portal: PortalProcess) -> None:
    client = portal.program("foundry")
    numbers = sorted(add_product(client, number=f"page-{n}")["number"] for n in range(5))
    first = client.get("/api/v1/products", params={"q": "page-", "limit": 3}).json()
    following = {"q": "page-", "limit": 3, "after": first["next"]}
    second = client.get("/api/v1/products", params=following).json()
    assert [one["number"] for one in first["data"] + second["data"]] == numbers
    assert second["next"] is None
