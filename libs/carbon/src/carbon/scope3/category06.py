"""Category 6, business travel (technical guidance, chapter 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, Quantity, times, total


@dataclass(frozen=True)
class Trip:
    """Persons who travelled a distance by one mode (factor per passenger-kilometer)."""

    passengers: int | Decimal
    distance: Quantity
    factor: Factor


def distance_based(trips: Iterable[Trip]) -> Decimal:
    """kgCO2e: Σ passenger-kilometers × EF of the mode."""
    return total(times(passenger_kilometers(trip), trip.factor) for trip in trips)


def fuel_based(fuels: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ fuel of hired or private cars × EF."""
    return total(times(fuel, factor) for fuel, factor in fuels)


def hotel_nights(stays: Iterable[tuple[Quantity, Factor]]) -> Decimal:
    """kgCO2e: Σ room nights × EF of the country; optional in the category's boundary."""
    return total(times(nights, factor) for nights, factor in stays)


def passenger_kilometers(trip: Trip) -> Quantity:
    """The work of carrying passengers."""
    with exact_arithmetic():
        work = trip.passengers * trip.distance.in_unit("kilometer")
    return Quantity(work, "passenger kilometer")
