"""Categories 8, 13, 14 and 15: assets, franchises and investments, by their own scope 1 and 2."""

from decimal import Decimal

from carbon.scope3 import category14, category15, leased_assets
from carbon.scope3.activities.choosing import (
    Emissions,
    Market,
    Obstacle,
    factors_for,
    own_emissions,
    plain,
    quantity,
    spend_factor_for,
)
from carbon.scope3.activities.details import Amount, Franchise, Investment, LeasedAsset
from carbon.scope3.activities.spending import in_money_of
from carbon.scope3.notes import Note
from carbon.scope3.results import Method

_NOTHING = Decimal(0)


def leased_asset(detail: LeasedAsset, market: Market) -> Emissions:
    """Categories 8 and 13: the asset's emissions × the share that is leased, else its area."""
    if detail.emissions is not None:
        kilograms = leased_assets.asset_specific(detail.emissions, _NOTHING, detail.share)
        return own_emissions(kilograms)
    return _by_area(detail.area, market)


def franchise(detail: Franchise, market: Market) -> Emissions:
    """Category 14: the franchisee's scope 1 and 2, else its area."""
    if detail.scope_1 is not None and detail.scope_2 is not None:
        kilograms = category14.franchise_specific([(detail.scope_1, detail.scope_2)])
        return own_emissions(kilograms)
    return _by_area(detail.area, market)


def investment(detail: Investment, market: Market) -> Emissions:
    """Category 15: the investee's scope 1 and 2, else its revenue × a factor of its sector."""
    if detail.scope_1 is not None and detail.scope_2 is not None:
        own = category15.Investment(detail.scope_1, detail.scope_2, detail.share)
        return own_emissions(category15.investment_specific([own]))
    if detail.revenue is None:
        raise Obstacle(Note.NOTHING_MEASURED)
    factor = spend_factor_for(market, detail.classifications)
    revenue = in_money_of(factor, detail.revenue, detail.currency, market)
    kilograms = category15.average_data(revenue.value, detail.share, factor.value)
    return Emissions(kilograms, None, (factor,), revenue.sources, Method.SPEND_BASED)


def _by_area(area: Amount | None, market: Market) -> Emissions:
    if area is None:
        raise Obstacle(Note.NOTHING_MEASURED)
    (factor,) = factors_for(market, (area,))
    floor = quantity(area)
    return Emissions(leased_assets.average_data([(floor, plain(factor))]), floor, (factor,))
