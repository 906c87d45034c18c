"""A calculation as it is kept: what was stated, and what its references meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from carbon.calculation.guided import moment_after
from carbon.calculation.model import Composition, DataType, Ratings
from carbon.decimals import format_decimal
from carbon.footprint.writing import format_time
from carbon.units import DeclaredUnit

from .stated import CalculationInput

UNRATED = Ratings()


class Kind(StrEnum):
    """What a reference leads to."""

    FOOTPRINT = "footprint"
    FACTOR = "factor"
    GRID = "grid"
    FUEL = "fuel"
    MODE = "mode"
    GAS = "gas"


@dataclass(frozen=True)
class Pin:
    """What a reference meant when it was resolved: enough to compute the same for ever."""

    reference: str
    kind: Kind
    id: str
    version: str
    name: str
    source: str
    """Name of the data base, without the version."""
    emissions: Composition
    unit: str
    amount: Decimal = Decimal(1)
    mass_per_unit: Decimal | None = None
    heating_value: Decimal | None = None
    """GJ per tonne, of fuels."""
    outbound_logistics: Decimal | None = None
    data_type: DataType = DataType.SECONDARY
    primary_data_share: Decimal = Decimal(0)
    ratings: Ratings = UNRATED
    """Where the source itself states them."""
    region: str = ""
    data_ends: datetime | None = None
    gwp_sets: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    """Secondary sources (name, version) that a supplier's footprint names itself."""


Pins = Mapping[str, Pin]
"""Reference → pin."""


@dataclass(frozen=True)
class Calculation:
    """One version. Unit and mass are the product's at the time."""

    id: str
    supplier_id: str
    product_id: str
    stated: CalculationInput
    pins: Pins = field(hash=False)
    declared_unit: DeclaredUnit
    mass_per_declared_unit: Decimal | None
    version: int
    recorded_at: datetime
    actor: str

    @property
    def period_start(self) -> datetime:
        """First moment of the reference period."""
        return moment_after(self.stated.first_day) - timedelta(days=1)

    @property
    def period_end(self) -> datetime:
        """First moment after the reference period."""
        return moment_after(self.stated.last_day)

    def states_the_same(self, other: "Calculation") -> bool:
        """Whether the two differ at most in version, time and who saved them."""
        return (
            replace(self, version=other.version, recorded_at=other.recorded_at, actor=other.actor)
            == other
        )

    def content(self) -> dict[str, Any]:
        """As JSON shows it: decimals as texts."""
        mass = self.mass_per_declared_unit
        return {
            "id": self.id,
            "supplier_id": self.supplier_id,
            "product_id": self.product_id,
            "version": self.version,
            "recorded_at": format_time(self.recorded_at),
            "recorded_by": self.actor,
            "declared_unit": self.declared_unit.value,
            "mass_per_declared_unit": None if mass is None else format_decimal(mass),
            "stated": self.stated.content(),
        }
