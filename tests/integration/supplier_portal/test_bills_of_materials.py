"""Bills of materials through the JSON API."""

import threading
from typing import Any

import httpx
import pytest
from pymongo.errors import PyMongoError

from supplier_portal.bills_of_materials import repository
from tierzero.settings import Settings
from tierzero.store import connect, is_conflict
from tierzero.supplier_portal.v1 import bill_of_materials_pb2 as contract
from tierzero.tenancy import Scope
from tierzero.topics import BILLS_OF_MATERIALS

from .documents import Json, add_product
from .portal_process import PortalProcess


def path(product: Json) -> str:
    return f"/api/v1/products/{product['id']}/bill-of-materials"


def part(product: Json, quantity: str = "2", unit: str = "kg", **changes: str) -> Json:
    named = {"supplier_id": product["supplier_id"], "product_id": product["id"]}
    return {**named, "quantity": quantity, "unit": unit, **changes}


def bill(*parts: Json, **changes: Any) -> Json:
    return {"parts": list(parts), "own_emissions": "1.5", **changes}


def facts(portal: PortalProcess, product: Json) -> list[Any]:
    return [one for one in portal.outbox(BILLS_OF_MATERIALS) if one.fact.id == product["id"]]


def refusals(answer: httpx.Response) -> list[tuple[str, str]]:
    assert answer.status_code == 422, answer.text
    return [(error["path"], error["code"]) for error in answer.json()["errors"]]


