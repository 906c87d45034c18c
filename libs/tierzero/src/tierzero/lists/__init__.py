"""Long lists of stored documents, read so that a page costs what it shows."""

from .count import COUNTED, Count
from .listing import Listing, TooRare, Wanted, having
from .position import Position, Turn, turn_of
from .reading import count, first, page, page_among, positions, skipped
from .stretch import Stretch, mapped

__all__ = [
    "COUNTED",
    "Count",
    "Listing",
    "Position",
    "Stretch",
    "TooRare",
    "Turn",
    "Wanted",
    "count",
    "first",
    "having",
    "mapped",
    "page",
    "page_among",
    "positions",
    "skipped",
    "turn_of",
]
