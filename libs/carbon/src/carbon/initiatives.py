"""Initiatives: the states one goes through, what it reduces, and what counts as achieved."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic
from carbon.initiative_types import (
    INITIATIVE_TYPES,
    TYPES_BY_CODE,
    Direction,
    InitiativeType,
    direction_of_category,
)

__all__ = [
    "COUNTING_STATES",
    "FORECAST_STATES",
    "INITIATIVE_TYPES",
    "TRANSITIONS",
    "TYPES_BY_CODE",
    "Direction",
    "InitiativeState",
    "InitiativeType",
    "achieved_reduction",
    "direction_of_category",
    "may_become",
    "monitored_reduction",
    "unexplained_change",
]

_CREDITED_STEP = Decimal("0.001")


class InitiativeState(StrEnum):
    """States of an initiative."""

    PLANNED = "planned"
    APPROVED = "approved"
    RUNNING = "running"
    MEASURED = "measured"
    VERIFIED = "verified"
    CLOSED = "closed"
    REVERSED = "reversed"


TRANSITIONS: dict[InitiativeState, frozenset[InitiativeState]] = {
    InitiativeState.PLANNED: frozenset({InitiativeState.APPROVED, InitiativeState.CLOSED}),
    InitiativeState.APPROVED: frozenset({InitiativeState.RUNNING, InitiativeState.CLOSED}),
    InitiativeState.RUNNING: frozenset({InitiativeState.MEASURED, InitiativeState.CLOSED}),
    InitiativeState.MEASURED: frozenset(
        {InitiativeState.VERIFIED, InitiativeState.CLOSED, InitiativeState.REVERSED}
    ),
    InitiativeState.VERIFIED: frozenset(
        {InitiativeState.MEASURED, InitiativeState.CLOSED, InitiativeState.REVERSED}
    ),
    InitiativeState.CLOSED: frozenset({InitiativeState.REVERSED}),
    InitiativeState.REVERSED: frozenset(),
}
"""Where each state may lead; a verified initiative is measured again in its next period."""

COUNTING_STATES = frozenset({InitiativeState.MEASURED, InitiativeState.VERIFIED})
"""States whose reductions count as achieved; plans are a forecast."""

FORECAST_STATES = frozenset(
    {InitiativeState.PLANNED, InitiativeState.APPROVED, InitiativeState.RUNNING}
)


def may_become(state: InitiativeState, following: InitiativeState) -> bool:
    """Whether an initiative may go from one state to the other."""
    return following in TRANSITIONS[state]


def achieved_reduction(code: str, state: InitiativeState, measured: Iterable[Decimal]) -> Decimal:
    """Sum of measured reductions that count as achieved, in their unit.

    Nothing counts before it is measured, after it is reversed, or of a type that is no reduction
    (credits, green power, enabling systems). A closed initiative keeps what was measured.
    """
    kind = TYPES_BY_CODE.get(code)
    counting = state in COUNTING_STATES or state is InitiativeState.CLOSED
    if kind is None or not kind.counts_as_reduction or not counting:
        return Decimal(0)
    with exact_arithmetic():
        return sum(measured, Decimal(0))


def monitored_reduction(
    baseline_intensity: Decimal, activity: Decimal, project_emissions: Decimal, leakage: Decimal
) -> Decimal:
    """Reduction of a monitoring period in tCO2e, rounded down to a kilogram to be conservative.

    (baseline intensity × actual activity − project emissions) − leakage, with the baseline fixed
    beforehand (ISO 14064-2; GHG Protocol for project accounting). Negative after an increase.
    """
    with exact_arithmetic():
        reduced = baseline_intensity * activity - project_emissions - leakage
        return reduced.quantize(_CREDITED_STEP, rounding=ROUND_FLOOR)


def unexplained_change(inventory_change: Decimal, reductions: Iterable[Decimal]) -> Decimal:
    """What the inventory changed beyond the initiatives' reductions; shown, never corrected.

    Both negative and positive rests are normal: inventories and initiatives are two views that are
    never added to each other.
    """
    with exact_arithmetic():
        return inventory_change + sum(reductions, Decimal(0))
