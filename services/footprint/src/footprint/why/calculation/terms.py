"""The parts that calculations are made of, as texts."""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import format_decimal, parse_decimal
from carbon.scope3.inputs import EmissionFactor, FootprintValue
from carbon.units import DeclaredUnit, canonical_unit, convert, dimension

_SHORT = 34
"""Digits that a ratio of units may have to be written as a product."""


def shown(number: Decimal | str) -> str:
    """A number without exponent."""
    return format_decimal(parse_decimal(number) if isinstance(number, str) else number)


def converted(unit: str, wanted: str) -> str:
    """The factor from one unit to another, as × or ÷; nothing for the same unit."""
    if canonical_unit(unit) == canonical_unit(wanted):
        return ""
    ratio = convert(Decimal(1), unit, wanted)
    if len(ratio.as_tuple().digits) <= _SHORT:
        return f" × {shown(ratio)} {wanted}/{unit}"
    return f" ÷ {shown(convert(Decimal(1), wanted, unit))} {unit}/{wanted}"


def amount(value: Decimal | str, unit: str, factor: EmissionFactor) -> str:
    """An amount × its emission factor."""
    conversion = converted(unit, factor.unit)
    return f"{shown(value)} {unit}{conversion} × {shown(factor.value)} kgCO2e/{factor.unit}"


def footprint(quantity: str, unit: str, one: FootprintValue) -> str:
    """A quantity × a footprint, joined by the product's own mass where the units need it."""
    declared, per = one.declared_unit.value, one.declared_unit_amount
    value = f" × {shown(one.pcf_excluding_biogenic_uptake)} kgCO2e"
    if dimension(unit) == dimension(declared):
        return f"{quantity} {unit}{converted(unit, declared)}{value} ÷ {shown(per)} {declared}"
    mass = shown(one.product_mass_per_declared_unit)
    kilogram = DeclaredUnit.KILOGRAM.value
    return f"{quantity} {unit}{converted(unit, kilogram)} ÷ {mass} kilogram{value}"


def added(parts: Iterable[str]) -> str:
    """A sum; in parentheses where it has several parts, so that it can be multiplied."""
    several = list(parts)
    return several[0] if len(several) == 1 else f"({' + '.join(several)})"


def sum_of(numbers: Iterable[Decimal]) -> str:
    """A sum of numbers that are not 0, in parentheses."""
    return added([shown(one) for one in numbers if one] or ["0"])
