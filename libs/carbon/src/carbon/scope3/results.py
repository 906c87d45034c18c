"""What pricing one line gives: the emissions, and everything needed to recompute them by hand."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carbon.quantum import Milligrams
from carbon.rollup.figures import RolledUp
from carbon.scope3.quantities import Quantity


class Method(StrEnum):
    """Methods of scope 3 category 1, most to least specific (technical guidance, box 1.1).

    Other categories use three of them: figures that a partner in the value chain measured itself
    are supplier-specific, physical amounts × average factors average-data, money spend-based.
    """

    SUPPLIER_SPECIFIC = "supplier_specific"
    SUPPLIER_AVERAGE = "supplier_average"
    HYBRID = "hybrid"
    AVERAGE_DATA = "average_data"
    SPEND_BASED = "spend_based"
    UNRESOLVED = "unresolved"


class DataType(StrEnum):
    """Whose data a line rests on (scope 3 standard, chapter 7)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PROXY = "proxy"
    NONE = "none"


class SourceKind(StrEnum):
    """Kinds of documents a line rests on."""

    FOOTPRINT = "footprint"
    CALCULATED_FOOTPRINT = "calculated-footprint"
    SUPPLIER_AVERAGE = "supplier-average"
    EMISSION_FACTOR = "emission-factor"
    EXCHANGE_RATE = "exchange-rate"
    PRICE_INDEX = "price-index"
    SUPPLIER_EMISSIONS = "supplier-emissions"
    GWP_SET = "gwp-set"


@dataclass(frozen=True)
class Source:
    """A document with its version and the value that was used, as text."""

    kind: SourceKind
    id: str
    version: int
    label: str
    value: str


@dataclass(frozen=True)
class LineResult:
    """One priced line.

    `factor` is kgCO2e per unit of what the method multiplies (the purchase's unit or currency),
    shown with 34 digits; emissions are rounded once, from the exact product. `measured` is what was
    multiplied where that is not the purchase's own quantity, `rolled_up` the figure and indicators
    of a footprint that was calculated from a bill of materials.
    """

    method: Method
    emissions_mg: Milligrams
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
    factor: Decimal | None
    gwp_set: str
    data_type: DataType
    measured: Quantity | None = None
    rolled_up: RolledUp | None = None
