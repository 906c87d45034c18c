"""Initiatives: only what was measured counts, and credits never do."""

from decimal import Decimal

import pytest

from carbon.initiatives import (
    INITIATIVE_TYPES,
    TRANSITIONS,
    TYPES_BY_CODE,
    Direction,
    InitiativeState,
    achieved_reduction,
    direction_of_category,
    may_become,
    monitored_reduction,
    unexplained_change,
)

MEASURED = [Decimal("120.5"), Decimal("30")]


@pytest.mark.parametrize(
    ("state", "counted"),
    [
        (InitiativeState.PLANNED, "0"),
        (InitiativeState.APPROVED, "0"),
        (InitiativeState.RUNNING, "0"),
        (InitiativeState.MEASURED, "150.5"),
        (InitiativeState.VERIFIED, "150.5"),
        (InitiativeState.CLOSED, "150.5"),
        (InitiativeState.REVERSED, "0"),
    ],
)
def test_reductions_count_once_measured(state: InitiativeState, counted: str) -> None:
    assert achieved_reduction("SRC-MAT", state, MEASURED) == Decimal(counted)


@pytest.mark.parametrize("code", ["OFF", "GP", "SRC-DIG", "unknown"])
def test_what_is_no_reduction_never_counts(code: str) -> None:
    assert achieved_reduction(code, InitiativeState.VERIFIED, MEASURED) == 0


def test_codes_are_unique_and_categories_fit_their_direction() -> None:
    assert len(TYPES_BY_CODE) == len(INITIATIVE_TYPES)
    for kind in INITIATIVE_TYPES:
        for category in kind.categories:
            assert direction_of_category(category) in kind.directions


@pytest.mark.parametrize("category", [0, 16])
def test_there_are_fifteen_categories(category: int) -> None:
    with pytest.raises(ValueError, match="no category"):
        direction_of_category(category)


def test_eight_categories_are_upstream() -> None:
    assert [direction_of_category(number) for number in (1, 8, 9, 15)] == [
        Direction.UPSTREAM,
        Direction.UPSTREAM,
        Direction.DOWNSTREAM,
        Direction.DOWNSTREAM,
    ]


def test_states_are_gone_through_in_order() -> None:
    assert set(TRANSITIONS) == set(InitiativeState)
    assert may_become(InitiativeState.RUNNING, InitiativeState.MEASURED)
    assert not may_become(InitiativeState.PLANNED, InitiativeState.VERIFIED)
    assert not TRANSITIONS[InitiativeState.REVERSED]


def test_a_monitored_reduction_is_rounded_down() -> None:
    reduced = monitored_reduction(
        Decimal("0.8333"), Decimal(1200), Decimal("700.5"), Decimal("20.0005")
    )
    assert reduced == Decimal("279.459")
    risen = monitored_reduction(Decimal(1), Decimal(1), Decimal("1.0001"), Decimal(0))
    assert risen == Decimal("-0.001")


def test_what_initiatives_do_not_explain_is_shown() -> None:
    assert unexplained_change(Decimal(-500), [Decimal(300), Decimal(120)]) == -80
