"""Category 7, employee commuting and telework (technical guidance, chapter 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, times, total

_WAYS_PER_DAY = 2


@dataclass(frozen=True)
class Commute:
    """Employees who come the same way: one-way distance, days in the year, factor of the mode."""

    employees: Decimal
    one_way: Quantity
    days: Decimal
    factor: Factor


def distance_based(commutes: Iterable[Commute]) -> Decimal:
    """kgCO2e: Σ employees × one-way distance × 2 × days × EF of the mode."""
    return total(times(passenger_kilometers(commute), commute.factor) for commute in commutes)


def passenger_kilometers(commute: Commute) -> Quantity:
    """Passenger-kilometers of a year."""
    with exact_arithmetic():
        distance = commute.one_way.in_unit("kilometer") * _WAYS_PER_DAY
        return Quantity(commute.employees * distance * commute.days, "passenger kilometer")


def telework(
    energy_per_day: Quantity, days: Decimal, employees: Decimal, factor: Factor
) -> Decimal:
    """kgCO2e of energy used additionally at home; optional in the category's boundary."""
    with exact_arithmetic():
        return times(energy_per_day, factor) * days * employees
