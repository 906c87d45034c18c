"""Leased assets as categories 8 and 13 share them (technical guidance, chapters 8 and 13)."""

from collections.abc import Iterable
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, checked_share, times, total


def asset_specific(
    scope_1: Decimal, scope_2: Decimal, share_of_asset: Decimal = Decimal(1)
) -> Decimal:
    """kgCO2e: scope 1 and 2 of the asset × the share of it that is leased."""
    with exact_arithmetic():
        return (scope_1 + scope_2) * checked_share(share_of_asset)


def average_data(areas: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ floor area (or number of assets) × average intensity of a year."""
    return total(times(area, intensity) for area, intensity in areas)
