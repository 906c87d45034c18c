"""Category 5, waste generated in operations (technical guidance, chapter 5).

Recycling and incineration with recovery carry only the transport in cut-off factors.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, checked_whole, times, total


def waste_type_specific(streams: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ mass of waste × EF of its type and treatment."""
    return total(times(waste, factor) for waste, factor in streams)


def average_data(waste: Quantity, treatments: Sequence[tuple[Decimal, Factor]]) -> Decimal:
    """kgCO2e: Σ total waste × share of the treatment × EF; shares must make a whole."""
    checked_whole(share for share, _ in treatments)
    with exact_arithmetic():
        return total(times(waste, factor) * share for share, factor in treatments)
