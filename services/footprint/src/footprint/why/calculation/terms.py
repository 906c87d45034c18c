"""The parts that calculations are made of, as texts."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Figure:
    """kgCO2e of an amount of a product, and the mass of that amount in kg (None: unknown)."""

    value: Decimal
    amount: Decimal
    declared_unit: str
    mass: Decimal | None


def footprint(quantity: str, unit: str, one: FootprintValue) -> str:
    """A quantity × a stated footprint."""
    mass, value = one.product_mass_per_declared_unit, one.pcf_excluding_biogenic_uptake
    declared = one.declared_unit.value
    return figure(quantity, unit, Figure(value, one.declared_unit_amount, declared, mass))


def figure(quantity: str, unit: str, one: Figure) -> str:
    """A quantity × a product's figure, joined by the product's own mass where the units need it."""
    value = f" × {shown(one.value)} kgCO2e"
    if one.mass is None or dimension(unit) == dimension(one.declared_unit):
        conversion = converted(unit, one.declared_unit)
        return f"{quantity} {unit}{conversion}{value} ÷ {shown(one.amount)} {one.declared_unit}"
    kilogram = DeclaredUnit.KILOGRAM.value
    return f"{quantity} {unit}{converted(unit, kilogram)} ÷ {shown(one.mass)} kilogram{value}"


def added(parts: Iterable[str]) -> str:
    """A sum; in parentheses where it has several parts, so that it can be multiplied."""
    several = list(parts)
    return several[0] if len(several) == 1 else f"({' + '.join(several)})"


def sum_of(numbers: Iterable[Decimal]) -> str:
    """A sum of numbers that are not 0, in parentheses."""
    return added([shown(one) for one in numbers if one] or ["0"])
