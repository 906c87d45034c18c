"""Purchases by JSON and by file: recorded once, corrected by reference, refused by cell."""

import io
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from bus import facts_on, latest
from openpyxl import load_workbook

from tierzero.topics import ACTIVITIES, BOUGHT_PRODUCTS

Eventually = Callable[..., Any]
HEADINGS = "Purchase reference,Date,Supplier,Product,Quantity,Unit,Amount,Currency,Capital good"


@pytest.fixture
def resin(world: Any, buyer: str, supplier: str, eventually: Eventually) -> str:
    """A product of a supplier, per kilogram."""
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer, name=f"Mill {supplier}")
    world.portal.product(supplier, product_id)
    with world.client(buyer) as client:
        eventually(
            lambda: client.get(f"/api/v1/products?supplier_id={supplier}").json()["products"]
        )
    return product_id


def purchase(supplier: str, **changes: Any) -> dict[str, Any]:
    """Two tonnes of resin."""
    return {
        "reference": "PO-1",
        "date": "2026-03-31",
        "supplier": supplier,
        "product": "R-100",
        "quantity": "2",
        "unit": "t",
        "amount": "8600.50",
        "currency": "cny",
        "classifications": ["urn:naics:325211"],
    } | changes


def published(world: Any, buyer: str) -> dict[str, Any]:
    """The buyer's activities on the bus by id."""
    facts = latest(facts_on(world.settings.broker, ACTIVITIES))
    return {key: fact for key, fact in facts.items() if fact.buyer_id == buyer}


def test_a_purchase_is_published_and_its_correction_replaces_it(
    world: Any, buyer: str, supplier: str, resin: str, eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        first = client.post("/api/v1/purchases", json=purchase(supplier))
        again = client.post("/api/v1/purchases", json=purchase(supplier))
        other = client.post("/api/v1/purchases", json=purchase(supplier, quantity="3", category=2))
        assert [answer.json()["recorded"] for answer in (first, again, other)] == [1, 0, 0]
        assert (again.json()["unchanged"], other.json()["corrected"]) == (1, 1)
        held = client.get("/api/v1/purchases").json()
    assert (held["total"], held["purchases"][0]["version"]) == (1, 2)
    identity = held["purchases"][0]["id"]
    fact = eventually(lambda: published(world, buyer).get(identity))
    fact = eventually(lambda: (f := published(world, buyer)[identity]).fact.version == 2 and f)
    assert (fact.category, fact.purchase.supplier_id, fact.purchase.product_id) == (
        2,
        supplier,
        resin,
    )
    assert (fact.purchase.quantity, fact.purchase.unit) == ("3", "tonne")
    assert (Decimal(fact.purchase.amount), fact.purchase.currency) == (Decimal("8600.50"), "CNY")
    assert fact.date.ToDatetime().isoformat() == "2026-03-31T00:00:00"
    assert list(fact.purchase.classifications) == ["urn:naics:325211"]


def test_a_deleted_purchase_is_withdrawn_and_may_come_back(
    world: Any, buyer: str, supplier: str, resin: str, eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        made = client.post("/api/v1/purchases", json=purchase(supplier)).json()["purchases"][0]
        path = f"/api/v1/purchases/{made['id']}"
        assert [client.delete(path).status_code for _ in range(2)] == [204, 204]
        assert client.get(path).status_code == 404
        gone = eventually(lambda: (f := published(world, buyer).get(made["id"])) and f)
        eventually(lambda: published(world, buyer)[made["id"]].fact.withdrawn)
        assert gone.buyer_id == buyer
        back = client.post("/api/v1/purchases", json=purchase(supplier)).json()
        assert (back["corrected"], back["purchases"][0]["version"]) == (1, 3)
    with world.client(str(uuid.uuid4())) as stranger:
        assert stranger.delete(path).status_code == 404


def test_a_list_with_one_fault_records_nothing_and_names_the_place(
    world: Any, buyer: str, supplier: str, resin: str
) -> None:
    entries = [
        purchase(supplier),
        purchase("nobody", reference="PO-2"),
        purchase(supplier, reference="PO-3", unit="kWh"),
        purchase(supplier, reference="PO-4", date="2036-01-01"),
        purchase(supplier, reference="PO-4"),
    ]
    with world.client(buyer, language="zh-CN") as client:
        answer = client.post("/api/v1/purchases", json=entries)
        assert client.get("/api/v1/purchases").json()["total"] == 0
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid-input")
    assert [(one["path"], one["code"]) for one in problem["errors"]] == [
        ("[1].supplier", "unknown-supplier"),
        ("[2].unit", "unit-mismatch"),
        ("[3].date", "date-in-future"),
        ("[3].reference", "duplicate-reference"),
        ("[4].reference", "duplicate-reference"),
    ]
    assert problem["errors"][0]["message"] == "没有名为 nobody 的供应商。"


def test_a_single_faulty_purchase_names_the_field_alone(
    world: Any, buyer: str, supplier: str, resin: str
) -> None:
    with world.client(buyer) as client:
        answer = client.post("/api/v1/purchases", json=purchase(supplier, quantity="-2"))
    assert [(one["path"], one["code"]) for one in answer.json()["errors"]] == [
        ("quantity", "number-negative")
    ]


def rows(*lines: str) -> dict[str, Any]:
    """A file to send."""
    return {"file": ("purchases.csv", "\n".join([HEADINGS, *lines]).encode(), "text/csv")}


def test_a_file_is_rehearsed_then_recorded_and_changes_nothing_again(
    world: Any, buyer: str, supplier: str, resin: str
) -> None:
    file = rows(
        f"PO-1,2026-01-31,{supplier},R-100,5,kg,,,no",
        f"PO-2,2026-01-31,Mill {supplier},{resin},,,100,EUR,yes",
    )
    path = "/api/v1/purchases/bulk"
    with world.client(buyer) as client:
        rehearsed = client.post(f"{path}?dry_run=true", files=file).json()
        assert client.get("/api/v1/purchases").json()["total"] == 0
        stored = client.post(path, files=file).json()
        again = client.post(path, files=file).json()
        held = client.get("/api/v1/purchases").json()["purchases"]
    counts = {"rows": 2, "recorded": 2, "corrected": 0, "unchanged": 0}
    assert rehearsed == counts | {"dry_run": True}
    assert stored == counts | {"dry_run": False}
    assert again == counts | {"dry_run": False, "recorded": 0, "unchanged": 2}
    assert {one["reference"]: one["category"] for one in held} == {"PO-1": 1, "PO-2": 2}


def test_a_bad_file_names_row_column_code_and_reason_of_every_cell(
    world: Any, buyer: str, supplier: str, resin: str
) -> None:
    file = rows(
        f"PO-1,2026-01-31,{supplier},R-100,5,kg,,,",
        "PO-2,2026-02-30,nobody,R-100,-5,kg,1,XXQ,",
        f"PO-3,2036-01-01,{supplier},R-9,5,kWh,,,maybe",
        f"PO-1,2026-01-31,{supplier},R-100,5,kWh,,,",
    )
    with world.client(buyer) as client:
        answer = client.post("/api/v1/purchases/bulk", files=file)
        assert client.get("/api/v1/purchases").json()["total"] == 0
    found = {(one["row"], one["column"], one["code"]) for one in answer.json()["errors"]}
    assert answer.status_code == 422
    assert found == {
        (2, "Purchase reference", "duplicate-reference"),
        (3, "Date", "not-a-date"),
        (3, "Supplier", "unknown-supplier"),
        (3, "Quantity", "number-negative"),
        (3, "Currency", "unknown-currency"),
        (4, "Capital good", "not-a-boolean"),
        (4, "Product", "unknown-product"),
        (4, "Date", "date-in-future"),
        (5, "Purchase reference", "duplicate-reference"),
        (5, "Unit", "unit-mismatch"),
    }
    assert all(one["message"] for one in answer.json()["errors"])


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"PK\x03\x04 no workbook", 422), (b"a,b\n1,2", 422)]
)
def test_what_is_no_table_is_refused(world: Any, buyer: str, content: bytes, status: int) -> None:
    with world.client(buyer) as client:
        answer = client.post("/api/v1/purchases/bulk", files={"file": ("x.csv", content)})
    assert answer.status_code == status
    assert answer.json()["errors"]


