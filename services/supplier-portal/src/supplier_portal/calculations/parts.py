"""Parts of a calculation, and what is missing in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from carbon.calculation.guided import end_of_year, geography_of, technology_of, time_of
from carbon.calculation.model import Composition, DataType, Factor, Line, Ratings

from .model import Kind, Pin
from .rows import Row, SourcedRow

_ALL = Decimal(100)
_NONE = Decimal(0)
OWN_GWP_SET = "AR6"
"""Own factors are asked for with it."""


@dataclass(frozen=True)
class Gap:
    """Something that the calculation lacks, at the path of its field; some are only hints."""

    path: str
    code: str
    parameters: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    is_hint: bool = False


@dataclass(frozen=True)
class Part:
    """A line with what people call it and where its factor comes from."""

    line: Line
    name: str
    path: str
    row: Row | None = None
    pin: Pin | None = None
    """None where the factor is the supplier's own."""

    @property
    def source(self) -> str:
        """The data base or supplier, with its version where it has one."""
        if self.pin is not None:
            is_footprint = self.pin.kind is Kind.FOOTPRINT
            return self.pin.source if is_footprint else f"{self.pin.source} · {self.pin.version}"
        if isinstance(self.row, SourcedRow):
            return " · ".join(filter(None, (self.row.source_name, self.row.source_version)))
        return ""

    @property
    def gwp_sets(self) -> tuple[str, ...]:
        """Sets in which the factor is stated."""
        return self.pin.gwp_sets if self.pin else (OWN_GWP_SET,)

    @property
    def asked_supplier(self) -> tuple[str, str] | None:
        """Supplier and product whose footprint would serve, where a stand-in is used for it."""
        row = self.row
        if not isinstance(row, SourcedRow) or not row.names_product:
            return None
        served = self.pin is not None and self.pin.kind is Kind.FOOTPRINT
        full = self.line.factor.primary_data_share >= _ALL
        return None if served and full else (row.supplier_id, row.product_id)


@dataclass(frozen=True)
class Surroundings:
    """What ratings are relative to."""

    site: str
    period_end: datetime


def factor_of_pin(pin: Pin, row: Row, around: Surroundings) -> Factor:
    """The factor that a pin gives to a row, with the row's own ratings before all others."""
    return Factor(
        emissions=pin.emissions,
        unit=pin.unit,
        amount=pin.amount,
        mass_per_unit=pin.mass_per_unit,
        data_type=pin.data_type,
        primary_data_share=pin.primary_data_share,
        ratings=_rated(row, _ratings_of_pin(pin, around)),
    )


def own_factor(row: SourcedRow, around: Surroundings) -> Factor | None:
    """The factor that a supplier states itself; None where it states none."""
    if row.value is None or not row.value_unit:
        return None
    own = row.data_type is DataType.PRIMARY
    region = row.region or (around.site if own else "")
    ends = end_of_year(row.data_year) or (around.period_end if own else None)
    ratings = Ratings(
        technology_of(row.data_type),
        geography_of(region, around.site or region),
        time_of(ends, around.period_end),
    )
    return Factor(
        emissions=Composition(fossil=row.value),
        unit=row.value_unit,
        data_type=row.data_type,
        primary_data_share=_ALL if own else _NONE,
        ratings=_rated(row, ratings),
    )


def _ratings_of_pin(pin: Pin, around: Surroundings) -> Ratings:
    """A footprint states its own, missing ones being the worst; a measured gas has the best."""
    if pin.kind in (Kind.FOOTPRINT, Kind.GAS):
        return pin.ratings
    return Ratings(
        technology_of(pin.data_type),
        geography_of(pin.region, around.site),
        time_of(pin.data_ends, around.period_end),
    )


def _rated(row: Row, known: Ratings) -> Ratings:
    return Ratings(
        _chosen(row.technology, known.technological),
        _chosen(row.geography, known.geographical),
        _chosen(row.time, known.temporal),
    )


def _chosen(answer: int | None, known: Decimal | None) -> Decimal | None:
    return known if answer is None else Decimal(answer)
