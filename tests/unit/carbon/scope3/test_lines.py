"""Selection: the most specific method that applies, whatever order the documents came in."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.scope3.inputs import EmissionFactor, FootprintValue, Purchase
from carbon.scope3.lines import price_purchase
from carbon.scope3.notes import Note
from carbon.scope3.results import LineResult, Method
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

OWN = footprint()
SISTER = footprint(id="footprint-2", product_id="wire", pcf_excluding_biogenic_uptake=Decimal(1))


def price(
    bought: Purchase, footprints: list[FootprintValue], factors: list[EmissionFactor]
) -> LineResult:
    return price_purchase(bought, footprints, factors, [YUAN], [INDEX_2022, INDEX_2025], "AR6")


@pytest.mark.parametrize(
    ("footprints", "factors", "method"),
    [
        ([OWN, SISTER], [average_factor(), spend_factor()], Method.SUPPLIER_SPECIFIC),
        ([SISTER], [average_factor(), spend_factor()], Method.SUPPLIER_AVERAGE),
        ([], [average_factor(), spend_factor()], Method.AVERAGE_DATA),
        ([], [spend_factor()], Method.SPEND_BASED),
        ([], [], Method.UNRESOLVED),
    ],
)
def test_the_most_specific_method_wins(
    footprints: list[FootprintValue], factors: list[EmissionFactor], method: Method
) -> None:
    assert price(purchase(), footprints, factors).method is method


def test_a_fallback_says_why_nothing_better_applied() -> None:
    line = price(purchase(), [replace(OWN, product_id="other", supplier_id="x")], [spend_factor()])
    assert line.notes == (
        Note.NO_SUPPLIER_FOOTPRINT,
        Note.NO_SUPPLIER_AVERAGE,
        Note.NO_AVERAGE_FACTOR,
    )


def test_an_unresolved_line_counts_nothing_and_names_all() -> None:
    line = price(purchase(amount=None, quantity=None), [OWN], [])
    assert (line.method, line.emissions_mg, line.factor) == (Method.UNRESOLVED, 0, None)
    assert line.notes == (Note.NO_QUANTITY, Note.NO_AMOUNT)


def test_the_latest_reference_period_wins_then_the_latest_made_then_the_id() -> None:
    older = replace(OWN, id="z", reference_period_end=day(2024, 12, 31))
    sooner = replace(OWN, id="y", created=day(2025, 1))
    twin = replace(OWN, id="footprint-0")
    line = price(purchase(), [older, OWN, sooner, twin], [])
    assert line.sources[0].id == "footprint-1"


def test_the_first_class_of_the_purchase_and_the_finest_factor_win() -> None:
    bought = purchase(classifications=("urn:cpc:41261", "urn:naics:325211"))
    coarse = average_factor(id="coarse", classification="urn:cpc:41")
    fine = average_factor(id="fine", classification="urn:cpc:4126")
    other = average_factor(id="other")
    assert price(bought, [], [other, coarse, fine]).sources[0].id == "fine"


documents = st.lists(
    st.builds(
        footprint,
        id=st.sampled_from("abcdef"),
        product_id=st.sampled_from(["coil", "wire", "rod"]),
        supplier_id=st.sampled_from(["mill", "rival"]),
        pcf_excluding_biogenic_uptake=st.decimals("0", "10", places=3),
        reference_period_end=st.sampled_from([day(2025), day(2024, 7)]),
        created=st.sampled_from([day(2025, 2), day(2025, 3)]),
    ),
    unique_by=lambda one: one.id,
)
known_factors = st.lists(
    st.builds(
        average_factor,
        id=st.sampled_from("uvwxyz"),
        value=st.decimals("0", "10", places=3),
        gwp_set=st.sampled_from(["AR5", "AR6"]),
        data_year=st.sampled_from([None, 2020, 2023]),
    ),
    unique_by=lambda one: one.id,
)


@given(documents, known_factors, st.randoms(use_true_random=False))
def test_the_order_of_arrival_cannot_show(
    footprints: list[FootprintValue], factors: list[EmissionFactor], random: Random
) -> None:
    expected = price(purchase(), footprints, factors)
    random.shuffle(footprints)
    random.shuffle(factors)
    assert price(purchase(), footprints, factors) == expected


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_emissions_are_linear_in_whole_quantities(first: int, second: int) -> None:
    def emissions(quantity: int) -> int:
        return price(purchase(quantity=Decimal(quantity)), [OWN], []).emissions_mg

    assert emissions(first) + emissions(second) == emissions(first + second)


@given(
    st.decimals("0", "1e9", places=6),
    st.decimals("0", "1e9", places=6),
    st.sampled_from([[OWN], [SISTER], []]),
)
def test_more_bought_is_never_less_emitted(
    first: Decimal, second: Decimal, footprints: list[FootprintValue]
) -> None:
    factors = [average_factor()]
    less, more = sorted([first, second])
    low = price(purchase(quantity=less), footprints, factors)
    high = price(purchase(quantity=more), footprints, factors)
    assert low.emissions_mg <= high.emissions_mg
