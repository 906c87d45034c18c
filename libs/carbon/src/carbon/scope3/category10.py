"""Category 10, processing of sold intermediate products (technical guidance, chapter 10)."""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, checked_share, times, total


def average_data(sales: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ mass of intermediate products sold × EF of their processing."""
    return total(times(sold, processing) for sold, processing in sales)


def site_specific(processor_emissions: Decimal, share_of_products: Decimal) -> Decimal:
    """kgCO2e: the processor's scope 1, 2 and waste × the share that our products cause."""
    with exact_arithmetic():
        return processor_emissions * checked_share(share_of_products)
