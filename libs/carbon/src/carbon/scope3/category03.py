"""Category 3, fuel- and energy-related activities not in scope 1 or 2 (guidance, chapter 3)."""

from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3.quantities import Factor, InvalidShare, Quantity, times


def upstream_of_fuel(fuel: Quantity, well_to_tank: Factor) -> Decimal:
    """3a: kgCO2e of bringing the fuel to the tank."""
    return times(fuel, well_to_tank)


def upstream_of_electricity(electricity: Quantity, upstream: Factor) -> Decimal:
    """3b: kgCO2e of bringing fuels to the power stations."""
    return times(electricity, upstream)


def transmission_losses(electricity: Quantity, loss_share: Decimal, generation: Factor) -> Decimal:
    """3c: kWh × L/(1 − L) × EF of generation, where L is losses ÷ generation.

    What was consumed is what the losses left of it. Raises InvalidShare unless 0 ≤ L < 1.
    """
    if not 0 <= loss_share < 1:
        raise InvalidShare(str(loss_share))
    with exact_arithmetic():
        return times(electricity, generation) * loss_share / (1 - loss_share)


def transmission_losses_of_delivered(electricity: Quantity, delivered: Factor) -> Decimal:
    """3c with a factor that is already per unit delivered."""
    return times(electricity, delivered)


def electricity_resold(electricity: Quantity, life_cycle: Factor) -> Decimal:
    """3d: kgCO2e of generating electricity that was bought and sold on to end users."""
    return times(electricity, life_cycle)


def well_to_tank(life_cycle: Factor, combustion: Factor) -> Factor:
    """A well-to-tank factor as life cycle minus combustion, in the life-cycle factor's unit."""
    burnt = Quantity(Decimal(1), life_cycle.unit)
    with exact_arithmetic():
        value = life_cycle.value - times(burnt, combustion)
    return Factor(value, life_cycle.unit, f"{life_cycle.source} − {combustion.source}")
