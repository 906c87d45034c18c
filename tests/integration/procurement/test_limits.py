"""A limit is set, and everything it applies to has its verdict at once."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from bus import facts_on, latest

from tierzero.procurement.v1 import limit_pb2
from tierzero.topics import ASSESSMENTS, LIMITS

Eventually = Callable[..., Any]


def limit(**changes: Any) -> dict[str, Any]:
    """At most 2 kgCO2e per kilogram of a resin."""
    return {
        "product_classification": "urn:naics:3252",
        "declared_unit": "kilogram",
        "maximum": "2",
        "valid_from": "2026-01-01",
    } | changes


@pytest.fixture
def shown(world: Any, buyer: str, supplier: str, eventually: Eventually) -> dict[str, str]:
    """Four products of a supplier; the last is shown to nobody."""
    products = {name: str(uuid.uuid4()) for name in ("good", "bad", "bare", "hidden")}
    world.portal.supplier(supplier, buyer)
    for name, product_id in products.items():
        sharing = {"sharing": 1} if name == "hidden" else {}
        world.portal.product(supplier, product_id, name=name, number=name, **sharing)
    world.portal.footprint(supplier, products["good"], "1.5")
    world.portal.footprint(supplier, products["bad"], "2.5")
    world.portal.footprint(supplier, products["hidden"], "2.5")
    known = {products[name] for name in ("good", "bad", "bare")}
    with world.client(buyer) as client:
        eventually(lambda: set(ids_of(client, supplier)) == known)
    eventually(lambda: world.database.catalogue_footprints.count_documents(_of(supplier)) == 3)
    return products


def _of(organization_id: str) -> dict[str, str]:
    return {"organization_id": organization_id}


def ids_of(client: Any, supplier: str) -> list[str]:
    """Ids of the supplier's products that are shown; other tests have public ones too."""
    answer = client.get("/api/v1/products", params={"supplier_id": supplier})
    return [one["id"] for one in answer.json()["products"]]


def verdicts(client: Any) -> dict[str, str]:
    """Verdict by product id."""
    found = client.get("/api/v1/assessments").json()["assessments"]
    return {one["product_id"]: one["verdict"] for one in found}


