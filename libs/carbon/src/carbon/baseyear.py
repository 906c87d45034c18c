"""The base year: when it is recalculated, and whether two periods may be compared at all.

GHG Protocol corporate standard, chapter 5, and scope 3 standard, chapter 9: structural and method
changes and errors recalculate, organic growth does not. The cumulative threshold of 5 % is usual
and asked for by the science-based targets. Clause 5.4 of the group standard on zero-carbon
factories wants one method over history, base year and reporting period.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic
from carbon.quantum import Milligrams

DEFAULT_THRESHOLD_PERCENT = Decimal(5)


class Trigger(StrEnum):
    """Why base year emissions would change."""

    ACQUISITION = "acquisition"
    DIVESTMENT = "divestment"
    OUTSOURCING = "outsourcing"
    INSOURCING = "insourcing"
    METHOD_CHANGE = "method-change"
    FACTOR_CHANGE = "factor-change"
    ERROR = "error"
    CATEGORY_CHANGE = "category-change"
    ORGANIC_GROWTH = "organic-growth"


NEVER_RECALCULATES = frozenset({Trigger.ORGANIC_GROWTH})


@dataclass(frozen=True)
class Policy:
    """A company's recalculation policy: the threshold in per cent, and what may trigger."""

    threshold_percent: Decimal = DEFAULT_THRESHOLD_PERCENT
    triggers: frozenset[Trigger] = frozenset(Trigger) - NEVER_RECALCULATES


@dataclass(frozen=True)
class Change:
    """One cause and by how much it would move the base year's emissions."""

    trigger: Trigger
    effect_mg: Milligrams
    reason: str


@dataclass(frozen=True)
class Recalculation:
    """The decision, with what it rests on; the old value stays on record beside the new one."""

    is_due: bool
    before_mg: Milligrams
    after_mg: Milligrams
    cumulative_percent: Decimal
    causes: tuple[Change, ...]


def recalculation(base_mg: Milligrams, changes: Iterable[Change], policy: Policy) -> Recalculation:
    """Whether changes since the last recalculation together reach the threshold.

    Effects are added by absolute size, so that two opposite changes do not hide each other.
    """
    causes = tuple(change for change in changes if _counts(change, policy))
    size = sum(abs(change.effect_mg) for change in causes)
    with exact_arithmetic():
        percent = Decimal(size) * 100 / Decimal(base_mg) if base_mg > 0 else Decimal(0)
    is_due = bool(causes) and (base_mg <= 0 or percent >= policy.threshold_percent)
    moved = sum(change.effect_mg for change in causes)
    return Recalculation(
        is_due=is_due,
        before_mg=base_mg,
        after_mg=base_mg + moved if is_due else base_mg,
        cumulative_percent=percent,
        causes=causes,
    )


@dataclass(frozen=True)
class Basis:
    """What an inventory was computed by."""

    method: str
    gwp_set: str
    factor_set: str


class Difference(StrEnum):
    """Why two periods may not be compared before one is recalculated; codes are stable."""

    METHOD = "method-differs"
    GWP_SET = "gwp-set-differs"
    FACTOR_SET = "factor-set-differs"


def differences(first: Basis, second: Basis) -> tuple[Difference, ...]:
    """What keeps two periods from being compared; empty where they may be."""
    pairs = (
        (Difference.METHOD, first.method, second.method),
        (Difference.GWP_SET, first.gwp_set, second.gwp_set),
        (Difference.FACTOR_SET, first.factor_set, second.factor_set),
    )
    return tuple(code for code, one, other in pairs if one != other)


def _counts(change: Change, policy: Policy) -> bool:
    return change.trigger in policy.triggers and change.trigger not in NEVER_RECALCULATES
