"""Facts as the values that the carbon library computes with, and what makes a fact unusable."""

from footprint.values.factors import (
    emission_factor_from_message,
    exchange_rate_from_message,
    price_index_from_message,
)
from footprint.values.footprints import footprint_value_from_message
from footprint.values.purchases import purchase_from_message

__all__ = [
    "emission_factor_from_message",
    "exchange_rate_from_message",
    "footprint_value_from_message",
    "price_index_from_message",
    "purchase_from_message",
]
