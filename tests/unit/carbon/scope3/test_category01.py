"""Category 1: each method by hand-computed numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.model import FootprintStatus
from carbon.scope3.category01 import (
    average_data,
    spend_based,
    supplier_average,
    supplier_specific,
)
from carbon.scope3.inputs import ExchangeRate, FootprintValue, Prices, Purchase
from carbon.scope3.notes import Note
from carbon.scope3.results import DataType, LineResult, Method, SourceKind
from carbon.units import DeclaredUnit
from tests.unit.carbon.examples import (
    INDEX_2022,
    INDEX_2025,
    YUAN,
    average_factor,
    day,
    footprint,
    purchase,
    spend_factor,
)

PRICES = Prices((YUAN,), (INDEX_2022, INDEX_2025))


def priced(outcome: LineResult | Note) -> LineResult:
    assert isinstance(outcome, LineResult), outcome
    return outcome


def test_supplier_specific_multiplies_the_suppliers_number() -> None:
    line = priced(supplier_specific(purchase(), [footprint()], "AR6"))
    assert line.emissions_mg == 23_500_000_000
    assert (line.factor, line.method, line.data_type, line.notes) == (
        Decimal(2350),
        Method.SUPPLIER_SPECIFIC,
        DataType.PRIMARY,
        (),
    )
    assert [(source.kind, source.id, source.value) for source in line.sources] == [
        (SourceKind.FOOTPRINT, "footprint-1", "2.35")
    ]


def test_the_declared_amount_divides() -> None:
    half_liter = footprint(
        declared_unit=DeclaredUnit.LITER,
        declared_unit_amount=Decimal("0.5"),
        pcf_excluding_biogenic_uptake=Decimal("0.31"),
    )
    bought = purchase(quantity=Decimal("1.2"), unit="l")
    assert priced(supplier_specific(bought, [half_liter], "AR6")).emissions_mg == 744_000


def test_kilograms_price_pieces_by_the_stated_mass() -> None:
    piece = footprint(
        declared_unit=DeclaredUnit.PIECE,
        product_mass_per_declared_unit=Decimal(4),
        pcf_excluding_biogenic_uptake=Decimal(10),
    )
    bought = purchase(quantity=Decimal(100), unit="kg")
    assert priced(supplier_specific(bought, [piece], "AR6")).emissions_mg == 250_000_000


@pytest.mark.parametrize(
    ("bought", "candidates", "note"),
    [
        (purchase(product_id=""), [footprint()], Note.NO_PRODUCT),
        (purchase(quantity=None), [footprint()], Note.NO_QUANTITY),
        (purchase(unit="barrels"), [footprint()], Note.UNKNOWN_UNIT),
        (purchase(), [footprint(product_id="wire")], Note.NO_SUPPLIER_FOOTPRINT),
        (purchase(), [footprint(supplier_id="rival")], Note.NO_SUPPLIER_FOOTPRINT),
        (purchase(date=day(2028)), [footprint()], Note.FOOTPRINT_NOT_USABLE),
        (purchase(date=day(2023)), [footprint()], Note.FOOTPRINT_NOT_USABLE),
        (purchase(), [footprint(status=FootprintStatus.DEPRECATED)], Note.FOOTPRINT_NOT_USABLE),
        (purchase(unit="kWh"), [footprint()], Note.FOOTPRINT_UNIT_MISMATCH),
    ],
)
def test_why_there_is_no_supplier_specific_number(
    bought: Purchase, candidates: list[FootprintValue], note: Note
) -> None:
    assert supplier_specific(bought, candidates, "AR6") is note


def test_another_gwp_set_is_noted_and_named() -> None:
    line = priced(supplier_specific(purchase(), [footprint(gwp_sets=("AR5",))], "AR6"))
    assert (line.gwp_set, line.notes) == ("AR5", (Note.OTHER_GWP_SET,))


def test_supplier_average_is_the_mean_over_products_of_one_dimension() -> None:
    others = [
        footprint(id="a", product_id="wire", pcf_excluding_biogenic_uptake=Decimal(1)),
        footprint(id="b", product_id="rod", pcf_excluding_biogenic_uptake=Decimal(2)),
        footprint(id="c", product_id="heat", declared_unit=DeclaredUnit.MEGAJOULE),
        footprint(id="d", product_id="tube", supplier_id="rival"),
        footprint(
            id="e",
            product_id="rod",
            pcf_excluding_biogenic_uptake=Decimal(9),
            reference_period_end=day(2024, 6),
        ),
    ]
    line = priced(supplier_average(purchase(), others, "AR6"))
    assert (line.factor, line.emissions_mg) == (Decimal(1500), 15_000_000_000)
    assert [source.id for source in line.sources] == ["b", "a"]
    assert (line.method, line.data_type) == (Method.SUPPLIER_AVERAGE, DataType.PROXY)


def test_average_data_converts_to_the_factors_unit() -> None:
    line = priced(average_data(purchase(), [average_factor()], "AR6"))
    assert (line.emissions_mg, line.factor) == (20_000_000_000, Decimal(2000))
    assert average_data(purchase(unit="kWh"), [average_factor()], "AR6") is (
        Note.FACTOR_UNIT_MISMATCH
    )
    assert average_data(purchase(classifications=()), [average_factor()], "AR6") is (
        Note.NO_CLASSIFICATION
    )


def test_a_factor_of_another_time_does_not_count() -> None:
    outdated = average_factor(valid_until=day(2025, 6, 15))
    assert average_data(purchase(), [outdated], "AR6") is Note.NO_AVERAGE_FACTOR
    assert isinstance(average_data(purchase(date=day(2025, 6, 14)), [outdated], "AR6"), LineResult)


def test_spend_is_exchanged_then_deflated() -> None:
    line = priced(spend_based(purchase(), [spend_factor()], PRICES, "AR6"))
    assert round(Decimal(line.emissions_mg) / 1_000_000) == 135_796
    assert line.emissions_mg == 135_795_907_521
    assert [source.kind for source in line.sources] == [
        SourceKind.EMISSION_FACTOR,
        SourceKind.EXCHANGE_RATE,
        SourceKind.PRICE_INDEX,
        SourceKind.PRICE_INDEX,
    ]


def test_a_rate_the_other_way_round_serves_too() -> None:
    inverse = ExchangeRate("rate-2", 1, "CNY", "USD", 2025, Decimal("0.2"))
    prices = Prices((inverse,), (INDEX_2022, INDEX_2025))
    line = priced(spend_based(purchase(), [spend_factor(price_year=2025)], prices, "AR6"))
    assert line.emissions_mg == 204_400_000_000


def test_the_factors_own_currency_and_year_need_nothing() -> None:
    bought = purchase(currency="USD", amount=Decimal(1000))
    factor = spend_factor(price_year=2025)
    line = priced(spend_based(bought, [factor], Prices((), ()), "AR6"))
    assert line.emissions_mg == 1_022_000_000


@pytest.mark.parametrize(
    ("bought", "prices", "note"),
    [
        (purchase(amount=None), PRICES, Note.NO_AMOUNT),
        (purchase(classifications=("urn:naics:1",)), PRICES, Note.NO_SPEND_FACTOR),
        (purchase(), Prices((), (INDEX_2022, INDEX_2025)), Note.NO_EXCHANGE_RATE),
        (purchase(), Prices((YUAN,), (INDEX_2022,)), Note.NO_PRICE_INDEX),
    ],
)
def test_why_there_is_no_spend_based_number(bought: Purchase, prices: Prices, note: Note) -> None:
    assert spend_based(bought, [spend_factor()], prices, "AR6") is note


def test_factors_with_margins_fit_purchaser_prices() -> None:
    producer = spend_factor(id="z", includes_margins=False, value=Decimal("0.998"))
    chosen = priced(spend_based(purchase(), [producer, spend_factor()], PRICES, "AR6"))
    assert (chosen.sources[0].id, chosen.notes) == ("factor-1", ())
    alone = priced(spend_based(purchase(), [producer], PRICES, "AR6"))
    assert alone.notes == (Note.WITHOUT_MARGINS,)


def test_a_latest_version_of_a_rate_holds() -> None:
    corrected = ExchangeRate("rate-1", 2, "USD", "CNY", 2025, Decimal("7.20"))
    line = priced(
        spend_based(purchase(), [spend_factor()], Prices((YUAN, corrected), PRICES.indices), "AR6")
    )
    assert line.sources[1].value == "7.20"


def test_a_quotient_that_never_ends_still_rounds_right() -> None:
    """0.0000005 kg per 3 kg, nine times: exactly 1.5 mg, which rounds to the even 2."""
    tiny = footprint(
        declared_unit_amount=Decimal(3), pcf_excluding_biogenic_uptake=Decimal("0.0000005")
    )
    bought = purchase(quantity=Decimal(9), unit="kg")
    assert priced(supplier_specific(bought, [tiny], "AR6")).emissions_mg == 2


amounts = st.decimals("0.001", "1000", places=3)


@given(amounts, amounts, amounts, amounts)
def test_emissions_are_the_exact_rational_rounded_once(
    quantity: Decimal, pcf: Decimal, amount: Decimal, mass: Decimal
) -> None:
    piece = footprint(
        declared_unit=DeclaredUnit.PIECE,
        declared_unit_amount=amount,
        product_mass_per_declared_unit=mass,
        pcf_excluding_biogenic_uptake=pcf,
    )
    line = priced(supplier_specific(purchase(quantity=quantity, unit="g"), [piece], "AR6"))
    pieces = Fraction(quantity) / 1000 / (Fraction(mass) / Fraction(amount))
    exact = Fraction(pcf) / Fraction(amount) * pieces
    assert line.emissions_mg == round(exact * 1_000_000)
