"""Pricing an activity: its kind chooses the formula, its classes choose the factors."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from carbon.decimals import exact_arithmetic, readable
from carbon.quantum import to_milligrams
from carbon.scope3.activities import downstream, holdings, moving, upstream
from carbon.scope3.activities.choosing import Emissions, Market, Obstacle
from carbon.scope3.activities.details import (
    CATEGORIES,
    Activity,
    Commuting,
    Detail,
    ElectricityUse,
    EndOfLife,
    Franchise,
    FuelUse,
    Investment,
    LeasedAsset,
    Processing,
    ProductUse,
    Transport,
    Travel,
    WasteTreatment,
)
from carbon.scope3.inputs import EmissionFactor, ExchangeRate, PriceIndex, Prices
from carbon.scope3.lines import unresolved
from carbon.scope3.notes import Note
from carbon.scope3.pricing import factor_source
from carbon.scope3.quantities import InvalidShare
from carbon.scope3.results import LineResult, Method

_FORMULAS: Mapping[type[Detail], Callable[[Any, Market], Emissions]] = {
    FuelUse: upstream.fuel_use,
    ElectricityUse: upstream.electricity_use,
    Transport: moving.transport,
    WasteTreatment: upstream.waste_treatment,
    Travel: upstream.travel,
    Commuting: upstream.commuting,
    LeasedAsset: holdings.leased_asset,
    Processing: downstream.processing,
    ProductUse: downstream.product_use,
    EndOfLife: downstream.end_of_life,
    Franchise: holdings.franchise,
    Investment: holdings.investment,
}


def price_activity(
    activity: Activity,
    factors: Iterable[EmissionFactor],
    rates: Iterable[ExchangeRate],
    indices: Iterable[PriceIndex],
    gwp_set: str,
) -> LineResult:
    """Price an activity of categories 3 to 15 (scope 3 guidance, chapters 3 to 15).

    Partners' own figures come before averages, physical amounts before spend. Where any part cannot
    be priced, the line is unresolved and names the obstacle. The result depends on the sets given,
    not on their order.
    """
    if activity.category not in CATEGORIES[type(activity.detail)]:
        return unresolved([Note.WRONG_CATEGORY])
    prices = Prices(tuple(rates), tuple(indices))
    market = Market(activity.date, tuple(factors), prices, gwp_set)
    try:
        emissions = _FORMULAS[type(activity.detail)](activity.detail, market)
    except Obstacle as obstacle:
        return unresolved([obstacle.note])
    except InvalidShare:
        return unresolved([Note.INVALID_SHARE])
    return _line(emissions, gwp_set)


def _line(emissions: Emissions, gwp_set: str) -> LineResult:
    # A partner's own figures and potentials of gases are in the inventory's set.
    sets = sorted({factor.gwp_set for factor in emissions.factors} or {gwp_set})
    measured = emissions.measured
    with exact_arithmetic():
        per_unit = emissions.kilograms / measured.value if measured and measured.value else None
    return LineResult(
        method=emissions.method,
        emissions_mg=to_milligrams(emissions.kilograms),
        sources=tuple(dict.fromkeys((*map(factor_source, emissions.factors), *emissions.sources))),
        notes=_notes(emissions, sets, gwp_set),
        factor=None if per_unit is None else readable(per_unit),
        gwp_set=", ".join(sets),
        data_type=emissions.data_type,
        measured=measured,
    )


def _notes(emissions: Emissions, sets: list[str], gwp_set: str) -> tuple[str, ...]:
    spent = emissions.method is Method.SPEND_BASED
    at_producer_prices = spent and not all(one.includes_margins for one in emissions.factors)
    notes = {
        Note.WITHOUT_MARGINS: at_producer_prices,
        Note.OTHER_GWP_SET: sets != [gwp_set],
    }
    return tuple(note for note, applies in notes.items() if applies)
