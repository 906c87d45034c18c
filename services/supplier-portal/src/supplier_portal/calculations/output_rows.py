"""Outputs of a process beside the product, as a supplier states them."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from carbon.allocation import Basis
from carbon.co_products import basis_of_unit
from carbon.units import DeclaredUnit
from supplier_portal.fields import Positive
from tierzero.i18n import Text, _, unit_symbol
from tierzero.problems import Invalid

from .rows import Short, UnitOrNothing

KILOGRAM = DeclaredUnit.KILOGRAM.value


def _of_output(unit: str) -> str:
    text = _("{unit} measures no mass, energy or volume.", unit=unit_symbol(unit))
    return _measuring(unit, text, Basis.MASS, Basis.ENERGY, Basis.VOLUME)


def _of_heating_value(unit: str) -> str:
    text = _("{unit} measures neither mass nor volume.", unit=unit_symbol(unit))
    return _measuring(unit, text, Basis.MASS, Basis.VOLUME) or KILOGRAM


def _measuring(unit: str, text: Text, *bases: Basis) -> str:
    if unit and basis_of_unit(unit) not in bases:
        raise Invalid("unit-not-of-output", text)
    return unit


OutputUnit = Annotated[UnitOrNothing, AfterValidator(_of_output)]
HeatUnit = Annotated[UnitOrNothing, AfterValidator(_of_heating_value)]


class CoProduct(BaseModel):
    """Another output; prices serve to choose the allocation and leave the supplier never."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Short = ""
    quantity: Positive | None = Field(default=None, description="Of the period, in `unit`.")
    unit: OutputUnit = Field(default="", description="Of a mass, an energy or a volume.")
    mass: Positive | None = Field(
        default=None, description="kg of the period, where no quantity is stated or it is no mass."
    )
    price: Positive | None = Field(default=None, description="Per one `unit`; per kg without one.")
    heating_value: Positive | None = Field(
        default=None, description="MJ (net) of one `heating_value_unit`."
    )
    heating_value_unit: HeatUnit = KILOGRAM
    is_waste: bool = Field(
        default=False,
        description="It fails a condition of Directive 2008/98/EC, article 5: no share, no credit.",
    )
