"""Transport and storage as categories 4 and 9 share them (technical guidance, chapters 4 and 9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.gwp import GwpSet, refrigerant_potential
from carbon.scope3.quantities import Factor, Quantity, times, total


@dataclass(frozen=True)
class Leg:
    """A mass moved over a distance by one mode and vehicle (factor per tonne-kilometer)."""

    mass: Quantity
    distance: Quantity
    factor: Factor


@dataclass(frozen=True)
class Leakage:
    """kg of a refrigerant lost on the way or in storage, by its name such as `R-410A`."""

    refrigerant: str
    mass: Quantity


def tonne_kilometers(leg: Leg) -> Quantity:
    """Transport work of a leg: the mass actually moved × the distance actually driven."""
    with exact_arithmetic():
        work = leg.mass.in_unit("tonne") * leg.distance.in_unit("kilometer")
    return Quantity(work, "ton kilometer")


def distance_based(legs: Iterable[Leg]) -> Decimal:
    """kgCO2e: Σ mass × distance × EF of mode and vehicle."""
    return total(times(tonne_kilometers(leg), leg.factor) for leg in legs)


def fuel_based(
    fuels: Iterable[tuple[Quantity, Factor]],
    leakages: Iterable[Leakage],
    allocation_share: Decimal,
    gwp_set: GwpSet,
) -> Decimal:
    """kgCO2e: (Σ fuel × EF + refrigerant leakage × GWP) × the share of the load that is ours.

    Fuel of empty returns belongs in the fuels.
    """
    burnt = total(times(fuel, factor) for fuel, factor in fuels)
    with exact_arithmetic():
        return (burnt + leaked(leakages, gwp_set)) * allocation_share


def leaked(leakages: Iterable[Leakage], gwp_set: GwpSet) -> Decimal:
    """kgCO2e of refrigerants lost."""
    with exact_arithmetic():
        return total(
            leakage.mass.in_unit("kilogram") * refrigerant_potential(leakage.refrigerant, gwp_set)
            for leakage in leakages
        )


def spend_on_transport(spend: Decimal, factor: Decimal) -> Decimal:
    """kgCO2e: money, already in the factor's currency and year, × an input-output factor."""
    with exact_arithmetic():
        return spend * factor


def site_based(
    energy: Iterable[tuple[Quantity, Factor]], leakages: Iterable[Leakage], gwp_set: GwpSet
) -> Decimal:
    """kgCO2e of warehouses and terminals: Σ energy × EF + leakage × GWP."""
    return total((*(times(used, factor) for used, factor in energy), leaked(leakages, gwp_set)))
