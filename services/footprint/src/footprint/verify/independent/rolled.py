"""Calculated footprints of one buyer, year by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from footprint.verify.independent.bills import solve
from footprint.verify.independent.market import Market
from footprint.verify.independent.recipes import Bill
from footprint.verify.independent.rounding import rounding_bounds
from footprint.verify.independent.standing import Makers, Year
from footprint.verify.independent.system import System, name_of, system_of
from footprint.verify.independent.units import MASS, measures, size


@dataclass(frozen=True)
class Rolled:
    """kgCO2e per base unit of a product, and the most that float64 and the solver may be apart."""

    bill: Bill
    per_base_unit: Fraction = Fraction(0)
    off: Fraction = Fraction(0)
    is_foreign: bool = False
    is_beyond: bool = False
    """Too large to say whether float64 holds the figure."""

    def base_units(self, unit: str) -> Fraction | None:
        """Base units of the product in one of the unit; None where units do not join."""
        if measures(unit) == self.bill.measured:
            return size(unit)
        if measures(unit) == MASS and self.bill.mass_per_base_unit:
            return size(unit) / self.bill.mass_per_base_unit
        return None


@dataclass
class RolledUp:
    """What the products that a buyer buys come to, worked out when a year is asked for."""

    makers: Makers
    market: Market
    bought: Mapping[int, set[str]]
    """Year → products that the buyer bought in it."""
    _years: dict[int, Mapping[str, Rolled]] = field(default_factory=dict[int, Mapping[str, Rolled]])

    def figure(self, product_id: str, year: int) -> Rolled | None:
        """By the product's bill of materials; None where there is none or it gives no figure."""
        if product_id not in self.makers.bills:
            return None
        if year not in self._years:
            system = system_of(Year(self.makers, self.market, year), self.bought[year])
            self._years[year] = _figures(system, self.bought[year])
        return self._years[year].get(product_id)


def _figures(system: System, wanted: Iterable[str]) -> dict[str, Rolled]:
    solved = solve(system.recipes, system.own)
    errors = rounding_bounds(system.recipes, system.own, solved)
    found: dict[str, Rolled] = {}
    for product_id in wanted:
        name, bill = name_of(product_id), system.year.makers.bills.get(product_id)
        if bill is not None and name in system.beyond:
            found[product_id] = Rolled(bill, is_beyond=True)
        elif bill is not None and name in solved:
            one = solved[name]
            off = Fraction(one.bound) + errors[name]
            found[product_id] = Rolled(bill, Fraction(one.value), off, name in system.foreign)
    return found
