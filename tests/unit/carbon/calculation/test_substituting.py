"""System expansion by substitution: credits, their conditions, and what they may not do."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.allocation import Basis, CoProduct
from carbon.calculation.allocating import Reason
from carbon.calculation.improving import Kind, improvements
from carbon.calculation.model import Composition, Factor, Line, Stage
from carbon.calculation.rolling import roll_up
from carbon.calculation.substituting import (
    balance,
    by_allocation,
    credited,
    expanded,
    is_dominant,
    reversed_components,
)

from .making import factor, line, primary, rated

ONE = Decimal(1)
MADE = Decimal(1000)
STEEL = line("steel", "1000", "kilogram", factor("2"))
CARBON = line("gas", "300", "kilogram", primary("1"), stage=Stage.PROCESS)
SLAG = credited(line("slag", "180", "kilogram", factor("1.5")))
OUTPUTS = [
    CoProduct("iron", MADE, Decimal(2), Decimal(1)),
    CoProduct("slag", Decimal(200), Decimal(1), Decimal(3)),
]


def test_the_vector_by_hand() -> None:
    """2,000 + 300 kg of the process, 180 kg at 1.5 avoided, over 1,000 kg made."""
    result = roll_up([STEEL, CARBON, SLAG], MADE, expanded(OUTPUTS).share)
    known = balance(result)
    assert (known.burden, known.credit) == (Decimal("2.3"), Decimal("-0.27"))
    assert result.total == known.net == Decimal("2.03")
    # 0.3 of 2 + 0.3 + 0.27 is primary: a credit weighs with its amount and is never primary.
    assert result.primary_data_share is not None
    assert round(result.primary_data_share, 2) == Decimal("11.67")
    assert reversed_components(result) == ()
    compared = by_allocation([STEEL, CARBON, SLAG], MADE, OUTPUTS, Basis.MASS)
    assert compared is not None
    allocation, shared = compared
    assert allocation.reason is Reason.RATIO_UP_TO_FIVE
    assert round(shared.total, 6) == round(Decimal("2.3") / Decimal("1.2"), 6)


def test_ratings_and_interval_are_those_of_an_estimate() -> None:
    good = factor("1.5", ratings=rated("3", "1", "1"))
    plain = line("slag", "180", "kilogram", good)
    known = credited(plain)
    assert known.factor.ratings == good.ratings
    steel = replace(STEEL, factor=factor("2", ratings=rated("5", "5", "5")))
    result = roll_up([steel, known], MADE, ONE)
    expected = (2 * 5 + Decimal("0.27") * 3) / Decimal("2.27")
    assert result.ratings.technological is not None
    assert round(result.ratings.technological, 9) == round(expected, 9)
    [before, after] = (roll_up([one], MADE, ONE).contributions[0] for one in (plain, known))
    assert after.log_spread > before.log_spread
    primary_credit = credited(line("slag", "180", "kilogram", primary("1.5")))
    assert roll_up([primary_credit], MADE, ONE).primary_data_share == 0


def test_one_output_has_nothing_to_expand() -> None:
    alone = expanded(OUTPUTS[:1])
    assert (alone.reason, alone.shares) == (Reason.SINGLE_OUTPUT, (1,))
    assert expanded(OUTPUTS).shares == (1, 0)


@pytest.mark.parametrize(("share", "said"), [("50", False), ("50.01", True), ("100", True)])
def test_more_than_half_is_dominant(share: str, said: bool) -> None:
    assert is_dominant(Decimal(share)) is said


def test_a_credit_that_leaves_nothing_is_told() -> None:
    much = credited(line("slag", "2000", "kilogram", factor("1.5")))
    known = balance(roll_up([STEEL, much], MADE, ONE))
    assert known.net == -1
    assert known.exceeds
    exactly = credited(line("slag", "1000", "kilogram", factor("2")))
    assert balance(roll_up([STEEL, exactly], MADE, ONE)).exceeds
    assert not balance(roll_up([STEEL], MADE, ONE)).exceeds


def test_no_component_changes_its_sign_unseen() -> None:
    forest = Factor(Composition(fossil=ONE, land_use_change=ONE, capture=-ONE), "kilogram")
    kept = credited(line("wood", "100", "kilogram", forest))
    found = reversed_components(roll_up([STEEL, kept], MADE, ONE))
    assert found == ("land_use_change", "capture")


def test_without_prices_physics_compares_and_without_masses_nothing() -> None:
    unpriced = [replace(one, price=Decimal(0)) for one in OUTPUTS]
    compared = by_allocation([STEEL, SLAG], MADE, unpriced, Basis.ENERGY)
    assert compared is not None
    assert (compared[0].reason, compared[0].share) == (Reason.COMPARISON, Decimal("0.625"))
    assert compared[1].total == Decimal("1.25")
    weightless = [OUTPUTS[0], replace(OUTPUTS[1], quantity=Decimal(0))]
    assert by_allocation([STEEL], MADE, weightless, Basis.MASS) is None
    heatless = [replace(one, lower_heating_value=Decimal(0)) for one in unpriced]
    assert by_allocation([STEEL], MADE, heatless, Basis.ENERGY) is None


def test_nobody_is_told_to_measure_what_is_displaced() -> None:
    kinds = {(one.key, one.kind) for one in improvements(roll_up([STEEL, SLAG], MADE, ONE), 50)}
    assert {kind for key, kind in kinds if key == "slag"} == {Kind.NEWER_DATA, Kind.NEARER_DATA}
    assert ("steel", Kind.SPECIFIC_DATA) in kinds


amounts = st.decimals("0.001", "1e6", places=3)
values = st.decimals("0", "1e3", places=3)


def _credit(quantity: Decimal, value: Decimal) -> Line:
    return credited(line("slag", str(quantity), "kilogram", factor(str(value))))


@given(amounts, values, amounts)
def test_a_credit_is_linear_in_what_is_displaced(
    quantity: Decimal, value: Decimal, more: Decimal
) -> None:
    def net(displaced: Decimal) -> Decimal:
        return balance(roll_up([STEEL, _credit(displaced, value)], ONE, ONE)).credit

    assert net(quantity) == -quantity * value
    assert net(quantity + more) == net(quantity) + net(more)


@given(st.lists(amounts, max_size=5), values)
def test_without_a_co_product_nothing_changes(inputs: list[Decimal], value: Decimal) -> None:
    lines = [line(str(n), str(q), "kilogram", factor(str(value))) for n, q in enumerate(inputs)]
    plain = roll_up(lines, MADE, ONE)
    assert roll_up(lines, MADE, expanded(OUTPUTS[:1]).share) == plain
    assert balance(plain).net == plain.total
    assert balance(plain).credit == 0


@given(amounts, values)
def test_burden_and_credit_are_the_whole(quantity: Decimal, value: Decimal) -> None:
    result = roll_up([STEEL, CARBON, _credit(quantity, value)], MADE, ONE)
    known = balance(result)
    assert known.net == result.total == known.burden + known.credit
    assert known.burden == Decimal("2.3")
    assert known.credit <= 0
    assert result.primary_data_share is not None
    assert result.primary_data_share <= Decimal(30) / Decimal("2.3")
