"""Sharing a joint burden between co-products (PACT methodology v3, allocation).

A product category rule comes first and subdivision second; what is left is physical allocation
where the economic value ratio of the co-products is at most 5, economic allocation above it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic, readable
from carbon.quantum import Milligrams

ECONOMIC_ABOVE_RATIO = Decimal(5)
"""Highest unit price ÷ lowest; above it a physical share would say too little."""


class Basis(StrEnum):
    """What shares are taken in proportion to."""

    MASS = "mass"
    ENERGY = "energy"
    ECONOMIC = "economic"


class AllocationError(ValueError):
    """No shares can be formed; `code` is stable."""

    code = "allocation-impossible"


@dataclass(frozen=True)
class CoProduct:
    """One output of a joint process: kg, price per kg, and MJ (net) per kg where it matters."""

    name: str
    mass: Decimal
    price: Decimal
    lower_heating_value: Decimal = Decimal(0)


def economic_value_ratio(products: Sequence[CoProduct]) -> Decimal:
    """Highest unit price ÷ lowest unit price; raises AllocationError without positive prices."""
    prices = [product.price for product in products]
    if not prices or min(prices) <= 0:
        raise AllocationError("prices must be positive")
    with exact_arithmetic():
        return readable(max(prices) / min(prices))


def basis_for(products: Sequence[CoProduct]) -> Basis:
    """The basis the methodology asks for where no category rule says otherwise."""
    if economic_value_ratio(products) > ECONOMIC_ABOVE_RATIO:
        return Basis.ECONOMIC
    return Basis.MASS


def shares(products: Sequence[CoProduct], basis: Basis) -> list[Decimal]:
    """Share of each product, m·k / Σ m·k with k = 1, heating value or price, in exact quotients."""
    with exact_arithmetic():
        weights = _weights(products, basis)
        whole = sum(weights, Decimal(0))
        return [readable(weight / whole) for weight in weights]


def allocate(burden: Milligrams, products: Sequence[CoProduct], basis: Basis) -> list[Milligrams]:
    """The burden in whole milligrams per product, together exactly the burden.

    Each part is rounded down; what rounding leaves goes to the largest part, the first of several.
    """
    with exact_arithmetic():
        weights = _weights(products, basis)
        whole = sum(weights, Decimal(0))
        parts = [int(burden * weight // whole) for weight in weights]
    parts[weights.index(max(weights))] += burden - sum(parts)
    return parts


def _weights(products: Sequence[CoProduct], basis: Basis) -> list[Decimal]:
    weights = [product.mass * _weight_per_kilogram(product, basis) for product in products]
    if not weights or min(weights) < 0 or max(weights) == 0:
        raise AllocationError(f"no {basis} to share by")
    return weights


def _weight_per_kilogram(product: CoProduct, basis: Basis) -> Decimal:
    match basis:
        case Basis.MASS:
            return Decimal(1)
        case Basis.ENERGY:
            return product.lower_heating_value
        case Basis.ECONOMIC:
            return product.price
