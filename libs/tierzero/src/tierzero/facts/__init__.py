"""Facts of the bus as values of the carbon library, and back."""

from tierzero.facts.footprints import (
    UnreadableFootprint,
    footprint_from_message,
    footprint_to_message,
)
from tierzero.facts.units import declared_unit_from_message, declared_unit_to_message
from tierzero.facts.verifications import UnreadableStatement, statement_from_message

__all__ = [
    "UnreadableFootprint",
    "UnreadableStatement",
    "declared_unit_from_message",
    "declared_unit_to_message",
    "footprint_from_message",
    "footprint_to_message",
    "statement_from_message",
]
