"""What purchases must agree with."""

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from procurement_examples import NOW, PRODUCT, SUPPLIER, product
from pydantic import ValidationError

from carbon.units import DeclaredUnit
from procurement.activities.checking import check, check_unit, purchase_id, purchase_of
from procurement.activities.model import PurchaseEntry
from procurement.catalogue.model import Organization
from procurement.catalogue.service import Directory, directory_of
from tierzero.problems import field_problems

URN = "urn:pact:mill.example"
MILL = Organization(
    SUPPLIER,
    1,
    "Mill & Sons",
    "磨坊",
    ("supplier",),
    company_ids=(f"{URN}:company-id:7",),
)
NAMESAKE = Organization("other", 1, "Mill  & sons", roles=("supplier",))


def entry(**changes: Any) -> PurchaseEntry:
    """Two tonnes of resin."""
    given = {
        "reference": "PO-1",
        "date": "2026-05-01",
        "supplier": SUPPLIER,
        "quantity": "2",
        "unit": "t",
    }
    return PurchaseEntry.model_validate(given | changes)


def directory(*others: Organization) -> Directory:
    """Who takes part, and the resin."""
    resin = product(product_ids=(f"{URN}:product-id:R-100", "urn:gtin:4006381333931"))
    return directory_of([MILL, *others], [resin])


def codes(**changes: Any) -> list[tuple[str, str]]:
    """Path and code of each problem."""
    checked = check_unit(check(entry(**changes), directory(), NOW), {})
    return [(problem.path, problem.code) for problem in checked.problems]


@pytest.mark.parametrize(
    "name", [SUPPLIER, "mill & SONS", "磨坊", "urn:pact:mill.example:company-id:7"]
)
def test_a_supplier_is_found_by_id_name_or_company_urn(name: str) -> None:
    assert check(entry(supplier=name), directory(), NOW).supplier == MILL


@pytest.mark.parametrize(
    "name",
    [PRODUCT, "r-100", "urn:pact:mill.example:product-id:R-100", "4006381333931"],
)
def test_a_product_is_found_by_id_urn_or_the_suppliers_number(name: str) -> None:
    checked = check(entry(product=name), directory(), NOW)
    assert checked.product is not None
    assert checked.product.id == PRODUCT


def test_unknown_and_ambiguous_names_are_named() -> None:
    assert codes(supplier="nobody") == [("supplier", "unknown-supplier")]
    assert codes(product="R-999") == [("product", "unknown-product")]
    twice = check(entry(supplier="mill & sons"), directory(NAMESAKE), NOW)
    assert [one.code for one in twice.problems] == ["ambiguous-supplier"]


def test_a_unit_of_another_dimension_is_refused_unless_the_mass_joins_them() -> None:
    assert codes(product="R-100", unit="kWh") == [("unit", "unit-mismatch")]
    assert codes(product="R-100", unit="kg") == []
    piece = product(declared_unit=DeclaredUnit.PIECE, product_ids=("urn:x:product-id:P",))
    pieces = directory_of([MILL], [piece])
    checked = check(entry(product=PRODUCT, unit="kg"), pieces, NOW)
    assert [one.code for one in check_unit(checked, {}).problems] == ["unit-mismatch"]
    assert check_unit(checked, {PRODUCT: Decimal("0.5")}).problems == ()


def test_the_date_may_be_today_anywhere_on_earth_and_no_later() -> None:
    late_evening = datetime(2026, 6, 1, 22, tzinfo=UTC)
    tomorrow = check(entry(date="2026-06-02"), directory(), late_evening)
    after = check(entry(date="2026-06-03"), directory(), late_evening)
    assert tomorrow.problems == ()
    assert [one.code for one in after.problems] == ["date-in-future"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quantity": "-1"}, "number-negative"),
        ({"quantity": 1.5}, "not-a-decimal-text"),
        ({"quantity": "NaN"}, "not-a-number"),
        ({"unit": "parsec"}, "unknown-unit"),
        ({"unit": None}, "unit-missing"),
        ({"amount": "5"}, "currency-missing"),
        ({"amount": "5", "currency": "XXQ"}, "unknown-currency"),
        ({"quantity": None, "unit": None}, "nothing-measured"),
        ({"classifications": ["resin"]}, "not-a-classification"),
        ({"colour": "red"}, "unknown-field"),
        ({"reference": "  "}, "too-short"),
    ],
)
def test_an_ill_formed_purchase_is_refused_with_a_stable_code(
    changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        entry(**changes)
    assert [one.code for one in field_problems(caught.value.errors())] == [code]


def test_the_same_reference_of_the_same_buyer_is_the_same_purchase() -> None:
    made = purchase_of(check(entry(), directory(), NOW), "buyer-1", NOW)
    assert made.id == purchase_id("buyer-1", "PO-1") != purchase_id("buyer-2", "PO-1")
    assert (made.unit, made.quantity) == ("tonne", "2")


def test_classifications_may_be_typed_in_one_line() -> None:
    typed = entry(classifications=["urn:naics:325211, urn:cpc:347"])
    assert typed.classifications == ("urn:naics:325211", "urn:cpc:347")
