"""Tests' own organizations come in through the public API and stay apart."""

import pytest

from tierzero_local.acting import Actor

pytestmark = [pytest.mark.platform, pytest.mark.timeout(600)]


def test_a_newcomer_may_do_what_its_role_may_and_sees_nothing_of_others(newcomer) -> None:
    buyer: Actor = newcomer("Pack maker", ["buyer"])
    mill: Actor = newcomer("Mill", ["supplier"], customers=[buyer.organization_id])
    product = {"number": "A-1", "name": "Coil", "declared_unit": "kilogram"}
    with mill.http("supplier-portal") as portal:
        assert portal.post("/api/v1/products", json=product).status_code == 201
    other: Actor = newcomer("Other mill", ["supplier"])
    with other.http("supplier-portal") as portal:
        assert portal.get("/api/v1/products").json()["data"] == []
    with mill.http("procurement") as procurement:
        assert procurement.get("/api/v1/limits").status_code == 403
    with buyer.http("procurement") as procurement:
        assert procurement.get("/api/v1/limits").json()["limits"] == []
