"""Category 15, investments: the investor's proportional part (technical guidance, chapter 15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import checked_share, total


@dataclass(frozen=True)
class Investment:
    """An investee's scope 1 and 2 in kgCO2e, and the investor's share of its equity or costs."""

    scope_1: Decimal
    scope_2: Decimal
    share: Decimal


def investment_specific(investments: Iterable[Investment]) -> Decimal:
    """kgCO2e: Σ scope 1 + scope 2 of the investee × share of equity (or of a project's costs)."""
    with exact_arithmetic():
        return total(
            (each.scope_1 + each.scope_2) * checked_share(each.share) for each in investments
        )


def average_data(revenue: Decimal, share: Decimal, factor: Decimal) -> Decimal:
    """kgCO2e: the investee's revenue, in the factor's currency and year, × share × EEIO factor."""
    with exact_arithmetic():
        return revenue * checked_share(share) * factor
