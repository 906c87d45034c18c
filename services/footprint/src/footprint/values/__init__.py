"""Facts as the values that the carbon library computes with, and what makes a fact unusable."""

from footprint.values.activities import activity_from_message
from footprint.values.bills import Bill, BillPart, bill_from_message, own_part
from footprint.values.factors import (
    emission_factor_from_message,
    exchange_rate_from_message,
    price_index_from_message,
)
from footprint.values.footprints import check_footprint, footprint_value_from_message
from footprint.values.lazily import LazyFootprints
from footprint.values.policies import (
    OtherGwpSets,
    Policy,
    policy_from_message,
    supplier_emissions_from_message,
)
from footprint.values.purchases import purchase_from_message

__all__ = [
    "Bill",
    "BillPart",
    "LazyFootprints",
    "OtherGwpSets",
    "Policy",
    "activity_from_message",
    "bill_from_message",
    "check_footprint",
    "emission_factor_from_message",
    "exchange_rate_from_message",
    "footprint_value_from_message",
    "own_part",
    "policy_from_message",
    "price_index_from_message",
    "purchase_from_message",
    "supplier_emissions_from_message",
]