def test_all_known_products_are_assessed_before_the_answer(
    world: Any, buyer: str, supplier: str, shown: dict[str, str], eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        answer = client.post("/api/v1/limits", json=limit())
        assert answer.status_code == 201
        assert verdicts(client) == {
            shown["good"]: "pass",
            shown["bad"]: "fail",
            shown["bare"]: "no_data",
        }
        limit_id = answer.json()["id"]

    def published() -> dict[str, Any]:
        facts = facts_on(world.settings.broker, ASSESSMENTS)
        return {one.product_id: one for one in latest(facts).values() if one.limit_id == limit_id}

    found = eventually(lambda: len(published()) == 3 and published())
    failing = found[shown["bad"]]
    assert failing.verdict == limit_pb2.VERDICT_FAIL
    assert (failing.buyer_id, failing.supplier_id) == (buyer, supplier)
    assert (failing.value, failing.maximum) == ("2.5", "2")
    assert failing.reasons[0].parameters["unit"] == "kilogram"
    stated = latest(facts_on(world.settings.broker, LIMITS))[limit_id]
    assert (stated.product_classification, stated.fact.version) == ("urn:naics:3252", 1)


def test_a_changed_limit_grows_in_version_and_its_verdicts_follow(
    world: Any, buyer: str, shown: dict[str, str]
) -> None:
    with world.client(buyer) as client:
        made = client.post("/api/v1/limits", json=limit()).json()
        path = f"/api/v1/limits/{made['id']}"
        same = client.put(path, json=limit())
        changed = client.put(f"{path}?version=1", json=limit(maximum="1"))
        stale = client.put(f"{path}?version=1", json=limit(maximum="3"))
        assert (same.json()["version"], changed.json()["version"]) == (1, 2)
        assert (stale.status_code, stale.json()["code"]) == (409, "limit-changed")
        assert verdicts(client)[shown["good"]] == "fail"
        found = client.get("/api/v1/assessments").json()["assessments"]
        assert {one["limit_version"] for one in found} == {2}
        assert {one["version"] for one in found} == {2}
    entries = list(world.database.audit.find({"subject_id": made["id"]}, sort=[("version", 1)]))
    assert [entry["action"] for entry in entries] == ["limit.set", "limit.changed"]
    assert (entries[1]["before"]["maximum"], entries[1]["after"]["maximum"]) == ("2", "1")
    assert entries[1]["actor"] == "buyer-user"


def test_a_withdrawn_limit_takes_its_verdicts_with_it(
    world: Any, buyer: str, shown: dict[str, str], eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        made = client.post("/api/v1/limits", json=limit()).json()
        path = f"/api/v1/limits/{made['id']}"
        assert [client.delete(path).status_code for _ in range(2)] == [204, 204]
        assert verdicts(client) == {}
        assert client.get("/api/v1/limits").json()["limits"] == []
        assert client.put(path, json=limit()).json()["code"] == "limit-withdrawn"

    def withdrawn() -> bool:
        facts = latest(facts_on(world.settings.broker, ASSESSMENTS)).values()
        mine = [one for one in facts if one.limit_id == made["id"]]
        return len(mine) == 3 and all(one.fact.withdrawn for one in mine)

    eventually(withdrawn)
    gone = latest(facts_on(world.settings.broker, LIMITS))[made["id"]]
    assert (gone.fact.withdrawn, gone.fact.version) == (True, 2)


def test_a_second_limit_on_the_same_subject_waits_for_the_end_of_the_first(
    world: Any, buyer: str, shown: dict[str, str]
) -> None:
    with world.client(buyer) as client:
        first = client.post("/api/v1/limits", json=limit(valid_until="2027-01-01"))
        beside = client.post("/api/v1/limits", json=limit(product_classification="URN:NAICS:32-52"))
        after = client.post("/api/v1/limits", json=limit(valid_from="2027-01-01"))
        assert (first.status_code, after.status_code) == (201, 201)
        assert (beside.status_code, beside.json()["code"]) == (409, "limit-overlaps")
        assert beside.json()["errors"][0]["limit_id"] == first.json()["id"]


def test_a_limit_may_name_a_product_by_its_urn_but_not_one_that_is_not_shown(
    world: Any, buyer: str, shown: dict[str, str]
) -> None:
    named = {"product_classification": None, "product_id": "urn:pact:mill.example:product-id:bad"}
    with world.client(buyer) as client:
        made = client.post("/api/v1/limits", json=limit(**named))
        assert made.json()["product_id"] == shown["bad"]
        assert verdicts(client) == {shown["bad"]: "fail"}
        unseen = limit(**named | {"product_id": shown["hidden"]})
        hidden = client.post("/api/v1/limits", json=unseen)
        assert hidden.status_code == 422
        assert hidden.json()["errors"][0]["code"] == "unknown-product"


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"maximum": "-1"}, "maximum", "number-negative"),
        ({"maximum": 1.5}, "maximum", "not-a-decimal-text"),
        ({"declared_unit": "stone"}, "declared_unit", "not-a-choice"),
        ({"valid_until": "2025-01-01"}, "", "validity-empty"),
        ({"product_id": "x"}, "", "one-subject"),
        ({"product_classification": "resin"}, "product_classification", "not-a-classification"),
        ({"minimum_primary_data_share": "101"}, "minimum_primary_data_share", "too-large"),
    ],
)
def test_bad_terms_are_refused_by_field(
    world: Any, buyer: str, changes: dict[str, Any], path: str, code: str
) -> None:
    with world.client(buyer) as client:
        answer = client.post("/api/v1/limits", json=limit(**changes))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    found = [(one["path"], one["code"]) for one in answer.json()["errors"]]
    assert found == [(path or "body", code)]


def test_a_limit_is_its_buyers_alone(world: Any, buyer: str, shown: dict[str, str]) -> None:
    with world.client(buyer) as client:
        made = client.post("/api/v1/limits", json=limit()).json()
    path = f"/api/v1/limits/{made['id']}"
    with world.client(str(uuid.uuid4())) as stranger:
        assert stranger.get(path).status_code == 404
        assert stranger.put(path, json=limit(maximum="9")).status_code == 404
        assert stranger.delete(path).status_code == 404
        assert verdicts(stranger) == {}
    with world.client(str(uuid.uuid4()), "supplier") as supplier:
        assert supplier.post("/api/v1/limits", json=limit()).status_code == 403
