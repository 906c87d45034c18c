"""Category 11, use of sold products (technical guidance, chapter 11).

The whole lifetime of everything sold in the year counts in that year. The electricity factor is a
current one or a forward-looking scenario; whoever calls states which by the factor's source.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.gwp import GwpSet
from carbon.scope3.quantities import Factor, Quantity, checked_share, times, total
from carbon.scope3.transport import Leakage, leaked


@dataclass(frozen=True)
class Use:
    """What one unit takes and loses per use, and how often it is used in its life."""

    units_sold: Decimal
    uses_in_lifetime: Decimal
    energy_per_use: tuple[tuple[Quantity, Factor], ...]
    leakage_per_use: tuple[Leakage, ...] = ()


def direct_use(products: Iterable[Use], gwp_set: GwpSet) -> Decimal:
    """kgCO2e: Σ lifetime uses × units × (energy or fuel per use × EF + refrigerant × GWP)."""
    return total(_lifetime(product, gwp_set) for product in products)


def fuels_and_feedstocks(sales: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ quantity of fuel sold × EF of its combustion."""
    return total(times(sold, combustion) for sold, combustion in sales)


def contained_gases(
    units_sold: Decimal, contained: Iterable[Leakage], released_share: Decimal, gwp_set: GwpSet
) -> Decimal:
    """kgCO2e: units × gas held per unit × the share released in its life × GWP."""
    with exact_arithmetic():
        return units_sold * leaked(contained, gwp_set) * checked_share(released_share)


def _lifetime(product: Use, gwp_set: GwpSet) -> Decimal:
    with exact_arithmetic():
        energy = total(times(used, factor) for used, factor in product.energy_per_use)
        per_use = energy + leaked(product.leakage_per_use, gwp_set)
        return product.units_sold * product.uses_in_lifetime * per_use
