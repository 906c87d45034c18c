"""Progress of a factory in one direction, as it is kept, published and shown.

Emissions and reductions are tCO2e, shares are per cent; decimals are exact or have 34 digits.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from carbon.decimals import format_decimal
from carbon.initiatives import Direction
from carbon.scope3.results import Method

Number = Annotated[Decimal, PlainSerializer(format_decimal, when_used="json")]
Told = Number | None
"""A figure, or None where it is not told (``progress.disclosure``)."""


class ProgressStatus(StrEnum):
    """``carbon.targets.Status``, and that a year is still running."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    INCREASED = "increased"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    RUNNING = "running"


class Model(BaseModel):
    """Values, compared by what they say."""

    model_config = ConfigDict(frozen=True)


class BaseOrigin(StrEnum):
    """Where the emissions that a path begins with come from."""

    NONE = "none"
    INVENTORY = "inventory"
    STATED = "stated"
    REPORTED = "reported"
    RECALCULATED = "recalculated"


class TargetPath(Model):
    """The target and the emissions its path begins with; None where the base year has none.

    ``base_change_percent`` is what has changed since the base year was reported, by absolute size.
    """

    target_id: str
    base_year: int
    target_year: int
    reduction_percent: Number
    base_emissions: Number | None
    base_stated: bool = False
    base_reason: str = ""
    base_origin: BaseOrigin = BaseOrigin.NONE
    base_change_percent: Number | None = None


class MethodTotal(Model):
    """Emissions calculated by one method, in mg CO2e as digits.

    Where these are not told they are empty, and ``percent`` of the year stands for them.
    """

    method: Method
    milligrams: str
    line_count: int
    percent: Told = None


class YearProgress(Model):
    """One calendar year against the path; no emissions where no line could be priced, or where
    they are ``suppressed``."""

    year: int
    emissions: Number | None
    complete: bool
    path: Number | None = None
    achieved_percent: Number | None = None
    required_percent: Number | None = None
    status: ProgressStatus
    line_count: int
    unresolved_line_count: int
    supplier_count: int
    supplier_specific_percent: Number | None = None
    methods: tuple[MethodTotal, ...] = ()
    gwp_sets: tuple[str, ...] = ()
    suppressed: bool = False


class YearReduction(Model):
    """What initiatives measured in one calendar year."""

    year: int
    measured: Number
    supplier_count: int


class InitiativeGroup(Model):
    """Initiatives of one type, or of several that had to be put together."""

    types: tuple[str, ...]
    initiative_count: int
    measured: Told
    planned: Told
    measured_supplier_count: int
    planned_supplier_count: int


class InitiativeTotals(Model):
    """What initiatives say: measured over all years, planned per year once in effect."""

    initiative_count: int = 0
    measured: Told = Decimal(0)
    planned: Told = Decimal(0)
    measured_supplier_count: int = 0
    planned_supplier_count: int = 0
    years: tuple[YearReduction, ...] = ()
    groups: tuple[InitiativeGroup, ...] = ()
    unconfirmed: Told = Decimal(0)
    """Shares that their organizations have not agreed to: counted nowhere."""
    unconfirmed_supplier_count: int = 0
    contested: Told = Decimal(0)
    """Claims to tonnes that another initiative claims too: counted nowhere."""
    contested_supplier_count: int = 0
    in_footprints: Told = Decimal(0)
    """Of what was measured, what is in a footprint and so in the inventory already."""
    in_footprints_supplier_count: int = 0
    suppressed: bool = False


class AssessmentTotals(Model):
    """How many products meet the factory's limits."""

    passed: int = 0
    conditional: int = 0
    failed: int = 0
    no_data: int = 0
    expired: int = 0


class DirectionProgress(Model):
    """Everything that is published about one direction."""

    direction: Direction
    target: TargetPath | None = None
    years: tuple[YearProgress, ...] = ()
    initiatives: InitiativeTotals = InitiativeTotals()
    assessments: AssessmentTotals = AssessmentTotals()
    as_of: datetime | None = None
    known_at: datetime | None = None
