"""Long lists of stored documents, read so that a page costs what it shows."""

from .count import COUNTED, Count
from .derived import index_derived
from .listing import Listing, TooRare, Wanted, having
from .position import Position, Turn, turn_of
from .reading import count, first, page, page_among, positions
from .stretch import Stretch, mapped
from .urgency import OPEN_END, open_until, urgency, urgency_of

__all__ = [
    "COUNTED",
    "OPEN_END",
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
    "index_derived",
    "mapped",
    "open_until",
    "page",
    "page_among",
    "positions",
    "turn_of",
    "urgency",
    "urgency_of",
]
