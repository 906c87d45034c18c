"""Long lists of stored documents, read so that a page costs what it shows."""

from .count import COUNTED, Count
from .position import Position, Turn, turn_of
from .reading import Listing, count, first, page, positions, skipped
from .stretch import Stretch

__all__ = [
    "COUNTED",
    "Count",
    "Listing",
    "Position",
    "Stretch",
    "Turn",
    "count",
    "first",
    "page",
    "positions",
    "skipped",
    "turn_of",
]
