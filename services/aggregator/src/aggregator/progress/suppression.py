"""What strangers may see: figures that would tell one supplier's value are left out.

The public page, its JSON and the topic of partners all show what ``for_strangers`` leaves.

A year's emissions are left out where one or two suppliers stand behind them. Its share of the way
goes with them, and all shares and the path where that is so in the base year: with a base and a
share the year's emissions could be computed. What is left tells no more than the status.
"""

from decimal import Decimal

from aggregator.progress.disclosure import any_reveals, reveals
from aggregator.progress.model import (
    DirectionProgress,
    InitiativeGroup,
    InitiativeTotals,
    MethodTotal,
    YearProgress,
)
from aggregator.progress.percentages import shares_of, whole_percent


def for_strangers(progress: DirectionProgress) -> DirectionProgress:
    """The progress without what would tell one supplier's value. Pure; given its own result, it
    returns the same."""
    hides_base = _base_reveals(progress)
    target = progress.target
    if target and hides_base:
        target = target.model_copy(update={"base_emissions": None})
    return progress.model_copy(
        update={
            "target": target,
            "years": tuple(_year(one, hides_base) for one in progress.years),
            "initiatives": _initiatives(progress.initiatives),
        }
    )


def _base_reveals(progress: DirectionProgress) -> bool:
    if progress.target is None:
        return False
    base_year = progress.target.base_year
    return any(one.year == base_year and reveals(one.supplier_count) for one in progress.years)


def _year(year: YearProgress, hides_base: bool) -> YearProgress:
    hides_year = reveals(year.supplier_count)
    hidden: dict[str, object] = {
        "methods": tuple(_methods(year)),
        "supplier_specific_percent": _rounded(year.supplier_specific_percent),
    }
    if hides_year:
        hidden |= {"emissions": None, "suppressed": True}
    if hides_year or hides_base:
        hidden |= {"achieved_percent": None}
    if hides_base:
        hidden |= {"path": None}
    return year.model_copy(update=hidden)


def _methods(year: YearProgress) -> list[MethodTotal]:
    """Shares in place of the totals: one supplier may be the only one behind a method."""
    lines = {one.method: one.line_count for one in year.methods}
    return [
        MethodTotal(
            method=method, milligrams="", line_count=lines[method], percent=whole_percent(percent)
        )
        for method, percent in shares_of(year.methods)
    ]


def _initiatives(totals: InitiativeTotals) -> InitiativeTotals:
    measured, planned = totals.measured_supplier_count, totals.planned_supplier_count
    hides_years = any_reveals(one.supplier_count for one in totals.years)
    return totals.model_copy(
        update={
            "measured": _shown(totals.measured, measured),
            "planned": _shown(totals.planned, planned),
            "suppressed": totals.suppressed or any_reveals((measured, planned)) or hides_years,
            "unconfirmed": _shown(totals.unconfirmed, totals.unconfirmed_supplier_count),
            "contested": _shown(totals.contested, totals.contested_supplier_count),
            # The rest could be had by subtraction, so both parts must hide their suppliers.
            "in_footprints": _shown(totals.in_footprints, totals.in_footprints_supplier_count)
            if _hides_the_rest(totals)
            else None,
            # All or none: a single year left out could be had by subtraction from the total.
            "years": () if hides_years else totals.years,
            "groups": tuple(map(_group, totals.groups)),
        }
    )


def _shown(amount: Decimal | None, suppliers: int) -> Decimal | None:
    return None if reveals(suppliers) else amount


def _hides_the_rest(totals: InitiativeTotals) -> bool:
    """Whether what is not in footprints tells no supplier's value either."""
    outside = totals.measured_supplier_count - totals.in_footprints_supplier_count
    return not totals.measured_supplier_count or totals.in_footprints == 0 or outside >= 3


def _group(group: InitiativeGroup) -> InitiativeGroup:
    return group.model_copy(
        update={
            "measured": _shown(group.measured, group.measured_supplier_count),
            "planned": _shown(group.planned, group.planned_supplier_count),
        }
    )


def _rounded(percent: Decimal | None) -> Decimal | None:
    return None if percent is None else whole_percent(percent)
