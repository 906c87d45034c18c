"""What a calculation is made of: factors with their quality, and lines that use them."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic

_NONE = Decimal(0)


class Stage(StrEnum):
    """Where in the making of a product emissions arise."""

    MATERIALS = "materials"
    PACKAGING = "packaging"
    ENERGY = "energy"
    TRANSPORT = "transport"
    PROCESS = "process"
    WASTE = "waste"
    CAPTURE = "capture"
    CREDIT = "credit"
    """Avoided elsewhere: making of what a co-product displaces."""


class DataType(StrEnum):
    """Ladder of data: a supplier's own, an average, a stand-in (PACT methodology v3)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PROXY = "proxy"


@dataclass(frozen=True)
class Composition:
    """kgCO2e by the components whose sum is pcfExcludingBiogenicUptake (PACT v3)."""

    fossil: Decimal = _NONE
    land_use_change: Decimal = _NONE
    land_management_emissions: Decimal = _NONE
    land_management_removals: Decimal = _NONE
    biogenic_non_co2: Decimal = _NONE
    technological_removals: Decimal = _NONE
    capture: Decimal = _NONE

    @property
    def total(self) -> Decimal:
        """Sum of the components, kgCO2e, exact."""
        with exact_arithmetic():
            return sum((getattr(self, name) for name in COMPONENTS), _NONE)


COMPONENTS = tuple(field.name for field in fields(Composition))


def summed(parts: Iterable[Composition]) -> Composition:
    """Each component added up, exact."""
    totals = dict.fromkeys(COMPONENTS, _NONE)
    with exact_arithmetic():
        for part in parts:
            totals = {name: total + getattr(part, name) for name, total in totals.items()}
    return Composition(**totals)


@dataclass(frozen=True)
class Ratings:
    """Data quality from 1 (best) to 5; None counts as 5 (PACT methodology v3, clause on DQR)."""

    technological: Decimal | None = None
    geographical: Decimal | None = None
    temporal: Decimal | None = None


RATINGS = tuple(field.name for field in fields(Ratings))


@dataclass(frozen=True)
class Factor:
    """kgCO2e of so much of a unit; `mass_per_unit` is kg of one unit, where known."""

    emissions: Composition
    unit: str
    amount: Decimal = Decimal(1)
    mass_per_unit: Decimal | None = None
    data_type: DataType = DataType.SECONDARY
    primary_data_share: Decimal = _NONE
    """Per cent, of the factor alone: a supplier's footprint brings its own."""
    ratings: Ratings = Ratings()


@dataclass(frozen=True)
class Line:
    """One input: a quantity and its factor.

    `for_amount`: declared units of the product that the quantity is for; None where it is for all
    that the process made in the period. `shared`: with the co-products, by allocation.
    """

    key: str
    stage: Stage
    quantity: Decimal
    unit: str
    factor: Factor
    for_amount: Decimal | None = None
    shared: bool = True
    measured: bool = True
