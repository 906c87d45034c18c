"""A verifier's statement arrives over the bus, and what limits ask follows it."""

import random
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from portal_stand_in import footprint_fact
from verifier_stand_in import statement_fact

from tierzero.topics import FOOTPRINTS, VERIFICATIONS

Eventually = Callable[..., Any]
LIMIT = {
    "declared_unit": "kilogram",
    "maximum": "2",
    "valid_from": "2026-01-01",
    "verification_required": True,
}


@pytest.fixture
def product(world: Any, buyer: str, supplier: str, eventually: Eventually) -> str:
    """A product that the buyer is shown."""
    identity = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer)
    world.portal.product(supplier, identity)
    with world.client(buyer) as client:
        query = {"supplier_id": supplier}
        eventually(lambda: client.get("/api/v1/products", params=query).json()["products"])
    return identity


def verdict_of(client: Any, product: str) -> dict[str, Any]:
    """The verdict on a product."""
    found = client.get("/api/v1/assessments").json()["assessments"]
    return next((one for one in found if one["product_id"] == product), {})


def test_a_verdict_follows_what_a_verifier_says(
    world: Any, buyer: str, supplier: str, product: str, eventually: Eventually
) -> None:
    footprint, statement = footprint_fact(supplier, product, "1.5"), str(uuid.uuid4())
    world.portal.state(FOOTPRINTS, supplier, footprint)
    with world.client(buyer) as client:
        made = client.post("/api/v1/limits", json={**LIMIT, "product_id": product})
        assert made.json()["verification_required"] is True
        eventually(lambda: verdict_of(client, product).get("verdict") == "conditional")
        assert verdict_of(client, product)["reasons"][0]["code"] == "not-verified"
        assert verdict_of(client, product)["verification"] is None
        world.portal.state(VERIFICATIONS, supplier, statement_fact(footprint, statement))
        eventually(lambda: verdict_of(client, product)["verdict"] == "pass")
        told = {"statement_id": statement, "verifier": "Assurer"}
        assert verdict_of(client, product)["verification"] == told
        page = world.client(buyer).get("/assessments", headers={"accept": "text/html"}).text
        assert "Verified by Assurer" in page
        sold = world.client(buyer).get("/suppliers", headers={"accept": "text/html"}).text
        assert "Verified by Assurer" in sold
        changed = statement_fact(footprint, statement, 2, state="EVIDENCE_CHANGED")
        world.portal.state(VERIFICATIONS, supplier, changed)
        eventually(lambda: verdict_of(client, product)["verdict"] == "conditional")
        assert verdict_of(client, product)["verification"] is None


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_statements_and_footprints_does_not_show(
    world: Any, buyer: str, supplier: str, product: str, eventually: Eventually, seed: int
) -> None:
    footprint, statement = footprint_fact(supplier, product, "1.5"), str(uuid.uuid4())
    versions = [
        statement_fact(footprint, statement, number, state=state)
        for number, state in enumerate(("HOLDS", "EVIDENCE_CHANGED", "HOLDS"), start=1)
    ]
    facts = [(FOOTPRINTS, footprint), *((VERIFICATIONS, one) for one in versions * 2)]
    random.Random(seed).shuffle(facts)
    with world.client(buyer) as client:
        client.post("/api/v1/limits", json={**LIMIT, "product_id": product})
        for topic, fact in facts:
            world.portal.state(topic, supplier, fact)

        def settled() -> bool:
            held = world.database.catalogue_verifications.find_one({"_id": statement})
            return held is not None and held["version"] == 3

        eventually(settled)
        eventually(lambda: verdict_of(client, product).get("verdict") == "pass")
