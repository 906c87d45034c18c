"""Categories 10, 11 and 12: what happens to products after they are sold."""

from carbon.scope3 import category10, category11, category12
from carbon.scope3.activities.choosing import (
    Emissions,
    Market,
    Obstacle,
    factors_for,
    factors_for_shares,
    own_emissions,
    plain,
    potentials_of,
    quantity,
    quantity_in,
)
from carbon.scope3.activities.details import EndOfLife, Processing, ProductUse
from carbon.scope3.notes import Note
from carbon.scope3.quantities import Quantity


def processing(detail: Processing, market: Market) -> Emissions:
    """Category 10: the processor's own figures where they are known, else an average."""
    if detail.processor_emissions is not None and detail.product_share is not None:
        share = detail.product_share
        return own_emissions(category10.site_specific(detail.processor_emissions, share))
    if detail.sold is None:
        raise Obstacle(Note.NOTHING_MEASURED)
    (factor,) = factors_for(market, (detail.sold,))
    sold = quantity(detail.sold)
    return Emissions(category10.average_data([(sold, plain(factor))]), sold, (factor,))


def product_use(detail: ProductUse, market: Market) -> Emissions:
    """Category 11, direct use phase over the lifetime of all units sold in the year."""
    if not detail.energy_per_use and not detail.leakage_per_use:
        raise Obstacle(Note.NOTHING_MEASURED)
    factors = factors_for(market, detail.energy_per_use)
    sources = potentials_of(market, detail.leakage_per_use)
    energy = zip(map(quantity, detail.energy_per_use), map(plain, factors), strict=True)
    use = category11.Use(
        detail.units_sold, detail.lifetime_uses, tuple(energy), detail.leakage_per_use
    )
    kilograms = category11.direct_use([use], market.potentials)
    return Emissions(kilograms, Quantity(detail.units_sold, "piece"), factors, sources)


def end_of_life(detail: EndOfLife, market: Market) -> Emissions:
    """Category 12: mass sold × share of the treatment × its factor."""
    mass = quantity_in(detail.mass, "kilogram")
    factors = factors_for_shares(market, mass.unit, detail.treatments)
    shares = [part.share for part in detail.treatments]
    treated = list(zip(shares, map(plain, factors), strict=True))
    return Emissions(category12.waste_type_specific(mass, treated), mass, factors)
