"""Category 12, end-of-life treatment of sold products and packaging (guidance, chapter 12)."""

from collections.abc import Sequence
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, checked_whole, times, total


def waste_type_specific(
    mass_sold: Quantity, treatments: Sequence[tuple[Decimal, Factor]]
) -> Decimal:
    """kgCO2e: Σ mass of products and packaging sold × share of the treatment × EF.

    The shares must make a whole, so that nothing sold is forgotten.
    """
    checked_whole(share for share, _ in treatments)
    with exact_arithmetic():
        return total(times(mass_sold, factor) * share for share, factor in treatments)
