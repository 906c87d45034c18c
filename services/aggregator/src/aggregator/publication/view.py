"""Progress as readers see it: with a name, and a headline for each direction."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from aggregator.progress.service import AssessmentTotals, Number, ProgressStatus, TargetPath
from carbon.initiatives import Direction
from carbon.scope3.results import Method


class View(BaseModel):
    """Values that pages and the API show."""

    model_config = ConfigDict(frozen=True)


class FactoryView(View):
    """Whose progress it is."""

    id: str
    name: str
    name_zh: str
    country: str


class MethodShare(View):
    """What share of a year's emissions was calculated by a method, in per cent."""

    method: Method
    percent: Number


class YearView(View):
    """One calendar year, tCO2e; what is None cannot be told, or is suppressed."""

    year: int
    complete: bool
    emissions: Number | None
    suppressed: bool = False
    path: Number | None
    achieved_percent: Number | None
    required_percent: Number | None
    status: ProgressStatus
    supplier_count: int
    line_count: int
    unresolved_line_count: int
    supplier_specific_percent: Number | None
    methods: tuple[MethodShare, ...]
    """In order, most specific first."""
    gwp_sets: tuple[str, ...]


class GroupView(View):
    """Initiatives of one or several types, tCO2e."""

    types: tuple[str, ...]
    initiative_count: int
    measured: Number | None
    planned: Number | None


class ReductionView(View):
    """What initiatives measured in one calendar year, tCO2e."""

    year: int
    measured: Number


class InitiativesView(View):
    """Initiatives of a direction; never to be added to the inventory's figures."""

    initiative_count: int
    measured: Number | None
    planned: Number | None
    suppressed: bool = False
    years: tuple[ReductionView, ...]
    groups: tuple[GroupView, ...]
    unconfirmed: Number | None = None
    contested: Number | None = None
    in_footprints: Number | None = None


class DirectionView(View):
    """One direction; ``status`` is that of ``status_year``, the last complete year."""

    direction: Direction
    status: ProgressStatus
    status_year: int | None
    target: TargetPath | None
    years: tuple[YearView, ...]
    initiatives: InitiativesView
    assessments: AssessmentTotals
    as_of: datetime | None

    @property
    def has_figures(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.years or self.target or self.initiatives.initiative_count)

    @property
    def headline(self) -> YearView | None:
        """The year that the status is about."""
        return next((one for one in self.years if one.year == self.status_year), None)


class ProgressView(View):
    """All that is shown of a factory; emissions and reductions in tCO2e, shares in per cent."""

    factory: FactoryView
    revision: int
    as_of: datetime | None
    directions: Mapping[Direction, DirectionView]
