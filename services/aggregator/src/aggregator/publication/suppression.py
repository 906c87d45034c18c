"""What strangers may see: figures that would tell one supplier's value are left out.

A year's emissions are left out where one or two suppliers stand behind them. Its share of the way
goes with them, and all shares and the path where that is so in the base year: with a base and a
share the year's emissions could be computed. What is left tells no more than the status.
"""

from decimal import ROUND_HALF_EVEN, Decimal

from aggregator.progress.service import (
    DirectionProgress,
    FactoryProgress,
    InitiativeTotals,
    any_reveals,
    reveals,
)
from aggregator.publication.view import (
    DirectionView,
    GroupView,
    InitiativesView,
    ProgressView,
    YearView,
)


def for_strangers(view: ProgressView, progress: FactoryProgress) -> ProgressView:
    """The view without what would tell one supplier's value."""
    directions = {
        name: _direction(shown, progress.of(name)) for name, shown in view.directions.items()
    }
    return view.model_copy(update={"directions": directions})


def _direction(view: DirectionView, progress: DirectionProgress) -> DirectionView:
    hides_base = _base_reveals(progress)
    target = view.target
    if target and hides_base:
        target = target.model_copy(update={"base_emissions": None})
    return view.model_copy(
        update={
            "target": target,
            "years": tuple(_year(one, hides_base) for one in view.years),
            "initiatives": _initiatives(view.initiatives, progress.initiatives),
        }
    )


def _base_reveals(progress: DirectionProgress) -> bool:
    if progress.target is None:
        return False
    base_year = progress.target.base_year
    return any(one.year == base_year and reveals(one.supplier_count) for one in progress.years)


def _year(view: YearView, hides_base: bool) -> YearView:
    hides_year = reveals(view.supplier_count)
    hidden: dict[str, object] = {
        "methods": tuple(
            one.model_copy(update={"percent": whole_percent(one.percent)}) for one in view.methods
        ),
        "supplier_specific_percent": _rounded(view.supplier_specific_percent),
    }
    if hides_year:
        hidden |= {"emissions": None, "suppressed": True}
    if hides_year or hides_base:
        hidden |= {"achieved_percent": None}
    if hides_base:
        hidden |= {"path": None}
    return view.model_copy(update=hidden)


def _initiatives(view: InitiativesView, totals: InitiativeTotals) -> InitiativesView:
    measured, planned = totals.measured_supplier_count, totals.planned_supplier_count
    hides_years = any_reveals(one.supplier_count for one in totals.years)
    pairs = zip(view.groups, totals.groups, strict=True)
    return view.model_copy(
        update={
            "measured": None if reveals(measured) else view.measured,
            "planned": None if reveals(planned) else view.planned,
            "suppressed": any_reveals((measured, planned)) or hides_years,
            "unconfirmed": _shown(view.unconfirmed, totals.unconfirmed_supplier_count),
            "contested": _shown(view.contested, totals.contested_supplier_count),
            # The rest could be had by subtraction, so both parts must hide their suppliers.
            "in_footprints": _shown(view.in_footprints, totals.in_footprints_supplier_count)
            if _hides_the_rest(totals)
            else None,
            # All or none: a single year left out could be had by subtraction from the total.
            "years": () if hides_years else view.years,
            "groups": tuple(
                _group(shown, kept.measured_supplier_count, kept.planned_supplier_count)
                for shown, kept in pairs
            ),
        }
    )


def _shown(amount: Decimal | None, suppliers: int) -> Decimal | None:
    return None if reveals(suppliers) else amount


def _hides_the_rest(totals: InitiativeTotals) -> bool:
    """Whether what is not in footprints tells no supplier's value either."""
    outside = totals.measured_supplier_count - totals.in_footprints_supplier_count
    return not totals.measured_supplier_count or totals.in_footprints == 0 or outside >= 3


def _group(view: GroupView, measured_suppliers: int, planned_suppliers: int) -> GroupView:
    return view.model_copy(
        update={
            "measured": None if reveals(measured_suppliers) else view.measured,
            "planned": None if reveals(planned_suppliers) else view.planned,
        }
    )


def whole_percent(percent: Decimal) -> Decimal:
    """Rounded to whole per cent, half to even: more digits would tell a method's emissions."""
    return percent.quantize(Decimal(1), rounding=ROUND_HALF_EVEN)


def _rounded(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else whole_percent(percent)
