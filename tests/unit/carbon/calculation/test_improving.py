"""Improvements are what the sums would become, ranked."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.calculation.improving import Kind, effect_of, improvements
from carbon.calculation.model import DataType
from carbon.calculation.rolling import roll_up

from .making import factor, line, primary, rated

STEEL = line("steel", "6", "kg", replace(factor("1"), ratings=rated("3", "5", "4")))
CELLS = line("cells", "3", "kg", replace(primary("1", share="40"), ratings=rated("2", "1", "1")))
GAS = line("gas", "1", "kg", replace(primary("1"), ratings=rated("1", "1", "1")), measured=False)
RESULT = roll_up([STEEL, CELLS, GAS], Decimal(1), Decimal(1))


def test_the_largest_gain_in_primary_data_comes_first() -> None:
    found = [(one.key, one.kind, one.effect.primary_data_share) for one in improvements(RESULT)]
    assert found[:3] == [
        ("steel", Kind.SPECIFIC_DATA, 60),
        ("cells", Kind.MORE_PRIMARY, 18),
        ("gas", Kind.MEASURE, 10),
    ]
    assert {kind for _key, kind, _gain in found[3:]} == {Kind.NEWER_DATA, Kind.NEARER_DATA}


def test_an_effect_is_the_difference_of_two_results() -> None:
    better = replace(
        STEEL,
        factor=replace(
            STEEL.factor,
            data_type=DataType.PRIMARY,
            primary_data_share=Decimal(100),
            ratings=rated("2", "1", "1"),
        ),
    )
    after = roll_up([better, CELLS, GAS], Decimal(1), Decimal(1))
    effect = next(one for one in improvements(RESULT) if one.kind is Kind.SPECIFIC_DATA).effect
    assert (after.primary_data_share or 0) - (RESULT.primary_data_share or 0) == 60
    for name in ("technological", "geographical", "temporal"):
        gained = getattr(RESULT.ratings, name) - getattr(after.ratings, name)
        assert getattr(effect.ratings, name) == gained
    assert RESULT.interval is not None
    assert after.interval is not None
    narrowed = (RESULT.interval.high - after.interval.high) / float(RESULT.total) * 100
    assert float(effect.interval) == pytest.approx(narrowed, abs=1e-5)


def test_what_hardly_weighs_is_not_named() -> None:
    dust = line("dust", "1", "kg", factor("0.0001"))
    named = {one.key for one in improvements(roll_up([STEEL, dust], Decimal(1), Decimal(1)))}
    assert named == {"steel"}


def test_where_all_is_best_there_is_nothing_to_do() -> None:
    best = line("best", "1", "kg", replace(primary("1"), ratings=rated("1", "1", "1")))
    assert improvements(roll_up([best], Decimal(1), Decimal(1))) == []


scores = st.sampled_from(["1", "2", "3", "4", "5"])


@given(st.lists(st.tuples(scores, scores, scores, st.booleans()), min_size=1, max_size=6))
def test_no_improvement_makes_anything_worse(known: list[tuple[str, str, str, bool]]) -> None:
    lines = [
        line(str(place), "1", "kg", replace(factor("1"), ratings=rated(*scores)), measured=measured)
        for place, (*scores, measured) in enumerate(known)
    ]
    for one in improvements(roll_up(lines, Decimal(1), Decimal(1)), most=100):
        assert one.effect.primary_data_share >= 0
        assert one.effect.rating >= 0
        assert one.effect.interval >= 0


def test_the_effect_of_no_change_is_nothing() -> None:
    effect = effect_of(RESULT, RESULT.contributions[0], STEEL)
    assert (effect.primary_data_share, effect.rating, effect.interval) == (0, 0, 0)
