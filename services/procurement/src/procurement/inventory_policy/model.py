"""A buyer's accounting policy as it states it, and the years it has reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from carbon.baseyear import DEFAULT_THRESHOLD_PERCENT, Trigger
from carbon.gwp import DEFAULT_GWP_SET, GWP_SETS
from procurement.fields import DecimalText, Moment, ShortText
from tierzero.i18n import _
from tierzero.problems import Invalid

FIRST_YEAR = 1990
"""The Kyoto protocol's base year; nobody's is earlier."""

LAST_YEAR = 2100


class OtherGwpSets(StrEnum):
    """What becomes of footprints and factors in another GWP set."""

    NOTED = "noted"
    REFUSED = "refused"


def _known_gwp_set(name: str) -> str:
    if name not in GWP_SETS:
        known = ", ".join(GWP_SETS)
        text = _("There is no such set of global warming potentials; known are {sets}.", sets=known)
        raise Invalid("unknown-gwp-set", text)
    return name


def _threshold(percent: Decimal) -> Decimal:
    if not 0 < percent <= 100:
        text = _("The threshold must be above 0 and at most 100 %.")
        raise Invalid("threshold-out-of-range", text)
    return percent


def _category(number: int) -> int:
    if number not in range(1, 16):
        raise Invalid("unknown-category", _("Categories are numbered from 1 to 15."))
    return number


def _countable(trigger: Trigger) -> Trigger:
    if trigger is Trigger.ORGANIC_GROWTH:
        text = _("Growth and decline never recalculate a base year.")
        raise Invalid("growth-never-recalculates", text)
    return trigger


def given_reason(reason: str) -> str:
    """The reason, refused where it is empty."""
    if not reason:
        raise Invalid("reason-missing", _("State a reason."))
    return reason


Reason = Annotated[ShortText, AfterValidator(given_reason)]
CountedTrigger = Annotated[Trigger, AfterValidator(_countable)]


class Exclusion(BaseModel):
    """A category that is left out, and why (scope 3 standard, chapter 11)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Annotated[int, AfterValidator(_category)]
    reason: Reason = Field(default="", validate_default=True)


class StructuralChange(BaseModel):
    """Activities of the base year that were recorded in a period are due to a change."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trigger: CountedTrigger
    reason: Reason
    recorded_from: Moment
    recorded_until: Moment = Field(description="Exclusive.")

    @model_validator(mode="after")
    def _not_empty(self) -> "StructuralChange":
        if self.recorded_until <= self.recorded_from:
            raise Invalid("period-empty", _("The period must end after it begins."))
        return self


class PolicyTerms(BaseModel):
    """How a buyer accounts: one method for history, base year and reporting period."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gwp_set: Annotated[str, AfterValidator(_known_gwp_set)] = DEFAULT_GWP_SET.name
    other_gwp_sets: OtherGwpSets = OtherGwpSets.NOTED
    base_year: int | None = Field(default=None, ge=FIRST_YEAR, le=LAST_YEAR)
    recalculation_threshold: Annotated[DecimalText, AfterValidator(_threshold)] = Field(
        default=DEFAULT_THRESHOLD_PERCENT, description="Per cent of base-year emissions."
    )
    recalculation_triggers: tuple[CountedTrigger, ...] = Field(
        default=(), description="None: all of them."
    )
    excluded_categories: tuple[Exclusion, ...] = ()
    structural_changes: tuple[StructuralChange, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> "PolicyTerms":
        categories = [one.category for one in self.excluded_categories]
        if len(set(categories)) < len(categories):
            raise Invalid("category-twice", _("A category is left out twice."))
        return self


class ReportTerms(BaseModel):
    """A year that the buyer reports now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    reason: ShortText = Field(default="", description="Needed where the year was reported before.")


@dataclass(frozen=True)
class Figure:
    """What was reported of one category: the inventory's revision and milligrams of CO2e."""

    category: int
    revision: int
    total_mg: int


@dataclass(frozen=True)
class Report:
    """A year as it was reported, by the policy of that time."""

    year: int
    reported_at: datetime
    reason: str
    gwp_set: str
    other_gwp_sets: OtherGwpSets
    excluded_categories: Sequence[int]
    figures: Sequence[Figure]

    @property
    def total_mg(self) -> int:
        """Milligrams of CO2e of all categories that count."""
        return sum(figure.total_mg for figure in self.figures)


@dataclass(frozen=True)
class Policy:
    """A buyer's policy in one version; version 0 is the one that applies where none is stated."""

    buyer_id: str
    version: int
    terms: PolicyTerms
    recorded_at: datetime | None = None
    reports: tuple[Report, ...] = ()

    def reports_of(self, year: int) -> list[Report]:
        """Every report of a year, the oldest first."""
        return [report for report in self.reports if report.year == year]
