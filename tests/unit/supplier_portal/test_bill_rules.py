"""What must fit together in a bill of materials."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from carbon.units import DeclaredUnit
from supplier_portal.bills_of_materials.model import BillInput
from supplier_portal.bills_of_materials.rules import PartKey, faults
from supplier_portal.products.service import Product, new_product
from tierzero.problems import field_problems


def product(
    number: str, unit: str = "kilogram", mass: str | None = "1", owner: str = "mill"
) -> Product:
    return new_product(
        owner,
        number,
        name=number,
        declared_unit=DeclaredUnit(unit),
        mass_per_declared_unit=None if mass is None else Decimal(mass),
    )


PACK = product("pack", "piece", "41.5")
WIRE = product("wire")
SCREW = product("screw", "piece", "0.004")
LABEL = product("label", "piece", None)
CELL = product("cell", "kilowatt hour", "5.9", owner="cells")
KNOWN = {PartKey(p.supplier_id, p.id): p for p in (WIRE, SCREW, LABEL, CELL)}


def part(of: Product, quantity: str = "2", unit: str = "kg", **changes: str) -> dict[str, str]:
    stated = {"supplier_id": of.supplier_id, "product_id": of.id}
    return {**stated, "quantity": quantity, "unit": unit, **changes}


def found(*parts: dict[str, str], **changes: Any) -> list[tuple[str, str]]:
    bill = BillInput.model_validate({"parts": parts, "own_emissions": "1", **changes})
    return [(fault.path, fault.code) for fault in faults(PACK, bill, KNOWN)]


def test_own_shared_and_unknown_parts_and_classes_fit_together() -> None:
    steel = {"classification": "urn:cpc:41211", "quantity": "3", "unit": "公斤"}
    told = {"supplier_id": "smelter", "product_id": "billet", "quantity": "1", "unit": "t"}
    assert found(part(WIRE), part(SCREW, "24", "pcs"), part(CELL, "0.9", "kWh"), steel, told) == []


def test_pieces_may_be_stated_by_mass_and_the_other_way_only_with_a_mass() -> None:
    assert found(part(SCREW, "0.1", "kg"), part(CELL, "12", "kg")) == []
    assert found(part(LABEL, "0.1", "kg")) == [("parts[0].unit", "unit-not-convertible")]
    assert found(part(WIRE, "1", "piece")) == [("parts[0].unit", "unit-not-convertible")]


def test_a_part_of_another_supplier_is_checked_only_where_it_is_shared() -> None:
    assert found(part(CELL, "3", "hour")) == [("parts[0].unit", "unit-not-convertible")]
    hidden = {"supplier_id": "cells", "product_id": "secret", "quantity": "3", "unit": "hour"}
    assert found(hidden) == []


def test_each_part_names_something_that_has_emissions() -> None:
    blank = {"quantity": "1", "unit": "kg"}
    half = {**blank, "supplier_id": "mill"}
    other_half = {**blank, "product_id": WIRE.id}
    gone = {**blank, "supplier_id": "mill", "product_id": "gone"}
    assert found(blank, half, other_half, gone, part(PACK, unit="piece")) == [
        ("parts[0].product_id", "part-unnamed"),
        ("parts[1].product_id", "part-incomplete"),
        ("parts[2].supplier_id", "part-incomplete"),
        ("parts[3].product_id", "unknown-product"),
        ("parts[4].product_id", "part-of-itself"),
    ]


def test_no_part_stands_twice_and_a_class_only_with_another_description() -> None:
    steel = {"classification": "urn:cpc:41211", "quantity": "3", "unit": "kg"}
    both = found(part(WIRE), part(WIRE, classification="urn:cpc:41261"))
    assert both == [("parts[1].product_id", "part-twice")]
    assert found(steel, {**steel, "description": "frame"}) == []
    assert found(steel, {**steel, "quantity": "1"}) == [("parts[1].product_id", "part-twice")]


def test_a_bill_without_parts_has_own_emissions() -> None:
    assert found(own_emissions="0") == [("parts", "empty-bill")]
    assert found(own_emissions="0.2") == []


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"output_amount": "0"}, "output_amount", "number-not-positive"),
        ({"output_amount": 1}, "output_amount", "invalid-decimal"),
        ({"own_emissions": "-0.1"}, "own_emissions", "number-negative"),
        ({"own_primary_data_share": "100.1"}, "own_primary_data_share", "percentage-out-of-range"),
        ({"gwp_set": "AR7"}, "gwp_set", "unknown-gwp-set"),
        ({"parts": [part(WIRE, "0")]}, "parts[0].quantity", "number-not-positive"),
        ({"parts": [part(WIRE, unit="bushel")]}, "parts[0].unit", "unknown-unit"),
        (
            {"parts": [part(WIRE, classification="urn:gtin:1")]},
            "parts[0].classification",
            "invalid-urn",
        ),
        (
            {"own_data_quality": {"technological": "1", "geographical": "5.1", "temporal": "2"}},
            "own_data_quality.geographical",
            "rating-out-of-range",
        ),
        (
            {"own_data_quality": {"technological": "1", "geographical": "2"}},
            "own_data_quality.temporal",
            "required",
        ),
    ],
)
def test_each_field_has_its_bounds(changes: dict[str, Any], path: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        BillInput.model_validate({"own_emissions": "1", **changes})
    assert [(one.path, one.code) for one in field_problems(refused.value.errors())] == [
        (path, code)
    ]


def test_a_bill_of_more_than_two_thousand_parts_is_refused() -> None:
    parts = [part(WIRE, description=str(n)) for n in range(2_001)]
    with pytest.raises(ValidationError):
        BillInput.model_validate({"own_emissions": "1", "parts": parts})
    BillInput.model_validate({"own_emissions": "1", "parts": parts[:2_000]})


def test_a_bill_that_no_message_holds_is_refused_and_a_full_one_of_usual_length_is_not() -> None:
    wire = {"supplier_id": "smelter", "classification": "urn:cpc:41261", "unit": "kg"}
    usual = [{**wire, "product_id": f"part-{n:036}", "quantity": "1.25"} for n in range(2_000)]
    assert found(*usual) == []
    wordy = [{**part_, "description": "长" * 300} for part_ in usual]
    assert found(*wordy) == [("parts", "bill-too-large")]


def test_units_are_kept_under_one_name() -> None:
    steel = {"classification": "urn:cpc:41211", "quantity": "3"}
    written = [{**steel, "unit": unit, "description": unit} for unit in ("kg", "公斤", "Kilograms")]
    bill = BillInput.model_validate({"own_emissions": "1", "parts": written})
    assert [one.unit for one in bill.parts] == ["kilogram"] * 3
