"""Targets: the linear path from a base year to a target year, and how far one has come.

Formulas of the science-based targets' absolute contraction approach; the thresholds of the status
are the platform's own. Emissions are in any one unit, for example tCO2e.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic, readable
from carbon.texts import Text

AT_RISK_MARGIN = Decimal("0.05")
"""Above the path by no more than this share is at risk, beyond it is off track."""

STALE_AFTER = timedelta(days=548)
"""A last measurement older than 18 months tells nothing about today."""

_HUNDRED = Decimal(100)


class Status(StrEnum):
    """Where a year's emissions stand against the path."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    INCREASED = "increased"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"


class TargetErrorCode(StrEnum):
    """Why a target has no path; codes are stable."""

    BASE_MISSING = "base-missing"
    BASE_NOT_POSITIVE = "base-not-positive"
    TARGET_YEAR_NOT_AFTER_BASE = "target-year-not-after-base"
    REDUCTION_NOT_POSITIVE = "reduction-not-positive"
    REDUCTION_ABOVE_ALL = "reduction-above-all"


TARGET_ERROR_TEXTS: dict[TargetErrorCode, Text] = {
    TargetErrorCode.BASE_MISSING: Text(
        "There are no emissions for the base year yet.", "基准年尚无排放数据。"
    ),
    TargetErrorCode.BASE_NOT_POSITIVE: Text(
        "The base year's emissions must be greater than zero.", "基准年排放必须大于零。"
    ),
    TargetErrorCode.TARGET_YEAR_NOT_AFTER_BASE: Text(
        "The target year must be after the base year.", "目标年必须晚于基准年。"
    ),
    TargetErrorCode.REDUCTION_NOT_POSITIVE: Text(
        "The reduction must be greater than 0 %.", "减排比例必须大于 0 %。"
    ),
    TargetErrorCode.REDUCTION_ABOVE_ALL: Text(
        "The reduction cannot exceed 100 %.", "减排比例不能超过 100 %。"
    ),
}


class InvalidTarget(ValueError):
    """The target has no path; `code` says why."""

    def __init__(self, code: TargetErrorCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Target:
    """Cut the base year's emissions by so many per cent until the target year."""

    base_year: int
    target_year: int
    base_emissions: Decimal
    reduction_percent: Decimal

    @property
    def target_emissions(self) -> Decimal:
        """What may be left in the target year."""
        with exact_arithmetic():
            return self.base_emissions * (_HUNDRED - self.reduction_percent) / _HUNDRED


def target_errors(
    base_year: int, target_year: int, base_emissions: Decimal | None, reduction_percent: Decimal
) -> list[TargetErrorCode]:
    """All that keeps a target from having a path; nothing is divided before this is empty."""
    errors: list[TargetErrorCode] = []
    if base_emissions is None:
        errors.append(TargetErrorCode.BASE_MISSING)
    elif base_emissions <= 0:
        errors.append(TargetErrorCode.BASE_NOT_POSITIVE)
    if target_year <= base_year:
        errors.append(TargetErrorCode.TARGET_YEAR_NOT_AFTER_BASE)
    if reduction_percent <= 0:
        errors.append(TargetErrorCode.REDUCTION_NOT_POSITIVE)
    elif reduction_percent > _HUNDRED:
        errors.append(TargetErrorCode.REDUCTION_ABOVE_ALL)
    return errors


def linear_target(
    base_year: int, target_year: int, base_emissions: Decimal | None, reduction_percent: Decimal
) -> Target:
    """A target with a linear path; raises InvalidTarget with the first error."""
    errors = target_errors(base_year, target_year, base_emissions, reduction_percent)
    if errors or base_emissions is None:
        raise InvalidTarget(errors[0])
    return Target(base_year, target_year, base_emissions, reduction_percent)


def path(target: Target, year: Decimal | int) -> Decimal:
    """Emissions the path allows in a year (fractions count): E_b·(1 − R·(t − b)/(T − b)).

    Before the base year the path is the base, after the target year it stays at the target.
    """
    with exact_arithmetic():
        elapsed = _elapsed_share(target, year)
        return readable(target.base_emissions * (1 - target.reduction_percent / 100 * elapsed))


def achieved_percent(target: Target, emissions: Decimal) -> Decimal:
    """How much of the way is done: (E_b − E_t)/(E_b − E_T)·100; negative after an increase."""
    with exact_arithmetic():
        way = target.base_emissions - target.target_emissions
        return readable((target.base_emissions - emissions) / way * 100)


def required_percent(target: Target, year: Decimal | int) -> Decimal:
    """How much of the way should be done by the year: (t − b)/(T − b)·100, from 0 to 100."""
    with exact_arithmetic():
        return readable(_elapsed_share(target, year) * 100)


def status(
    target: Target, year: Decimal | int, emissions: Decimal | None, age: timedelta = timedelta(0)
) -> Status:
    """Where emissions measured `age` ago stand; achieved wins over every other status."""
    if emissions is None or age > STALE_AFTER:
        return Status.NO_DATA
    if emissions <= target.target_emissions:
        return Status.ACHIEVED
    if emissions > target.base_emissions:
        return Status.INCREASED
    allowed = path(target, year)
    if emissions <= allowed:
        return Status.ON_TRACK
    with exact_arithmetic():
        within = emissions <= allowed * (1 + AT_RISK_MARGIN)
    return Status.AT_RISK if within else Status.OFF_TRACK


def required_annual_cut(target: Target, year: int, emissions: Decimal) -> Decimal | None:
    """Cut per year from now on that still meets the target; None once the target year is there."""
    if year >= target.target_year:
        return None
    with exact_arithmetic():
        return readable((emissions - target.target_emissions) / (target.target_year - year))


def cumulative_overshoot(target: Target, measured: dict[int, Decimal]) -> Decimal:
    """What was emitted above the path, year by year; a year below it does not make up for one."""
    with exact_arithmetic():
        above = (emissions - path(target, year) for year, emissions in measured.items())
        return readable(sum((max(Decimal(0), excess) for excess in above), Decimal(0)))


def year_fraction(moment: datetime) -> Decimal:
    """The moment as a year with its elapsed fraction, for interim dates on the path."""
    start = moment.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    following = start.replace(year=moment.year + 1)
    elapsed = Decimal(int((moment - start).total_seconds()))
    with exact_arithmetic():
        whole = Decimal(int((following - start).total_seconds()))
        return readable(Decimal(moment.year) + elapsed / whole)


def _elapsed_share(target: Target, year: Decimal | int) -> Decimal:
    span = Decimal(target.target_year - target.base_year)
    share = (Decimal(year) - target.base_year) / span
    return min(max(share, Decimal(0)), Decimal(1))
