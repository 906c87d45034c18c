"""What an activity must state so that it can be computed with (scope 3 standard, table 5.4)."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from footprint.verify.independent.moments import moment
from footprint.verify.independent.numbers import number
from footprint.verify.independent.units import unit

_CATEGORIES: Mapping[str, set[int]] = {
    "purchase": {1, 2},
    "fuel_use": {3},
    "electricity_use": {3},
    "transport": {4, 9},
    "waste_treatment": {5},
    "travel": {6},
    "commuting": {7},
    "leased_asset": {8, 13},
    "processing": {10},
    "product_use": {11},
    "end_of_life": {12},
    "franchise": {14},
    "investment": {15},
}


def is_sound(activity: Any) -> bool:
    """Whether its kind belongs in its category, it has a date, and its numbers are such."""
    kind = activity.WhichOneof("detail")
    if kind is None or activity.category not in _CATEGORIES[kind]:
        return False
    has_date = moment(activity, "date") is not None
    return has_date and _CHECKS[kind](getattr(activity, kind))


def _at_least_zero(text: str) -> bool:
    found = number(text)
    return found is not None and found >= 0


def _maybe(*texts: str) -> bool:
    return all(not text or _at_least_zero(text) for text in texts)


def _part(text: str) -> bool:
    return not text or (_at_least_zero(text) and Fraction(text) <= 1)


def _measured(value: str, name: str) -> bool:
    return _at_least_zero(value) and unit(name) is not None


def _maybe_measured(value: str, name: str) -> bool:
    return not value or _measured(value, name)


def _amounts(stated: Iterable[Any]) -> bool:
    return all(_measured(one.value, one.unit) for one in stated)


def _maybe_amount(detail: Any, field: str) -> bool:
    return not detail.HasField(field) or _amounts([getattr(detail, field)])


def _leakages(stated: Iterable[Any]) -> bool:
    return all(one.gas and _measured(one.mass, one.mass_unit) for one in stated)


def _a_whole(parts: Iterable[Any]) -> bool:
    texts = [one.share or "1" for one in parts]
    return all(map(_part, texts)) and sum(map(Fraction, texts), Fraction(0)) == 1


def _priced(amount: str, currency: str) -> bool:
    return not amount or (_at_least_zero(amount) and bool(currency))


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "purchase": lambda one: (
        bool(one.supplier_id)
        and _maybe_measured(one.quantity, one.unit)
        and _priced(one.amount, one.currency)
    ),
    "fuel_use": lambda one: _amounts([one.fuel]),
    "electricity_use": lambda one: (
        _amounts([one.electricity]) and _part(one.loss_share) and number(one.loss_share) != 1
    ),
    "transport": lambda one: (
        _maybe_measured(one.mass, one.mass_unit)
        and _maybe_measured(one.distance, one.distance_unit)
        and _amounts(one.fuels)
        and _part(one.allocation_share)
        and _leakages(one.leakages)
        and _priced(one.amount, one.currency)
    ),
    "waste_treatment": lambda one: _measured(one.mass, one.mass_unit) and _a_whole(one.treatments),
    "travel": lambda one: (
        _maybe(one.passengers)
        and _maybe_measured(one.distance, one.distance_unit)
        and _amounts(one.fuels)
        and _maybe_amount(one, "hotel_nights")
    ),
    "commuting": lambda one: (
        _at_least_zero(one.employees)
        and _at_least_zero(one.days)
        and _maybe_measured(one.one_way_distance, one.distance_unit)
        and _maybe_amount(one, "telework_energy")
    ),
    "leased_asset": lambda one: (
        _maybe(one.emissions) and _part(one.share) and _maybe_amount(one, "area")
    ),
    "processing": lambda one: (
        _maybe(one.processor_emissions) and _part(one.product_share) and _maybe_amount(one, "sold")
    ),
    "product_use": lambda one: (
        _at_least_zero(one.units_sold)
        and _at_least_zero(one.lifetime_uses)
        and _amounts(one.energy_per_use)
        and _leakages(one.leakage_per_use)
    ),
    "end_of_life": lambda one: _measured(one.mass_sold, one.mass_unit) and _a_whole(one.treatments),
    "franchise": lambda one: _maybe(one.scope_1, one.scope_2) and _maybe_amount(one, "area"),
    "investment": lambda one: (
        bool(one.share)
        and _part(one.share)
        and _maybe(one.scope_1, one.scope_2)
        and _priced(one.revenue, one.currency)
    ),
}
