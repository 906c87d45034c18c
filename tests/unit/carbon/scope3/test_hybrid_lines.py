"""The hybrid method in the selection: own emissions of a supplier without footprints."""

from dataclasses import replace
from decimal import Decimal

import pytest

from carbon.scope3.inputs import Purchase, SupplierEmissions
from carbon.scope3.lines import price_purchase
from carbon.scope3.notes import Note
from carbon.scope3.results import LineResult, Method, SourceKind
from tests.unit.carbon.examples import (
    INDEX_2022,
    INDEX_2025,
    YUAN,
    average_factor,
    footprint,
    purchase,
    spend_factor,
)

OWN = SupplierEmissions(
    id="statement-1",
    version=1,
    supplier_id="mill",
    year=2025,
    scope_1=Decimal(80_000),
    scope_2=Decimal(20_000),
    revenue=Decimal(10_000_000),
    currency="CNY",
    covered_share=Decimal("0.3"),
)


def price(bought: Purchase, *statements: SupplierEmissions) -> LineResult:
    factors = [average_factor(), spend_factor()]
    return price_purchase(bought, [], factors, [YUAN], [INDEX_2022, INDEX_2025], "AR6", statements)


def test_own_emissions_and_the_uncovered_part_of_the_average() -> None:
    line = price(purchase(), OWN)
    assert line.method is Method.HYBRID
    assert line.emissions_mg == (100_000 // 10 + 14_000) * 1_000_000
    assert line.factor == 2400
    assert [source.kind for source in line.sources] == [
        SourceKind.SUPPLIER_EMISSIONS,
        SourceKind.EMISSION_FACTOR,
    ]
    assert line.sources[0].value == "100000"


def test_revenue_in_another_currency_is_exchanged() -> None:
    dollars = replace(OWN, currency="USD", revenue=Decimal(1_000_000) / Decimal("0.71"))
    line = price(purchase(), dollars)
    assert line.emissions_mg == 24_000_000_000
    assert line.sources[-1].kind is SourceKind.EXCHANGE_RATE


def test_a_footprint_is_more_specific() -> None:
    line = price_purchase(purchase(), [footprint()], [average_factor()], [], [], "AR6", [OWN])
    assert line.method is Method.SUPPLIER_SPECIFIC


def test_the_latest_version_of_the_year_holds_in_any_order() -> None:
    corrected = replace(OWN, version=2, scope_1=Decimal(180_000))
    for statements in ((OWN, corrected), (corrected, OWN)):
        assert price(purchase(), *statements).emissions_mg == 34_000_000_000


@pytest.mark.parametrize(
    ("bought", "statement", "note"),
    [
        (purchase(), replace(OWN, supplier_id="rival"), Note.NO_SUPPLIER_EMISSIONS),
        (purchase(), replace(OWN, year=2024), Note.NO_SUPPLIER_EMISSIONS),
        (purchase(), replace(OWN, revenue=Decimal(0)), Note.NO_SUPPLIER_EMISSIONS),
        (purchase(), replace(OWN, revenue=Decimal(999_999)), Note.AMOUNT_ABOVE_REVENUE),
        (purchase(), replace(OWN, currency="EUR"), Note.NO_EXCHANGE_RATE),
        (purchase(amount=None), OWN, Note.NO_AMOUNT),
    ],
)
def test_without_it_the_average_serves_and_says_why(
    bought: Purchase, statement: SupplierEmissions, note: Note
) -> None:
    line = price(bought, statement)
    assert line.method is Method.AVERAGE_DATA
    assert note in line.notes
