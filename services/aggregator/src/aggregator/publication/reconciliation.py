"""How much of the inventory's change initiatives explain: two views, never added."""

from dataclasses import dataclass
from decimal import Decimal

from aggregator.publication.view import DirectionView
from carbon.decimals import exact_arithmetic
from carbon.initiatives import unexplained_change


@dataclass(frozen=True)
class Reconciliation:
    """tCO2e of the headline year: the change since the base year (negative is a cut), what
    initiatives measured in that year, and the change beyond it."""

    year: int
    base_year: int
    change: Decimal
    measured: Decimal
    unexplained: Decimal


def reconciliation_of(view: DirectionView) -> Reconciliation | None:
    """None where change or reductions of the headline year cannot be told, or are suppressed."""
    year, target = view.headline, view.target
    measured = [one.measured for one in view.initiatives.years if year and one.year == year.year]
    if not year or not target or not measured:
        return None
    if year.emissions is None or target.base_emissions is None or year.year == target.base_year:
        return None
    with exact_arithmetic():
        change = year.emissions - target.base_emissions
    unexplained = unexplained_change(change, measured)
    return Reconciliation(year.year, target.base_year, change, measured[0], unexplained)
