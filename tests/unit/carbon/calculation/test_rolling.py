"""The roll-up by the reference's figures, and laws that every roll-up keeps."""

import math
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.calculation.model import COMPONENTS, Composition, Factor, Line, Stage
from carbon.calculation.rolling import QUANTUM, roll_up
from carbon.units import UnitMismatch, convert

from .making import factor, line, primary, rated

REFERENCE = [
    line("a", "0.8", "kilogram", primary("2.35", share="60"), for_amount=Decimal(1)),
    line("b", "4", "piece", factor("0.085", "piece"), for_amount=Decimal(1)),
    line(
        "c",
        "1.2",
        "liter",
        primary("0.31", "liter", amount=Decimal("0.5")),
        for_amount=Decimal(1),
    ),
    line("own", "500", "kilogram", primary("1"), stage=Stage.PROCESS),
]


def test_the_reference_comes_out_to_the_last_digit() -> None:
    result = roll_up(REFERENCE, output_amount=Decimal(1000), share=Decimal(1))
    values = [one.value for one in result.contributions]
    assert values == [Decimal(text) for text in ("1.88", "0.34", "0.744", "0.5")]
    assert result.total == Decimal("3.464")
    assert round(result.primary_data_share or 0, 2) == Decimal("68.48")


def test_the_share_holds_for_what_is_shared_alone() -> None:
    mine = replace(REFERENCE[3], shared=False)
    result = roll_up([REFERENCE[0], REFERENCE[3], mine], Decimal(1000), Decimal("0.25"))
    values = [one.value for one in result.contributions]
    assert values == [Decimal("1.88"), Decimal("0.125"), Decimal("0.5")]


def test_a_mass_becomes_pieces_by_the_part_s_own_mass_and_never_a_volume() -> None:
    screws = factor("0.02", "piece", mass_per_unit=Decimal("0.005"))
    result = roll_up([line("s", "1", "kg", screws)], Decimal(10), Decimal(1))
    assert result.total == Decimal("0.4")
    with pytest.raises(UnitMismatch):
        roll_up([line("s", "1", "liter", screws)], Decimal(10), Decimal(1))


def test_ratings_weigh_by_emissions_and_missing_ones_are_the_worst() -> None:
    good = replace(factor("3"), ratings=rated("1", "2", "1"))
    result = roll_up(
        [line("g", "1", "kg", good), line("m", "1", "kg", factor("1"))], Decimal(1), Decimal(1)
    )
    assert result.ratings == rated("2", "2.75", "2")


def test_the_spread_is_that_of_a_first_order_sum() -> None:
    # ecoinvent's pedigree at ratings 5 is 2.0, 1.1, 1.5; the other is certain.
    unsure = line("u", "1", "kg", factor("60"))
    sure = line("s", "1", "kg", replace(factor("40"), ratings=rated("1", "1", "1")))
    result = roll_up([unsure, sure], Decimal(1), Decimal(1))
    alone = math.sqrt(sum(math.log(u) ** 2 for u in (2.0, 1.1, 1.5)))
    assert result.log_spread == pytest.approx(0.6 * alone)
    interval = result.interval
    assert interval is not None
    assert interval.high == pytest.approx(100 * math.exp(0.6 * alone))
    estimated = roll_up([unsure, replace(sure, measured=False)], Decimal(1), Decimal(1))
    assert estimated.log_spread == pytest.approx(math.hypot(0.6 * alone, 0.4 * math.log(1.2)))


def test_an_estimated_quantity_is_no_primary_data() -> None:
    guessed = line("g", "1", "kg", primary("1"), measured=False)
    assert roll_up([guessed], Decimal(1), Decimal(1)).primary_data_share == 0


def test_captured_carbon_weighs_by_its_size_and_is_deducted() -> None:
    kept = Factor(Composition(capture=Decimal(-1)), "kilogram", primary_data_share=Decimal(100))
    result = roll_up(
        [line("e", "10", "kg", factor("1")), line("c", "4", "kg", kept, stage=Stage.CAPTURE)],
        Decimal(1),
        Decimal(1),
    )
    assert (result.total, result.emissions.capture) == (6, -4)
    assert round(result.primary_data_share or 0, 2) == Decimal("28.57")


def test_nothing_emitted_has_no_indicators() -> None:
    result = roll_up([], Decimal(1), Decimal(1))
    assert (result.total, result.primary_data_share, result.interval) == (0, None, None)


amounts = st.decimals("0.001", "1e6", places=3)
compositions = st.builds(
    Composition, **{name: st.decimals("-1e3", "1e3", places=4) for name in COMPONENTS}
)
lines = st.lists(
    st.builds(
        Line,
        key=st.text("abc", min_size=1),
        stage=st.sampled_from(Stage),
        quantity=amounts,
        unit=st.just("kilogram"),
        factor=st.builds(
            Factor,
            compositions,
            st.just("kilogram"),
            amounts,
            primary_data_share=st.just(Decimal(50)),
        ),
        for_amount=st.none() | amounts,
        shared=st.booleans(),
        measured=st.booleans(),
    ),
    max_size=6,
)
shares = st.decimals("0.0001", "1", places=4)


@given(lines, amounts, shares)
def test_the_total_is_exactly_what_the_table_adds_up_to(
    known: list[Line], output: Decimal, share: Decimal
) -> None:
    result = roll_up(known, output, share)
    assert result.total == sum((one.value for one in result.contributions), Decimal(0))
    by_stage = sum((result.of_stage(stage) for stage in Stage), Decimal(0))
    assert result.total == by_stage
    assert result.total == sum(getattr(result.emissions, name) for name in COMPONENTS)


@given(lines, amounts, shares, st.integers(2, 1000))
def test_twice_the_quantities_are_twice_the_emissions(
    known: list[Line], output: Decimal, share: Decimal, times: int
) -> None:
    once = roll_up(known, output, share).total
    more = [replace(one, quantity=one.quantity * times) for one in known]
    allowed = QUANTUM * len(COMPONENTS) * (len(known) + 1) * (times + 1)
    assert abs(roll_up(more, output, share).total - once * times) <= allowed


@given(lines, amounts, shares, st.sampled_from(["g", "t", "lb", "mg"]))
def test_another_unit_changes_nothing(
    known: list[Line], output: Decimal, share: Decimal, unit: str
) -> None:
    told = [
        replace(one, quantity=convert(one.quantity, "kilogram", unit), unit=unit) for one in known
    ]
    assert roll_up(told, output, share).emissions == roll_up(known, output, share).emissions


@given(lines, amounts)
def test_co_products_together_bear_the_whole_process(known: list[Line], output: Decimal) -> None:
    process = [replace(one, for_amount=None, shared=True) for one in known]
    whole = roll_up(process, output, Decimal(1)).total
    parts = [roll_up(process, output, share).total for share in (Decimal("0.3"), Decimal("0.7"))]
    assert abs(whole - sum(parts)) <= QUANTUM * len(COMPONENTS) * (len(known) + 1) * 3
