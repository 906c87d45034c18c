"""The volume of a flow in both years: a physical quantity, else money, else unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbon.comparison.lines import ComparedLine
from carbon.decimals import exact_arithmetic
from carbon.units import canonical_unit, convert, dimension, known_unit

Lines = Sequence[ComparedLine]


@dataclass(frozen=True)
class Volumes:
    """Volumes in one unit, a currency where it is money; the unit is empty where none is common.

    Without a common unit each year that has lines counts as one.
    """

    unit: str
    base: Decimal
    current: Decimal


def volumes_of(base: Lines, current: Lines) -> Volumes:
    """The volumes of one flow's lines."""
    return _physical(base, current) or _money(base, current) or _unknown(base, current)


def _physical(base: Lines, current: Lines) -> Volumes | None:
    lines = [*base, *current]
    if not all(line.quantity is not None and known_unit(line.unit) for line in lines):
        return None
    if len({dimension(line.unit) for line in lines}) != 1:
        return None
    # Any unit of the dimension would do; this one does not depend on the order of lines.
    unit = min(canonical_unit(line.unit) for line in lines)
    return _checked(Volumes(unit, _quantity(base, unit), _quantity(current, unit)), base, current)


def _quantity(lines: Lines, unit: str) -> Decimal:
    with exact_arithmetic():
        parts = (convert(line.quantity or Decimal(0), line.unit, unit) for line in lines)
        return sum(parts, Decimal(0))


def _money(base: Lines, current: Lines) -> Volumes | None:
    lines = [*base, *current]
    if not all(line.amount is not None and line.currency for line in lines):
        return None
    if len({line.currency for line in lines}) != 1:
        return None
    volumes = Volumes(lines[0].currency, _amount(base), _amount(current))
    return _checked(volumes, base, current)


def _amount(lines: Lines) -> Decimal:
    with exact_arithmetic():
        return sum((line.amount or Decimal(0) for line in lines), Decimal(0))


def _checked(volumes: Volumes, base: Lines, current: Lines) -> Volumes | None:
    """Lines without any volume have no intensity: then it is unknown."""
    is_whole = bool(base) == bool(volumes.base) and bool(current) == bool(volumes.current)
    return volumes if is_whole else None


def _unknown(base: Lines, current: Lines) -> Volumes:
    return Volumes("", Decimal(bool(base)), Decimal(bool(current)))
