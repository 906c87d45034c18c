"""What the process made, and how its burdens are shared. Pure."""

from collections.abc import Iterator
from decimal import Decimal

from carbon.allocation import AllocationError, Basis, CoProduct
from carbon.calculation.allocating import (
    Allocation,
    allocation_by_ratio,
    allocation_by_rule,
    subdivided,
)
from carbon.calculation.substituting import expanded
from carbon.decimals import exact_arithmetic

from .displacing import displacement_gaps, goods_of
from .model import Calculation
from .parts import Gap
from .stated import Approach, CalculationInput

_NONE = Decimal(0)


def allocation_of(calculation: Calculation) -> tuple[Allocation | None, list[Gap]]:
    """The allocation, or what it lacks, by field."""
    stated = calculation.stated
    if stated.output_amount is None:
        return None, [Gap("output_amount", "output-missing")]
    gaps = list(_gaps(calculation))
    if gaps:
        return None, gaps
    outputs = outputs_of(calculation)
    try:
        return _allocation(stated, outputs), []
    except AllocationError:
        return None, [Gap("approach", "allocation-impossible")]


def outputs_of(calculation: Calculation) -> list[CoProduct]:
    """The product first; prices per kg, because that is what masses are weighed with."""
    stated = calculation.stated
    mass = calculation.mass_per_declared_unit or _NONE
    with exact_arithmetic():
        made = (stated.output_amount or _NONE) * mass
        price = stated.price / mass if stated.price and mass else _NONE
    own = CoProduct("", made, price, stated.heating_value or _NONE)
    others = (
        CoProduct(one.name, one.mass or _NONE, one.price or _NONE, one.heating_value or _NONE)
        for one in goods_of(stated)
    )
    return [own, *others]


def bases_used(stated: CalculationInput) -> frozenset[Basis]:
    """Bases whose weights the supplier must state; prices too, where the ratio decides."""
    if not goods_of(stated) or stated.approach in (Approach.SUBDIVIDED, Approach.SUBSTITUTION):
        return frozenset()
    if stated.approach is Approach.RULE:
        return frozenset({stated.rule_basis})
    return frozenset({Basis.ECONOMIC, stated.physical_basis})


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


def _gaps(calculation: Calculation) -> Iterator[Gap]:
    stated, needed = calculation.stated, bases_used(calculation.stated)
    if stated.approach is Approach.RULE and not (stated.rule_operator and stated.rule_name):
        yield Gap("rule_name", "rule-missing")
    if needed and not calculation.mass_per_declared_unit:
        yield Gap("output_amount", "mass-missing")
    yield from _of_output("", stated, needed)
    if stated.approach is Approach.SUBSTITUTION:
        yield from displacement_gaps(stated)
    for place, one in enumerate(stated.co_products):
        if one.is_waste:
            continue
        if needed and one.mass is None:
            yield Gap(f"co_products[{place}].mass", "mass-missing")
        yield from _of_output(f"co_products[{place}].", one, needed)


def _of_output(prefix: str, output: object, needed: frozenset[Basis]) -> Iterator[Gap]:
    if Basis.ECONOMIC in needed and getattr(output, "price", None) is None:
        yield Gap(f"{prefix}price", "price-missing")
    if Basis.ENERGY in needed and getattr(output, "heating_value", None) is None:
        yield Gap(f"{prefix}heating_value", "heating-value-of-output-missing")
