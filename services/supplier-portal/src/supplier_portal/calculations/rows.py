"""Inputs of a process as a supplier states them; what is missing is a gap, not an error."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from carbon.calculation.model import DataType
from carbon.fuels import FUELS
from carbon.grid_factors import CHINA_PRODUCT_2024
from carbon.gwp import BLENDS, DEFAULT_GWP_SET
from carbon.transport_factors import UK_FREIGHT_2025
from carbon.units import UnknownUnit, canonical_unit
from supplier_portal.fields import Amount, Percentage, Positive
from tierzero.i18n import _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid

GASES = (*(gas.value for gas in DEFAULT_GWP_SET.values), *BLENDS)
"""Gases and refrigerant blends with a global warming potential."""

GRID = "grid"
"""Generation that stands for the mix of the whole grid."""


def _one_of(known: Iterable[str], text: str) -> str:
    names = tuple(known)
    if text and text not in names:
        shown = ", ".join(names)
        raise Invalid("unknown-choice", _("{name} is none of: {names}.", name=text, names=shown))
    return text


def _unit(text: str) -> str:
    try:
        return canonical_unit(text) if text else ""
    except UnknownUnit as error:
        raise Invalid("unknown-unit", _("{unit} is no unit known here.", unit=text[:60])) from error


def _score(number: int) -> int:
    if not 1 <= number <= 5:
        text = _("A rating is from 1 (best) to 5; it is {value}.", value=str(number)[:20])
        raise Invalid("rating-out-of-range", text)
    return number


Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), PLAIN]
Reference = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9_-]{0,63})?$")]
UnitOrNothing = Annotated[str, StringConstraints(max_length=60), AfterValidator(_unit)]
Score = Annotated[int, AfterValidator(_score)]
Year = Annotated[int, Field(ge=1900, le=2200)]
Fuel = Annotated[str, AfterValidator(lambda text: _one_of(FUELS, text))]
Generation = Annotated[
    str, AfterValidator(lambda text: _one_of((GRID, *CHINA_PRODUCT_2024.generation), text))
]
Mode = Annotated[str, AfterValidator(lambda text: _one_of(UK_FREIGHT_2025.modes, text))]
GasName = Annotated[str, AfterValidator(lambda text: _one_of(GASES, text))]


class Row(BaseModel):
    """What every input has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Short = ""
    quantity: Positive | None = None
    unit: UnitOrNothing = ""
    for_amount: Positive | None = Field(
        default=None, description="Declared units it is for; absent: all that the process made."
    )
    only_this_product: bool = Field(
        default=False, description="Whether none of it is of the co-products."
    )
    measured: bool = Field(default=True, description="Measured or billed, not estimated.")
    technology: Score | None = Field(default=None, description="Rating; absent: as follows.")
    geography: Score | None = None
    time: Score | None = None


class SourcedRow(Row):
    """An input whose factor is looked for, in this order: product, published, own."""

    supplier_id: Reference = ""
    product_id: Reference = ""
    factor_id: Reference = Field(default="", description="Id of a published reference factor.")
    value: Amount | None = Field(default=None, description="Own factor: kgCO2e per value_unit.")
    value_unit: UnitOrNothing = ""
    source_name: Short = ""
    source_version: Short = ""
    region: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20), PLAIN] = ""
    data_year: Year | None = None
    data_type: DataType = DataType.SECONDARY

    @property
    def names_product(self) -> bool:
        """Whether a product of the platform is meant."""
        return bool(self.supplier_id and self.product_id)


class Leg(SourcedRow):
    """Inbound transport: a mass over a distance by a mode, or tonne-kilometers."""

    mode: Mode = ""
    distance: Positive | None = Field(default=None, description="km, as driven.")


class Electricity(Row):
    """Electricity of the Chinese grid, or of one kind of generation at the site."""

    generation: Generation = GRID
    green_percent: Percentage | None = Field(
        default=None,
        description="Covered by green certificates: told, and no part of a product footprint.",
    )


class FuelRow(Row):
    """Fuel burnt: by mass, by energy, or by any unit with its own heating value."""

    fuel: Fuel = ""
    heating_value: Positive | None = Field(default=None, description="MJ (net) of one unit.")
    upstream: Amount | None = Field(
        default=None, description="kgCO2e of extraction and transport per GJ."
    )
    upstream_source: Short = ""


class GasRow(Row):
    """A gas that the process releases, by mass."""

    gas: GasName = ""
    biogenic: bool = False


class Displaced(SourcedRow):
    """What a co-product displaces; the quantity is of the displaced product, in the period."""

    co_product: Short = Field(default="", description="Its name; absent where there is only one.")
    market_share: Percentage | None = Field(
        default=None, description="Per cent of all that the co-product displaces."
    )

    @model_validator(mode="after")
    def _is_an_estimate(self) -> "Displaced":
        if {"measured", "only_this_product"} & self.model_fields_set:
            text = _("What is displaced is always an estimate, and of the whole process.")
            raise Invalid("not-of-displaced", text)
        return self
