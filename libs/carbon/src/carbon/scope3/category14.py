"""Category 14, franchises (technical guidance, chapter 14)."""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, times, total


def franchise_specific(franchises: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """kgCO2e: Σ scope 1 + scope 2 of each franchisee."""
    with exact_arithmetic():
        return total(scope_1 + scope_2 for scope_1, scope_2 in franchises)


def average_data(areas: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ floor area of franchises × average intensity of a year."""
    return total(times(area, intensity) for area, intensity in areas)
