"""The base year is recalculated for structure, method and errors, never for growth."""

from decimal import Decimal

import pytest

from carbon.baseyear import (
    Basis,
    Change,
    Difference,
    Policy,
    Trigger,
    differences,
    recalculation,
)


def change(trigger: Trigger, effect: int) -> Change:
    return Change(trigger, effect, "as reported")


@pytest.mark.parametrize(
    ("effects", "due", "after"),
    [([49], False, 1000), ([50], True, 1050), ([30, 20], True, 1050), ([-30, 20], True, 990)],
)
def test_changes_count_together(effects: list[int], due: bool, after: int) -> None:
    changes = [change(Trigger.ACQUISITION, effect) for effect in effects]
    decision = recalculation(1000, changes, Policy())
    assert (decision.is_due, decision.before_mg, decision.after_mg) == (due, 1000, after)


def test_growth_never_recalculates_even_if_the_policy_says_so() -> None:
    policy = Policy(triggers=frozenset(Trigger))
    decision = recalculation(1000, [change(Trigger.ORGANIC_GROWTH, 900)], policy)
    assert (decision.is_due, decision.causes) == (False, ())


def test_a_policy_chooses_its_triggers_and_threshold() -> None:
    only_errors = Policy(Decimal(1), frozenset({Trigger.ERROR}))
    assert not recalculation(1000, [change(Trigger.DIVESTMENT, -500)], only_errors).is_due
    decision = recalculation(1000, [change(Trigger.ERROR, -10)], only_errors)
    assert (decision.is_due, decision.cumulative_percent) == (True, 1)


def test_an_empty_base_is_recalculated_for_any_cause() -> None:
    assert recalculation(0, [change(Trigger.ERROR, 1)], Policy()).after_mg == 1
    assert not recalculation(0, [], Policy()).is_due


def test_periods_compare_only_by_one_method() -> None:
    basis = Basis("ghg-protocol-scope-3", "AR6", "set-1")
    assert differences(basis, basis) == ()
    assert differences(basis, Basis("iso-14064-1", "AR5", "set-2")) == tuple(Difference)
