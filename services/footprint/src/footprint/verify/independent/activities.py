"""Categories 3 to 15 (technical guidance, chapters 3 to 15): each kind's formula.

Partners' own figures before averages, physical amounts before money; where a part has no factor,
the whole has no figure.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from footprint.verify.independent.market import Market
from footprint.verify.independent.moments import moment_of
from footprint.verify.independent.numbers import optional, stated
from footprint.verify.independent.outcome import Outcome
from footprint.verify.independent.units import LENGTH, MASS, PASSENGER_WORK, TRANSPORT_WORK
from footprint.verify.independent.working import Unpriced, Work, in_base_units

_KILOGRAMS_PER_TONNE = _METRES_PER_KILOMETRE = 1000
_WAYS_A_DAY = 2
_WHOLE = "1"


def price_activity(activity: Any, market: Market) -> Outcome | None:
    """kgCO2e of an activity other than a purchase; None where it cannot be priced."""
    kind = activity.WhichOneof("detail")
    work = Work(market, moment_of(activity, "date"))
    try:
        kilograms = _FORMULAS[kind](getattr(activity, kind), work)
    except Unpriced:
        return None
    return Outcome(kilograms, work.method, work.is_foreign)


def _electricity(one: Any, work: Work) -> Fraction:
    lost, kilograms = optional(one.loss_share), Fraction(0)
    if one.electricity.classifications or not lost:
        kilograms += work.amount(one.electricity)
    if lost:
        # Losses are a share of what is generated, which is more than what arrives.
        generated = work.priced(one.electricity, one.generation)
        kilograms += generated * lost / (1 - lost)
    return kilograms


def _transport(one: Any, work: Work) -> Fraction:
    if one.fuels or one.leakages:
        ours = stated(one.allocation_share or _WHOLE)
        return (work.amounts(one.fuels) + work.leaked(one.leakages)) * ours
    if one.mass and one.distance:
        factor = work.factor(TRANSPORT_WORK, one.classifications)
        tonnes = in_base_units(MASS, one.mass, one.mass_unit) / _KILOGRAMS_PER_TONNE
        return tonnes * _kilometres(one.distance, one.distance_unit) * factor.per_base_unit
    return work.money(one.amount, one.currency, one.classifications)


def _waste(one: Any, work: Work) -> Fraction:
    return work.treated(one.mass, one.mass_unit, one.treatments)


def _end_of_life(one: Any, work: Work) -> Fraction:
    return work.treated(one.mass_sold, one.mass_unit, one.treatments)


def _travel(one: Any, work: Work) -> Fraction:
    if one.fuels:
        return work.amounts(one.fuels)
    if one.distance and one.passengers:
        factor = work.factor(PASSENGER_WORK, one.classifications)
        way = _kilometres(one.distance, one.distance_unit)
        return stated(one.passengers) * way * factor.per_base_unit
    return work.amount_in(one, "hotel_nights")


def _commuting(one: Any, work: Work) -> Fraction:
    person_days, kilograms = stated(one.employees) * stated(one.days), Fraction(0)
    if one.one_way_distance:
        factor = work.factor(PASSENGER_WORK, one.classifications)
        way = _kilometres(one.one_way_distance, one.distance_unit)
        kilograms += person_days * way * _WAYS_A_DAY * factor.per_base_unit
    if one.HasField("telework_energy") or not one.one_way_distance:
        kilograms += person_days * work.amount_in(one, "telework_energy")
    return kilograms


def _asset(one: Any, work: Work) -> Fraction:
    if one.emissions:
        return work.known(stated(one.emissions) * stated(one.share or _WHOLE))
    return work.amount_in(one, "area")


def _franchise(one: Any, work: Work) -> Fraction:
    if one.scope_1 and one.scope_2:
        return work.known(stated(one.scope_1) + stated(one.scope_2))
    return work.amount_in(one, "area")


def _processing(one: Any, work: Work) -> Fraction:
    if one.processor_emissions and one.product_share:
        return work.known(stated(one.processor_emissions) * stated(one.product_share))
    return work.amount_in(one, "sold")


def _use(one: Any, work: Work) -> Fraction:
    if not one.energy_per_use and not one.leakage_per_use:
        raise Unpriced
    per_use = work.amounts(one.energy_per_use) + work.leaked(one.leakage_per_use)
    return stated(one.units_sold) * stated(one.lifetime_uses) * per_use


def _investment(one: Any, work: Work) -> Fraction:
    ours = stated(one.share)
    if one.scope_1 and one.scope_2:
        return work.known((stated(one.scope_1) + stated(one.scope_2)) * ours)
    return work.money(one.revenue, one.currency, one.classifications) * ours


def _kilometres(value: str, unit: str) -> Fraction:
    return in_base_units(LENGTH, value, unit) / _METRES_PER_KILOMETRE


_FORMULAS: Mapping[str, Callable[[Any, Work], Fraction]] = {
    "fuel_use": lambda one, work: work.amount(one.fuel),
    "electricity_use": _electricity,
    "transport": _transport,
    "waste_treatment": _waste,
    "travel": _travel,
    "commuting": _commuting,
    "leased_asset": _asset,
    "processing": _processing,
    "product_use": _use,
    "end_of_life": _end_of_life,
    "franchise": _franchise,
    "investment": _investment,
}
