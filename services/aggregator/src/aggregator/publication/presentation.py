"""A view with the words, charts and gauges of its page."""

from dataclasses import dataclass
from decimal import Decimal

from aggregator.organizations.service import OrganizationName
from aggregator.publication.charts import methods_chart, progress_chart, scale_of
from aggregator.publication.reconciliation import Reconciliation, reconciliation_of
from aggregator.publication.scales import Scale
from aggregator.publication.texts import (
    DIRECTION_LABELS,
    DIRECTION_LEADS,
    METHOD_LABELS,
    STATUS_KINDS,
    STATUS_LABELS,
    STATUS_MEANINGS,
    type_labels,
)
from aggregator.publication.view import DirectionView, ProgressView, YearView
from carbon.decimals import exact_arithmetic
from carbon.initiatives import Direction
from tierzero.i18n import Text, format_decimal, format_emissions, format_percent
from tierzero.web import Chart


@dataclass(frozen=True)
class Section:
    """One direction on a page."""

    view: DirectionView
    label: Text
    lead: Text
    status: Text
    meaning: Text
    kind: str
    scale: Scale
    chart: Chart | None
    methods: Chart | None
    reconciliation: Reconciliation | None


@dataclass(frozen=True)
class Presented:
    """A factory's page."""

    view: ProgressView
    name: OrganizationName
    sections: tuple[Section, ...]
    own: Section

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """Upstream, downstream, and own operations."""
        return (*self.sections, self.own)


def presented(view: ProgressView) -> Presented:
    """The page of a view, in the language of the present caller."""
    factory = view.factory
    sections = {name: _section(one) for name, one in view.directions.items()}
    return Presented(
        view=view,
        name=OrganizationName(factory.name, factory.name_zh, factory.country),
        sections=(sections[Direction.UPSTREAM], sections[Direction.DOWNSTREAM]),
        own=sections[Direction.OWN_OPERATIONS],
    )


def _section(view: DirectionView) -> Section:
    return Section(
        view=view,
        label=DIRECTION_LABELS[view.direction],
        lead=DIRECTION_LEADS[view.direction],
        status=STATUS_LABELS[view.status],
        meaning=STATUS_MEANINGS[view.status],
        kind=STATUS_KINDS[view.status],
        scale=scale_of(view),
        chart=progress_chart(view),
        methods=methods_chart(view),
        reconciliation=reconciliation_of(view),
    )


def tonnes(amount: Decimal | None) -> str:
    """tCO2e in the unit in which it reads best; a dash where there is no figure."""
    if not amount:
        return "–" if amount is None else "0"
    with exact_arithmetic():
        return format_emissions(amount * 1000)


def signed(amount: Decimal) -> str:
    """tCO2e with its sign, as changes are written."""
    sign = "−" if amount < 0 else "+" if amount > 0 else ""
    return f"{sign}{tonnes(abs(amount))}"


def in_scale(amount: Decimal | None, scale: Scale) -> str:
    """tCO2e in the unit of its table; a dash where there is no figure."""
    scaled = scale.of(amount)
    return "–" if scaled is None else format_decimal(scaled, 2)


def percent(amount: Decimal | None, digits: int = 0) -> str:
    """Per cent as the reader writes it; a dash where there is no figure."""
    return "–" if amount is None else format_percent(amount / 100, digits)


def change_since_base(view: DirectionView, year: YearView) -> Decimal | None:
    """Per cent above (positive) or below the base year's emissions."""
    base = view.target.base_emissions if view.target else None
    if not base or year.emissions is None:
        return None
    with exact_arithmetic():
        return (year.emissions - base) / base * 100


def gauge(amount: Decimal | None) -> Decimal:
    """How far along a gauge of 0 to 100 an amount lies."""
    return min(max(amount or Decimal(0), Decimal(0)), Decimal(100)).quantize(Decimal("0.01"))


def year_status(year: YearView) -> tuple[Text, str]:
    """Label and kind of badge of a year's status."""
    return STATUS_LABELS[year.status], STATUS_KINDS[year.status]


HELPERS = {
    "change_since_base": change_since_base,
    "gauge_at": gauge,
    "in_scale": in_scale,
    "method_labels": METHOD_LABELS,
    "percent_of": percent,
    "signed": signed,
    "tonnes": tonnes,
    "type_labels": type_labels,
    "year_status": year_status,
}
"""Functions that the templates of progress need."""
