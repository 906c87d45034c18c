"""Quantities and factors with their units: checked once at the edge, plain decimals inside."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.units import convert


@dataclass(frozen=True)
class Quantity:
    """How much of something, in a unit that `carbon.units` knows."""

    value: Decimal
    unit: str

    def in_unit(self, unit: str) -> Decimal:
        """The plain number in another unit of the same dimension; raises UnitMismatch."""
        return convert(self.value, self.unit, unit)


@dataclass(frozen=True)
class Factor:
    """kgCO2e per unit, with the document it comes from and the GWP set it uses."""

    value: Decimal
    unit: str
    source: str = ""
    gwp_set: str = "AR6"


def times(quantity: Quantity, factor: Factor) -> Decimal:
    """kgCO2e of the quantity; raises UnitMismatch when the factor is for something else."""
    with exact_arithmetic():
        return quantity.in_unit(factor.unit) * factor.value


def total(parts: Iterable[Decimal]) -> Decimal:
    """Exact sum of emissions, kgCO2e."""
    with exact_arithmetic():
        return sum(parts, Decimal(0))


class InvalidShare(ValueError):
    """A share lies outside 0 to 1, or shares that make up a whole do not; `code` is stable."""

    code = "invalid-share"


def checked_share(share: Decimal) -> Decimal:
    """The share, if it is from 0 to 1; raises InvalidShare."""
    if not 0 <= share <= 1:
        raise InvalidShare(str(share))
    return share


def checked_whole(shares: Iterable[Decimal]) -> None:
    """Raise InvalidShare unless each share is sound and together they make exactly one."""
    with exact_arithmetic():
        whole = sum((checked_share(share) for share in shares), Decimal(0))
    if whole != 1:
        raise InvalidShare(str(whole))
