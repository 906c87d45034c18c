"""Electricity: scope 2 always as two numbers, and the footprint of electricity in a product.

GHG Protocol scope 2 guidance (2015): the location-based figure takes the grid's average, the
market-based one what was bought by contract, with the residual mix for the rest. Green power and
certificates change only the market-based figure.
"""

from dataclasses import dataclass
from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.grid_factors import OrganizationGridFactors, ProductGridFactors

KILOWATT_HOURS_PER_CERTIFICATE = Decimal(1_000)
"""One Chinese green electricity certificate stands for 1,000 kWh."""


class MoreContractsThanElectricity(ValueError):
    """Contracts and certificates cover more than was bought; `code` is stable."""

    code = "contracts-above-purchased-electricity"


class NoGridFactor(ValueError):
    """The set has no factor for the place; `code` is stable."""

    code = "no-grid-factor"


@dataclass(frozen=True)
class Contract:
    """Electricity bought with its attributes: kWh and the contract's kgCO2/kWh (0 if green)."""

    kilowatt_hours: Decimal
    factor: Decimal = Decimal(0)


@dataclass(frozen=True)
class PurchasedElectricity:
    """Both scope 2 figures, kgCO2."""

    location_based: Decimal
    market_based: Decimal


def certificates(count: int) -> Contract:
    """Green electricity certificates as a contract without emissions."""
    return Contract(count * KILOWATT_HOURS_PER_CERTIFICATE)


def grid_factor(place: str, factors: OrganizationGridFactors) -> Decimal:
    """kgCO2/kWh of a province (`CN-JS`) or of the whole country (`CN`); raises NoGridFactor."""
    if place == "CN":
        return factors.national
    factor = factors.provinces.get(place)
    if factor is None:
        raise NoGridFactor(place)
    return factor


def purchased_electricity(
    kilowatt_hours: Decimal,
    place: str,
    contracts: tuple[Contract, ...],
    factors: OrganizationGridFactors,
) -> PurchasedElectricity:
    """Both figures for electricity bought at a place in one period.

    Raises MoreContractsThanElectricity: a certificate covers nothing but electricity bought.
    """
    return PurchasedElectricity(
        location_based=location_based(kilowatt_hours, place, factors),
        market_based=market_based(kilowatt_hours, contracts, factors),
    )


def location_based(
    kilowatt_hours: Decimal, place: str, factors: OrganizationGridFactors
) -> Decimal:
    """kgCO2 by the grid's average at the place."""
    with exact_arithmetic():
        return kilowatt_hours * grid_factor(place, factors)


def market_based(
    kilowatt_hours: Decimal, contracts: tuple[Contract, ...], factors: OrganizationGridFactors
) -> Decimal:
    """kgCO2 by the contracts, and by the residual mix for what they leave."""
    with exact_arithmetic():
        covered = sum((contract.kilowatt_hours for contract in contracts), Decimal(0))
        if covered > kilowatt_hours:
            raise MoreContractsThanElectricity(f"{covered} > {kilowatt_hours}")
        bought = (contract.kilowatt_hours * contract.factor for contract in contracts)
        return sum(bought, (kilowatt_hours - covered) * factors.residual)


def electricity_in_product(
    kilowatt_hours: Decimal, factors: ProductGridFactors, generation: str | None = None
) -> Decimal:
    """kgCO2e of electricity used in making a product, by the national mix or one generation kind.

    A single kind gets transmission with losses on top; the national mix already holds it.
    """
    if generation is None:
        factor = factors.national
    else:
        factor = factors.generation[generation] + factors.transmission_with_losses
    with exact_arithmetic():
        return kilowatt_hours * factor