def test_a_bill_is_stated_on_the_bus_with_its_version(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack = add_product(client, declared_unit="piece", mass_per_declared_unit="41.5")
    wire, steel = add_product(client), {"classification": "urn:cpc:41211"}
    stated = bill(part(wire), {**steel, "quantity": "3.50", "unit": "公斤"}, output_amount="10")
    made = client.put(path(pack), json=stated).json()
    assert (made["version"], made["declared_unit"], made["gwp_set"]) == (1, "piece", "AR6")
    assert client.get(path(pack)).json() == made
    [fact] = facts(portal, pack)
    assert (fact.supplier_id, fact.product_id) == ("mill", pack["id"])
    assert (fact.output_amount, fact.mass_per_declared_unit) == ("10", "41.5")
    assert [(one.product_id, one.quantity, one.unit) for one in fact.parts] == [
        (wire["id"], "2", "kilogram"),
        ("", "3.50", "kilogram"),
    ]
    assert fact.precedence == contract.PRECEDENCE_STATED_FOOTPRINT_FIRST


def test_versions_follow_what_changes_and_go_on_after_a_withdrawal(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack, wire = add_product(client), add_product(client)
    for stated in (bill(part(wire)), bill(part(wire)), bill(part(wire, "2.5"))):
        assert client.put(path(pack), json=stated).status_code == 200
    assert client.delete(path(pack)).status_code == 204
    gone = client.get(path(pack))
    assert (gone.status_code, gone.json()["code"]) == (404, "no-bill-of-materials")
    assert client.delete(path(pack)).status_code == 404
    assert client.put(path(pack), json=bill(part(wire))).json()["version"] == 4
    told = facts(portal, pack)
    versions = [(one.fact.version, one.fact.withdrawn, len(one.parts)) for one in told]
    assert versions == [(1, False, 1), (2, False, 1), (3, True, 0), (4, False, 1)]


def test_each_fault_is_told_at_its_path(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack, wire = add_product(client), add_product(client)
    piece = add_product(client, declared_unit="piece", mass_per_declared_unit=None)
    parts = (part(wire), part(wire), part(piece), part({**wire, "id": "gone"}))
    assert refusals(client.put(path(pack), json=bill(*parts))) == [
        ("parts[2].unit", "unit-not-convertible"),
        ("parts[3].product_id", "unknown-product"),
        ("parts[1].product_id", "part-twice"),
    ]
    wrong = bill(part(wire, "0", "bushel"), own_emissions="-1")
    assert set(refusals(client.put(path(pack), json=wrong))) == {
        ("parts[0].quantity", "number-not-positive"),
        ("parts[0].unit", "unknown-unit"),
        ("own_emissions", "number-negative"),
    }
    assert facts(portal, pack) == []


def test_a_dry_run_checks_and_stores_nothing(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack, wire = add_product(client), add_product(client)
    assert client.put(f"{path(pack)}?dry_run=true", json=bill(part(wire))).status_code == 204
    itself = client.put(f"{path(pack)}?dry_run=true", json=bill(part(pack)))
    assert refusals(itself) == [("parts[0].product_id", "part-of-itself")]
    assert client.get(path(pack)).status_code == 404


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_cycle_is_refused_and_named_in_order(portal: PortalProcess, language: str) -> None:
    client = portal.program("mill", language)
    car, wheel, rim = (add_product(client, name=name) for name in ("Car", "Wheel", "Rim"))
    assert client.put(path(car), json=bill(part(wheel))).status_code == 200
    assert client.put(path(wheel), json=bill(part(rim))).status_code == 200
    other = add_product(client)
    refused = client.put(path(rim), json=bill(part(other), part(car)))
    assert refusals(refused) == [("parts[1].product_id", "bill-of-materials-cycle")]
    [error] = refused.json()["errors"]
    assert "Rim → Car → Wheel → Rim" in error["message"]
    assert error["cycle"] == " → ".join(one["id"] for one in (rim, car, wheel))
    client.delete(path(wheel))
    assert client.put(path(rim), json=bill(part(car))).status_code == 200


def test_two_bills_that_contain_each_other_never_both_pass(portal: PortalProcess) -> None:
    client = portal.program("mill")
    for _attempt in range(5):
        left, right = add_product(client), add_product(client)
        answers: list[int] = []

        def state(product: Json, of: Json, answers: list[int] = answers) -> None:
            with portal.program("mill") as mine:
                answers.append(mine.put(path(product), json=bill(part(of))).status_code)

        at_once = [
            threading.Thread(target=state, args=pair) for pair in ((left, right), (right, left))
        ]
        for thread in at_once:
            thread.start()
        for thread in at_once:
            thread.join()
        assert sorted(answers) == [200, 422]


def test_a_product_shared_with_the_maker_is_checked_and_others_are_taken_as_told(
    portal: PortalProcess,
) -> None:
    foundry, mill = portal.program("foundry"), portal.program("mill")
    named = {"sharing": "named_customers", "shared_with": ["mill"]}
    shared, hidden = add_product(foundry, **named), add_product(foundry, sharing="nobody")
    pack = add_product(mill)
    wrong = mill.put(path(pack), json=bill(part(shared, "1", "hour")))
    assert refusals(wrong) == [("parts[0].unit", "unit-not-convertible")]
    told = bill(part(shared, "1", "t"), part(hidden, "1", "hour"))
    assert mill.put(path(pack), json=told).status_code == 200


def test_a_bill_belongs_to_its_supplier_alone(portal: PortalProcess) -> None:
    client = portal.program("mill")
    pack, wire = add_product(client), add_product(client)
    client.put(path(pack), json=bill(part(wire)))
    for stranger in ("foundry", "factory"):
        other = portal.program(stranger)
        assert other.get(path(pack)).status_code == 404
        assert other.put(path(pack), json=bill(part(wire))).status_code in (403, 404)
        assert other.delete(path(pack)).status_code in (403, 404)
    acting = portal.program("operator").get(f"{path(pack)}?supplier_id=mill")
    assert acting.json()["version"] == 1


def test_the_audit_log_tells_before_and_after(portal: PortalProcess) -> None:
    client = portal.program("foundry")
    pack, wire = add_product(client), add_product(client)
    client.put(path(pack), json=bill(part(wire, "7.25")))
    client.put(path(pack), json=bill(part(wire, "8.75")))
    client.delete(path(pack))
    history = portal.browser("foundry").get("/history").text
    for told in (
        "Bill of materials stated",
        "Bill of materials changed",
        "Bill of materials withdrawn",
        "7.25",
        "8.75",
    ):
        assert told in history


async def test_changes_of_one_suppliers_bills_collide_and_those_of_two_do_not(
    store_uri: str, database_name: str
) -> None:
    store = connect(Settings(service="test", store=store_uri, database=database_name))
    mill, foundry = Scope("mill", "test"), Scope("foundry", "test")
    await repository.prepare(store.database)
    for scope in (mill, mill, foundry):
        await repository.open_turns(store.database, scope)
    async with store.transaction() as first:
        await repository.take_turn(store.database, mill, first)
        async with store.transaction() as second:
            await repository.take_turn(store.database, foundry, second)
        with pytest.raises(PyMongoError) as collided:
            async with store.transaction() as third:
                await repository.take_turn(store.database, mill, third)
    assert is_conflict(collided.value)
    await store.close()
