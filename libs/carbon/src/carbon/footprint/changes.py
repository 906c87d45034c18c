"""How far a footprint's value has moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from carbon.decimals import exact_arithmetic, parse_decimal, readable
from carbon.units import DeclaredUnit

RECALCULATION_PERCENT = Decimal(10)
"""A footprint is calculated anew before its validity ends where its value moves by more than this,
and its verification does not carry over (PACT methodology v3, validity and recalculation)."""


@dataclass(frozen=True)
class Total:
    """pcfExcludingBiogenicUptake per one declared unit, kgCO2e."""

    value: Decimal
    unit: DeclaredUnit


def total_of(document: Mapping[str, Any]) -> Total:
    """The total of a PACT document."""
    pcf = document["pcf"]
    value = parse_decimal(pcf["pcfExcludingBiogenicUptake"])
    with exact_arithmetic():
        per_one = readable(value / parse_decimal(pcf["declaredUnitAmount"]))
    return Total(per_one, DeclaredUnit(pcf["declaredUnitOfMeasurement"]))


def change_percent(before: Decimal, after: Decimal) -> Decimal | None:
    """By how many per cent a value has moved, to a tenth; None from zero."""
    if not before:
        return None
    with exact_arithmetic():
        return ((after - before) / abs(before) * 100).quantize(Decimal("0.1"))


def moved_percent(before: Mapping[str, Any], after: Mapping[str, Any]) -> Decimal | None:
    """By how many per cent the total moved between two PACT documents; None across units."""
    old, new = total_of(before), total_of(after)
    return change_percent(old.value, new.value) if old.unit is new.unit else None


def asks_for_recalculation(percent: Decimal | None) -> bool:
    """Whether a change is so large that it may not wait for the end of the validity."""
    return percent is not None and abs(percent) > RECALCULATION_PERCENT
