"""Categories 4 and 9: transport by fuel, by distance or by spend, in this order of preference.

The first method whose data are stated counts; guidance, chapter 4.
"""

from carbon.scope3 import transport as formulas
from carbon.scope3.activities.choosing import (
    Emissions,
    Market,
    Obstacle,
    factor_for,
    factors_for,
    plain,
    potentials_of,
    quantity,
    quantity_in,
    spend_factor_for,
)
from carbon.scope3.activities.details import Transport
from carbon.scope3.activities.spending import in_money_of
from carbon.scope3.notes import Note
from carbon.scope3.quantities import checked_share
from carbon.scope3.results import Method


def transport(detail: Transport, market: Market) -> Emissions:
    """kgCO2e of a transport; raises Obstacle where nothing is stated."""
    if detail.fuels or detail.leakages:
        return _by_fuel(detail, market)
    if detail.mass is not None and detail.distance is not None:
        return _by_distance(detail, market)
    if detail.spend is not None:
        return _by_spend(detail, market)
    raise Obstacle(Note.NOTHING_MEASURED)


def _by_fuel(detail: Transport, market: Market) -> Emissions:
    factors = factors_for(market, detail.fuels)
    sources = potentials_of(market, detail.leakages)
    fuels = list(zip(map(quantity, detail.fuels), map(plain, factors), strict=True))
    share = checked_share(detail.allocation_share)
    kilograms = formulas.fuel_based(fuels, detail.leakages, share, market.potentials)
    measured = fuels[0][0] if len(fuels) == 1 and not sources else None
    return Emissions(kilograms, measured, factors, sources)


def _by_distance(detail: Transport, market: Market) -> Emissions:
    if detail.mass is None or detail.distance is None:
        raise Obstacle(Note.NOTHING_MEASURED)
    factor = factor_for(market, "ton kilometer", detail.classifications)
    mass = quantity_in(detail.mass, "kilogram")
    leg = formulas.Leg(mass, quantity_in(detail.distance, "kilometer"), plain(factor))
    return Emissions(formulas.distance_based([leg]), formulas.tonne_kilometers(leg), (factor,))


def _by_spend(detail: Transport, market: Market) -> Emissions:
    factor = spend_factor_for(market, detail.classifications)
    spend = in_money_of(factor, detail.spend, detail.currency, market)
    kilograms = formulas.spend_on_transport(spend.value, factor.value)
    return Emissions(kilograms, None, (factor,), spend.sources, Method.SPEND_BASED)
