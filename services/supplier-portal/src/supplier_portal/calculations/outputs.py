"""What the process made, and how its burdens are shared. Pure."""

from decimal import Decimal

from carbon.allocation import AllocationError, Basis, CoProduct
from carbon.calculation.allocating import (
    Allocation,
    allocation_by_ratio,
    allocation_by_rule,
    subdivided,
)
from carbon.calculation.substituting import expanded
from carbon.co_products import basis_of_unit
from carbon.decimals import exact_arithmetic
from tierzero.i18n import Text

from . import output_rows
from .displacing import displacement_gaps, goods_of
from .model import Calculation
from .output_gaps import output_gaps
from .parts import Gap
from .stated import Approach, CalculationInput
from .texts import BASES, ENERGY_ITSELF

_NONE = Decimal(0)


def allocation_of(calculation: Calculation) -> tuple[Allocation | None, list[Gap]]:
    """The allocation, or what it lacks, by field."""
    stated = calculation.stated
    if stated.output_amount is None:
        return None, [Gap("output_amount", "output-missing")]
    outputs = outputs_of(calculation)
    gaps = list(output_gaps(stated, outputs))
    if stated.approach is Approach.SUBSTITUTION:
        gaps += displacement_gaps(stated)
    if gaps:
        return None, gaps
    try:
        return _allocation(stated, outputs), []
    except AllocationError:
        return None, [Gap("approach", "allocation-impossible")]


def outputs_of(calculation: Calculation) -> list[CoProduct]:
    """The product first, in its declared unit; then the goods that are made with it."""
    stated, mass = calculation.stated, calculation.mass_per_declared_unit
    made = stated.output_amount or _NONE
    with exact_arithmetic():
        kilograms = made * mass if mass else None
    own = CoProduct(
        name="",
        quantity=made,
        price=stated.price or _NONE,
        lower_heating_value=stated.heating_value or _NONE,
        unit=calculation.declared_unit.value,
        heating_value_unit=stated.heating_value_unit,
        kilograms=kilograms,
    )
    return [own, *(_co_product(one) for one in goods_of(stated))]


def basis_name(calculation: Calculation, basis: Basis | None) -> Text | str:
    """What people call it: the heating value of goods, or energy where one of them is energy."""
    if basis is None:
        return ""
    measured = (basis_of_unit(one.unit) for one in outputs_of(calculation))
    is_energy = basis is Basis.ENERGY and Basis.ENERGY in measured
    return ENERGY_ITSELF if is_energy else BASES[basis]


def _co_product(row: output_rows.CoProduct) -> CoProduct:
    """In the unit stated; a mass alone is a quantity in kg."""
    is_mass = row.quantity is None and not row.unit
    return CoProduct(
        name=row.name,
        quantity=(row.mass if is_mass else row.quantity) or _NONE,
        price=row.price or _NONE,
        lower_heating_value=row.heating_value or _NONE,
        unit=row.unit or output_rows.KILOGRAM,
        heating_value_unit=row.heating_value_unit,
        kilograms=row.mass,
    )


def _allocation(stated: CalculationInput, outputs: list[CoProduct]) -> Allocation:
    match stated.approach:
        case Approach.SUBDIVIDED:
            return subdivided(outputs)
        case Approach.SUBSTITUTION:
            return expanded(outputs)
        case Approach.RULE:
            return allocation_by_rule(outputs, stated.rule_basis)
        case Approach.AUTOMATIC:
            return allocation_by_ratio(outputs, stated.physical_basis)
