"""Categories 1 and 2: the most specific method that applies (technical guidance, chapter 1).

The supplier's footprint of the product, stated or calculated from its bill of materials in the
order that the bill asks for → the mean over its products → its own emissions with an average for
the rest → an average factor → spend.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from footprint.verify.independent.market import MONEY, Market
from footprint.verify.independent.moments import moment_of
from footprint.verify.independent.money import worth
from footprint.verify.independent.numbers import optional, stated
from footprint.verify.independent.outcome import Outcome, Undecided
from footprint.verify.independent.rolled import Rolled
from footprint.verify.independent.suppliers import Figure, Supplier
from footprint.verify.independent.units import measures, size
from tierzero.footprint.v1 import inventory_pb2 as contract


@dataclass(frozen=True)
class Bought:
    """A purchase; ``quantity`` is None where it has no physical one, ``spend`` where no price."""

    date: datetime
    supplier_id: str
    product_id: str
    quantity: Fraction | None
    unit: str
    spend: Fraction | None
    currency: str
    classes: Sequence[str]
    calculated: Rolled | None = None
    """What the bill of materials of the product gives."""


def bought(activity: Any) -> Bought:
    """The purchase that an activity states."""
    stated_ = activity.purchase
    return Bought(
        date=moment_of(activity, "date"),
        supplier_id=stated_.supplier_id,
        product_id=stated_.product_id,
        quantity=optional(stated_.quantity),
        unit=stated_.unit,
        spend=optional(stated_.amount),
        currency=stated_.currency,
        classes=stated_.classifications,
    )


def price_purchase(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    """kgCO2e by the first method that applies; None where none does."""
    outcomes = (method(one, supplier, market) for method in _methods(one))
    return next((outcome for outcome in outcomes if outcome is not None), None)


def _specific(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    own = [figure for figure in supplier.figures if figure.product_id == one.product_id]
    holding = [figure for figure in own if figure.holds_on(one.date)]
    if not one.product_id or one.quantity is None or not holding:
        return None
    best = max(holding, key=lambda figure: figure.rank)
    per_unit = best.per_unit(one.unit)
    if per_unit is None:
        return None
    is_foreign = market.gwp_set not in best.gwp_sets
    return Outcome(one.quantity * per_unit, contract.METHOD_SUPPLIER_SPECIFIC, is_foreign)


def _methods(one: Bought) -> Iterator[Callable[[Bought, Supplier, Market], Outcome | None]]:
    comes_first = one.calculated is not None and one.calculated.bill.is_calculated_first
    yield from (_calculated, _specific) if comes_first else (_specific, _calculated)
    yield from _OTHERS


def _calculated(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    rolled = one.calculated
    if rolled is None or one.quantity is None:
        return None
    base_units = rolled.base_units(one.unit)
    if rolled.is_beyond:
        raise Undecided
    if base_units is None:
        return None
    amount, method = one.quantity * base_units, contract.METHOD_SUPPLIER_SPECIFIC
    off = abs(amount) * rolled.off
    return Outcome(amount * rolled.per_base_unit, method, rolled.is_foreign, off)


def _mean(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    if one.quantity is None:
        return None
    best: dict[str, Figure] = {}
    for figure in sorted(supplier.figures, key=lambda figure: figure.rank):
        if figure.measured == measures(one.unit) and figure.holds_on(one.date):
            best[figure.product_id] = figure
    if not best:
        return None
    mean = sum((figure.per_base_unit for figure in best.values()), Fraction(0)) / len(best)
    is_foreign = not any(market.gwp_set in figure.gwp_sets for figure in best.values())
    kilograms = one.quantity * size(one.unit) * mean
    return Outcome(kilograms, contract.METHOD_SUPPLIER_AVERAGE, is_foreign)


def _hybrid(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    year = one.date.year
    own = [stated_ for stated_ in supplier.own_emissions if stated_.year == year]
    if one.quantity is None or one.spend is None or not one.currency or not own:
        return None
    best = max(own, key=lambda stated_: (stated_.fact.version, stated_.fact.id))
    factor = market.factor(measures(one.unit), one.classes, one.date)
    money = worth(market, one.currency, year, best.currency, year)
    if factor is None or money is None:
        return None
    share = one.spend * money / stated(best.revenue)
    if share > 1:
        return None
    emitted = sum(map(stated, (best.scope_1, best.scope_2, best.waste or "0")), Fraction(0))
    rest = 1 - stated(best.covered_share or "0")
    kilograms = emitted * share + one.quantity * size(one.unit) * factor.per_base_unit * rest
    is_foreign = {best.gwp_set, factor.gwp_set} != {market.gwp_set}
    return Outcome(kilograms, contract.METHOD_HYBRID, is_foreign)


def _average(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    if one.quantity is None:
        return None
    factor = market.factor(measures(one.unit), one.classes, one.date)
    if factor is None:
        return None
    kilograms = one.quantity * size(one.unit) * factor.per_base_unit
    is_foreign = factor.gwp_set != market.gwp_set
    return Outcome(kilograms, contract.METHOD_AVERAGE_DATA, is_foreign)


def _spend(one: Bought, supplier: Supplier, market: Market) -> Outcome | None:
    factor = market.factor(MONEY, one.classes, one.date)
    if one.spend is None or not one.currency or factor is None:
        return None
    money = worth(market, one.currency, one.date.year, factor.unit, factor.price_year)
    if money is None:
        return None
    is_foreign = factor.gwp_set != market.gwp_set
    return Outcome(one.spend * money * factor.value, contract.METHOD_SPEND_BASED, is_foreign)


_OTHERS: tuple[Callable[[Bought, Supplier, Market], Outcome | None], ...] = (
    _mean,
    _hybrid,
    _average,
    _spend,
)