def test_the_template_comes_back_empty_and_a_filled_workbook_is_read(
    world: Any, buyer: str, supplier: str, resin: str
) -> None:
    with world.client(buyer) as client:
        template = client.get("/purchases/upload/template.xlsx")
        book = load_workbook(io.BytesIO(template.content))
        sheet: Any = book.worksheets[0]
        headings = [cell.value for cell in sheet[1]]
        sheet.append(["PO-7", "2026-01-31", supplier, "R-100", "", 1.5, "t"])
        filled = io.BytesIO()
        book.save(filled)
        answer = client.post(
            "/api/v1/purchases/bulk", files={"file": ("filled.xlsx", filled.getvalue())}
        )
        held = client.get("/api/v1/purchases").json()["purchases"]
    assert headings[0] == "Purchase reference *"
    assert answer.json()["recorded"] == 1
    assert [(one["reference"], one["quantity"]) for one in held] == [("PO-7", "1.5")]


def test_a_supplier_may_not_record_purchases(world: Any, supplier: str) -> None:
    with world.client(supplier, "supplier") as client:
        answer = client.post("/api/v1/purchases", json=purchase(supplier))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-required")


def test_a_supplier_learns_once_that_a_product_of_it_is_bought(
    world: Any, buyer: str, supplier: str, resin: str, eventually: Eventually
) -> None:
    with world.client(buyer) as client:
        for reference in ("PO-1", "PO-2"):
            stated = purchase(supplier, reference=reference)
            assert client.post("/api/v1/purchases", json=stated).status_code == 201

    def told() -> list[Any]:
        facts = facts_on(world.settings.broker, BOUGHT_PRODUCTS)
        return [fact for fact in facts if fact.supplier_id == supplier]

    [fact] = eventually(told)
    assert (fact.buyer_id, fact.product_id, fact.fact.version) == (buyer, resin, 1)
    assert "8600" not in str(fact), "of amounts nothing is told"
