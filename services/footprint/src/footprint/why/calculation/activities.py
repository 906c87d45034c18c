"""Calculations of activities other than purchases, kind by kind."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from footprint.why.calculation.evidence import Evidence, Incomplete, is_zero
from footprint.why.calculation.terms import added, amount, converted, shown

_WAYS = 2
_WHOLE = "1"


def _electricity(one: Any, evidence: Evidence) -> str:
    power, parts = one.electricity, list[str]()
    if power.classifications or is_zero(one.loss_share):
        parts.append(evidence.amount(power))
    if not is_zero(one.loss_share):
        generated = amount(power.value, power.unit, evidence.factor(power.unit, one.generation))
        lost = shown(one.loss_share)
        parts.append(f"{generated} × {lost} ÷ (1 - {lost})")
    return " + ".join(parts)


def _transport(one: Any, evidence: Evidence) -> str:
    if one.fuels or one.leakages:
        burnt = [*map(evidence.amount, one.fuels), *_leaked(one.leakages, evidence)]
        return f"{added(burnt)}{_times(one.allocation_share)}"
    if one.mass and one.distance:
        factor = evidence.factor("ton kilometer", one.classifications)
        mass = f"{shown(one.mass)} {one.mass_unit}{converted(one.mass_unit, 't')}"
        return f"{mass} × {_carried(one.distance, one.distance_unit, 'tkm', factor)}"
    return evidence.money(one.amount, one.currency, one.classifications)


def _treated(mass: str, unit: str, parts: Iterable[Any], evidence: Evidence) -> str:
    return " + ".join(
        f"{amount(mass, unit, evidence.factor(unit, one.classifications))}{_times(one.share)}"
        for one in parts
    )


def _travel(one: Any, evidence: Evidence) -> str:
    if one.fuels:
        return added(map(evidence.amount, one.fuels))
    if one.distance and one.passengers:
        factor = evidence.factor("passenger kilometer", one.classifications)
        carried = _carried(one.distance, one.distance_unit, "pkm", factor)
        return f"{shown(one.passengers)} × {carried}"
    return evidence.amount(one.hotel_nights)


def _commuting(one: Any, evidence: Evidence) -> str:
    days, parts = f"{shown(one.employees)} × {shown(one.days)}", list[str]()
    if one.one_way_distance:
        factor = evidence.factor("passenger kilometer", one.classifications)
        way = _carried(one.one_way_distance, one.distance_unit, "pkm", factor)
        parts.append(f"{days} × {_WAYS} × {way}")
    if one.HasField("telework_energy"):
        parts.append(f"{days} × {evidence.amount(one.telework_energy)}")
    return " + ".join(parts)


def _asset(one: Any, evidence: Evidence) -> str:
    if one.emissions:
        return f"{shown(one.emissions)} kgCO2e{_times(one.share)}"
    return evidence.amount(one.area)


def _processing(one: Any, evidence: Evidence) -> str:
    if one.processor_emissions and one.product_share:
        return f"{shown(one.processor_emissions)} kgCO2e{_times(one.product_share)}"
    return evidence.amount(one.sold)


def _use(one: Any, evidence: Evidence) -> str:
    per_use = [*map(evidence.amount, one.energy_per_use), *_leaked(one.leakage_per_use, evidence)]
    return f"{shown(one.units_sold)} × {shown(one.lifetime_uses)} × {added(per_use)}"


def _franchise(one: Any, evidence: Evidence) -> str:
    if one.scope_1 and one.scope_2:
        return f"({shown(one.scope_1)} + {shown(one.scope_2)}) kgCO2e"
    return evidence.amount(one.area)


def _investment(one: Any, evidence: Evidence) -> str:
    if one.scope_1 and one.scope_2:
        return f"({shown(one.scope_1)} + {shown(one.scope_2)}) kgCO2e{_times(one.share)}"
    return f"{evidence.money(one.revenue, one.currency, one.classifications)}{_times(one.share)}"


def _carried(distance: str, unit: str, work: str, factor: Any) -> str:
    way = f"{shown(distance)} {unit}{converted(unit, 'km')}"
    return f"{way}{converted(work, factor.unit)} × {shown(factor.value)} kgCO2e/{factor.unit}"


def _leaked(leakages: Iterable[Any], evidence: Evidence) -> Iterable[str]:
    for one in leakages:
        if one.gas not in evidence.potentials:
            raise Incomplete
        mass = f"{shown(one.mass)} {one.mass_unit}{converted(one.mass_unit, 'kg')} {one.gas}"
        # A gas's name has digits of its own; in brackets it is no number of the calculation.
        yield f"{mass.removesuffix(one.gas)}[{one.gas}] × {evidence.potentials[one.gas]} kgCO2e/kg"


def _times(share: str) -> str:
    return "" if (share or _WHOLE) == _WHOLE else f" × {shown(share)}"


BY_KIND: Mapping[str, Callable[[Any, Evidence], str]] = {
    "fuel_use": lambda one, evidence: evidence.amount(one.fuel),
    "electricity_use": _electricity,
    "transport": _transport,
    "waste_treatment": lambda one, evidence: _treated(
        one.mass, one.mass_unit, one.treatments, evidence
    ),
    "travel": _travel,
    "commuting": _commuting,
    "leased_asset": _asset,
    "processing": _processing,
    "product_use": _use,
    "end_of_life": lambda one, evidence: _treated(
        one.mass_sold, one.mass_unit, one.treatments, evidence
    ),
    "franchise": _franchise,
    "investment": _investment,
}
"""Kind of activity → the calculation as text; raises Incomplete."""
