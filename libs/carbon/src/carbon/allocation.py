"""Sharing a joint burden between co-products (PACT methodology v3, allocation).

A product category rule comes first and subdivision second; what is left is physical allocation
where the economic value ratio of the co-products is at most 5, economic allocation above it.
"""

from collections.abc import Sequence
from decimal import Decimal

from carbon.co_products import (
    COMMON_UNITS,
    AllocationError,
    Basis,
    CoProduct,
    QuantityMissing,
    amount,
    basis_of_unit,
    lacking,
    physical_basis,
)
from carbon.decimals import exact_arithmetic, readable
from carbon.quantum import Milligrams

__all__ = [
    "COMMON_UNITS",
    "ECONOMIC_ABOVE_RATIO",
    "AllocationError",
    "Basis",
    "CoProduct",
    "QuantityMissing",
    "allocate",
    "amount",
    "amounts_of",
    "basis_for",
    "compared_per",
    "economic_value_ratio",
    "physical_basis",
    "shares",
]

ECONOMIC_ABOVE_RATIO = Decimal(5)
"""Highest unit price ÷ lowest; above it a physical share would say too little."""


def compared_per(products: Sequence[CoProduct], physical: Basis = Basis.MASS) -> Basis:
    """What unit prices are compared per: one kg, MJ or m³.

    The ratio asks whether a physical share would misjudge what goods are worth, so prices are
    comparable per unit of one physical quantity only. That is the one in which all are stated;
    where they are stated in different ones mass, if it is known of all, and else what they would
    be shared by. Raises QuantityMissing where there is none.
    """
    stated = {basis_of_unit(product.unit) for product in products}
    if len(stated) == 1 and (only := stated.pop()) is not None:
        return only
    is_physical = physical in COMMON_UNITS and lacking(products, Basis.MASS)
    return physical_basis(products, physical if is_physical else Basis.MASS)


def economic_value_ratio(products: Sequence[CoProduct], physical: Basis = Basis.MASS) -> Decimal:
    """Highest unit price ÷ lowest, per unit of `compared_per`.

    Raises AllocationError without positive prices, QuantityMissing where nothing joins the units.
    """
    if not products or min(product.price for product in products) <= 0:
        raise AllocationError("prices must be positive")
    basis = compared_per(products, physical)
    amounts = amounts_of(products, basis)
    with exact_arithmetic():
        pairs = zip(products, amounts, strict=True)
        prices = [product.value / measured for product, measured in pairs]
        return readable(max(prices) / min(prices))


def basis_for(products: Sequence[CoProduct], physical: Basis = Basis.MASS) -> Basis:
    """The basis the methodology asks for where no category rule says otherwise."""
    if economic_value_ratio(products, physical) > ECONOMIC_ABOVE_RATIO:
        return Basis.ECONOMIC
    return physical_basis(products, physical)


def shares(products: Sequence[CoProduct], basis: Basis) -> list[Decimal]:
    """Share of each product, m·k / Σ m·k with k = 1, heating value or price, in exact quotients."""
    weights = amounts_of(products, basis)
    with exact_arithmetic():
        whole = sum(weights, Decimal(0))
        return [readable(weight / whole) for weight in weights]


def allocate(burden: Milligrams, products: Sequence[CoProduct], basis: Basis) -> list[Milligrams]:
    """The burden in whole milligrams per product, together exactly the burden.

    Each part is rounded down; what rounding leaves goes to the largest part, the first of several.
    """
    weights = amounts_of(products, basis)
    with exact_arithmetic():
        whole = sum(weights, Decimal(0))
        parts = [int(burden * weight // whole) for weight in weights]
    parts[weights.index(max(weights))] += burden - sum(parts)
    return parts


def amounts_of(products: Sequence[CoProduct], basis: Basis) -> list[Decimal]:
    """What each is weighed with: kg, MJ, m³ or money. Raises AllocationError, QuantityMissing."""
    known = [found for one in products if (found := amount(one, basis)) is not None]
    if not products:
        raise AllocationError("no outputs to share between")
    if len(known) < len(products):
        raise QuantityMissing(products, basis)
    return known
