"""Which facts can be used at all; the service parks the others as dead letters."""

from collections.abc import Callable, Mapping
from typing import Any

from footprint.verify.independent.activity_checks import is_sound
from footprint.verify.independent.bill_checks import (
    has_sound_ratings,
    is_share,
    is_sound_bill,
)
from footprint.verify.independent.classes import lineage
from footprint.verify.independent.gases import POTENTIALS
from footprint.verify.independent.moments import moment
from footprint.verify.independent.numbers import is_above_zero, is_not_below_zero, number
from footprint.verify.independent.units import DECLARED_UNITS, unit
from tierzero.procurement.v1.factor_pb2 import FACTOR_KIND_AVERAGE_DATA, FACTOR_KIND_SPEND_BASED
from tierzero.procurement.v1.inventory_policy_pb2 import OtherGwpSets


def is_usable(fact: Any) -> bool:
    """Whether the fact has an identity and everything that its kind needs."""
    check = _CHECKS.get(type(fact).__name__)
    if check is None or not fact.fact.id or fact.fact.version < 1:
        return False
    try:
        return check(fact)
    except ValueError:  # a date beyond the calendar
        return False


def _footprint(fact: Any) -> bool:
    pcf = fact.pcf
    times = (moment(pcf, "reference_period_start"), moment(pcf, "reference_period_end"))
    moment(fact, "validity_period_end")
    return (
        bool(fact.product_id and fact.supplier_id)
        and pcf.declared_unit_of_measurement in DECLARED_UNITS
        and is_above_zero(pcf.declared_unit_amount)
        and is_not_below_zero(pcf.product_mass_per_declared_unit or "0")
        and number(pcf.pcf_excluding_biogenic_uptake) is not None
        and None not in (*times, moment(fact, "created"))
        and is_share(pcf.primary_data_share)
        and has_sound_ratings(pcf, "dqi")
    )


def _activity(fact: Any) -> bool:
    return bool(fact.buyer_id) and (fact.fact.withdrawn or is_sound(fact))


def _factor(fact: Any) -> bool:
    for field in ("valid_from", "valid_until"):
        moment(fact, field)
    is_physical = fact.kind == FACTOR_KIND_AVERAGE_DATA and unit(fact.unit) is not None
    is_of_money = fact.kind == FACTOR_KIND_SPEND_BASED and bool(fact.unit)
    has_value = number(fact.value) is not None
    return (is_physical or is_of_money) and has_value and bool(lineage(fact.classification))


def _own_emissions(fact: Any) -> bool:
    covered = number(fact.covered_share or "0")
    return (
        fact.fact.id == f"{fact.supplier_id}:{fact.year}"
        and all((fact.supplier_id, fact.currency, fact.gwp_set))
        and covered is not None
        and 0 <= covered <= 1
        and all(map(is_not_below_zero, (fact.scope_1, fact.scope_2, fact.waste or "0")))
        and is_above_zero(fact.revenue)
    )


def _policy(fact: Any) -> bool:
    return (
        fact.buyer_id == fact.fact.id
        and fact.gwp_set in POTENTIALS
        and fact.other_gwp_sets in OtherGwpSets.values()
        and all(one.reason and 1 <= one.category <= 15 for one in fact.excluded_categories)
    )


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "Organization": lambda fact: True,
    "Product": lambda fact: bool(fact.supplier_id),
    "Footprint": _footprint,
    "BillOfMaterials": is_sound_bill,
    "Activity": _activity,
    "EmissionFactor": _factor,
    "ExchangeRate": lambda fact: bool(fact.base and fact.currency) and is_above_zero(fact.rate),
    "PriceIndex": lambda fact: bool(fact.currency) and is_above_zero(fact.index),
    "SupplierEmissions": _own_emissions,
    "InventoryPolicy": _policy,
}
"""Name of the message → what must be there."""
