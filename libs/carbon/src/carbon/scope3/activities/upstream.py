"""Categories 3, 5, 6 and 7: energy, waste, travel and commuting."""

from decimal import Decimal

from carbon.decimals import exact_arithmetic
from carbon.scope3 import category03, category05, category06, category07
from carbon.scope3.activities.choosing import (
    Emissions,
    Market,
    Obstacle,
    factor_for,
    factors_for,
    factors_for_shares,
    plain,
    quantity,
    quantity_in,
)
from carbon.scope3.activities.details import (
    Amount,
    Commuting,
    ElectricityUse,
    FuelUse,
    Travel,
    WasteTreatment,
)
from carbon.scope3.inputs import EmissionFactor
from carbon.scope3.notes import Note
from carbon.scope3.quantities import Quantity


def fuel_use(detail: FuelUse, market: Market) -> Emissions:
    """Category 3a: fuel × well-to-tank factor."""
    (factor,) = factors_for(market, (detail.fuel,))
    fuel = quantity(detail.fuel)
    return Emissions(category03.upstream_of_fuel(fuel, plain(factor)), fuel, (factor,))


def electricity_use(detail: ElectricityUse, market: Market) -> Emissions:
    """Categories 3b and 3c; each applies where the classes of its factor are stated."""
    power = quantity(detail.electricity)
    parts: list[tuple[Decimal, EmissionFactor]] = []
    if detail.electricity.classifications or not detail.loss_share:
        (upstream,) = factors_for(market, (detail.electricity,))
        parts.append((category03.upstream_of_electricity(power, plain(upstream)), upstream))
    if detail.loss_share:
        generation = factor_for(market, power.unit, detail.generation)
        lost = category03.transmission_losses(power, detail.loss_share, plain(generation))
        parts.append((lost, generation))
    with exact_arithmetic():
        whole = sum((kilograms for kilograms, _ in parts), Decimal(0))
    return Emissions(whole, power, tuple(factor for _, factor in parts))


def waste_treatment(detail: WasteTreatment, market: Market) -> Emissions:
    """Category 5: mass × share of the treatment × its factor."""
    mass = quantity_in(detail.mass, "kilogram")
    factors = factors_for_shares(market, mass.unit, detail.treatments)
    shares = [part.share for part in detail.treatments]
    treated = list(zip(shares, map(plain, factors), strict=True))
    return Emissions(category05.average_data(mass, treated), mass, factors)


def travel(detail: Travel, market: Market) -> Emissions:
    """Category 6 by fuel, else by distance, else by hotel nights."""
    if detail.fuels:
        return _fuel_burnt(detail.fuels, market)
    if detail.distance is not None and detail.passengers is not None:
        return _trip(detail.passengers, detail.distance, detail.classifications, market)
    if detail.hotel_nights is not None:
        return _stay(detail.hotel_nights, market)
    raise Obstacle(Note.NOTHING_MEASURED)


def commuting(detail: Commuting, market: Market) -> Emissions:
    """Category 7: the way to work, and telework where it is stated."""
    parts = [*_ways(detail, market), *_telework(detail, market)]
    if not parts:
        raise Obstacle(Note.NOTHING_MEASURED)
    with exact_arithmetic():
        whole = sum((part.kilograms for part in parts), Decimal(0))
    factors = tuple(factor for part in parts for factor in part.factors)
    return Emissions(whole, parts[0].measured if len(parts) == 1 else None, factors)


def _fuel_burnt(fuels: tuple[Amount, ...], market: Market) -> Emissions:
    factors = factors_for(market, fuels)
    burnt = list(zip(map(quantity, fuels), map(plain, factors), strict=True))
    measured = burnt[0][0] if len(burnt) == 1 else None
    return Emissions(category06.fuel_based(burnt), measured, factors)


def _trip(
    passengers: Decimal, distance: Amount, classes: tuple[str, ...], market: Market
) -> Emissions:
    factor = factor_for(market, "passenger kilometer", classes)
    way = quantity_in(distance, "kilometer")
    trip = category06.Trip(passengers, way, plain(factor))
    work = category06.passenger_kilometers(trip)
    return Emissions(category06.distance_based([trip]), work, (factor,))


def _stay(nights: Amount, market: Market) -> Emissions:
    (factor,) = factors_for(market, (nights,))
    stay = quantity(nights)
    return Emissions(category06.hotel_nights([(stay, plain(factor))]), stay, (factor,))


def _ways(detail: Commuting, market: Market) -> list[Emissions]:
    if detail.one_way is None:
        return []
    factor = factor_for(market, "passenger kilometer", detail.classifications)
    way = quantity_in(detail.one_way, "kilometer")
    commute = category07.Commute(detail.employees, way, detail.days, plain(factor))
    work = category07.passenger_kilometers(commute)
    return [Emissions(category07.distance_based([commute]), work, (factor,))]


def _telework(detail: Commuting, market: Market) -> list[Emissions]:
    if detail.telework_energy is None:
        return []
    (factor,) = factors_for(market, (detail.telework_energy,))
    energy = quantity(detail.telework_energy)
    kilograms = category07.telework(energy, detail.days, detail.employees, plain(factor))
    with exact_arithmetic():
        used = Quantity(energy.value * detail.days * detail.employees, energy.unit)
    return [Emissions(kilograms, used, (factor,))]
