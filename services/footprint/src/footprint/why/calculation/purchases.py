"""Calculations of purchases, method by method."""

from collections.abc import Callable, Mapping
from typing import Any

from footprint.why.calculation.evidence import Evidence, Incomplete
from footprint.why.calculation.terms import added, amount, figure, footprint, shown, sum_of
from tierzero.footprint.v1 import inventory_pb2 as contract
from tierzero.procurement.v1.activity_pb2 import Purchase


def _specific(bought: Purchase, evidence: Evidence) -> str:
    quantity = shown(bought.quantity)
    if evidence.calculated is not None:
        return figure(quantity, bought.unit, evidence.calculated)
    if len(evidence.footprints) != 1:
        raise Incomplete
    return footprint(quantity, bought.unit, evidence.footprints[0])


def _mean(bought: Purchase, evidence: Evidence) -> str:
    if not evidence.footprints:
        raise Incomplete
    each = [footprint("1", bought.unit, one) for one in evidence.footprints]
    return f"{shown(bought.quantity)} × {added(each)} ÷ {len(each)}"


def _hybrid(bought: Purchase, evidence: Evidence) -> str:
    own = evidence.own
    if own is None:
        raise Incomplete
    emitted = sum_of((own.scope_1, own.waste, own.scope_2))
    paid = f"{shown(bought.amount)} {bought.currency}"
    paid += evidence.exchanged(bought.currency, own.currency)
    factor = evidence.factor(bought.unit, bought.classifications)
    rest = amount(bought.quantity, bought.unit, factor)
    allocated = f"{emitted} kgCO2e × {paid} ÷ {shown(own.revenue)} {own.currency}"
    return f"{allocated} + {rest} × (1 - {shown(own.covered_share)})"


def _average(bought: Purchase, evidence: Evidence) -> str:
    factor = evidence.factor(bought.unit, bought.classifications)
    return amount(bought.quantity, bought.unit, factor)


def _spend(bought: Purchase, evidence: Evidence) -> str:
    return evidence.money(bought.amount, bought.currency, bought.classifications)


BY_METHOD: Mapping[Any, Callable[[Purchase, Evidence], str]] = {
    contract.METHOD_SUPPLIER_SPECIFIC: _specific,
    contract.METHOD_SUPPLIER_AVERAGE: _mean,
    contract.METHOD_HYBRID: _hybrid,
    contract.METHOD_AVERAGE_DATA: _average,
    contract.METHOD_SPEND_BASED: _spend,
}
"""The contract's method → the calculation as text; raises Incomplete."""
