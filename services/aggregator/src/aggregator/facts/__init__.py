"""Taking facts from the bus into the service's own store, once and in any order."""

from aggregator.facts.intake import Announce, Change, Intake, take_in
from aggregator.facts.reading import (
    decimal_of,
    document_of,
    member_of,
    milligrams_of,
    moment_of,
    required,
    year_of,
)

__all__ = [
    "Announce",
    "Change",
    "Intake",
    "decimal_of",
    "document_of",
    "member_of",
    "milligrams_of",
    "moment_of",
    "required",
    "take_in",
    "year_of",
]
