"""Long lists of stored documents, read so that a page costs what it shows."""

from .count import COUNTED, Count
from .derived import index_derived
from .finding import found_by, places_by_words
from .joined import Joined
from .listing import Listing, TooRare, Wanted, having
from .position import Position, Turn, turn_of
from .reading import at_places, count, first, page, page_among, positions
from .stretch import Stretch, chosen_among, mapped, stretched
from .urgency import OPEN_END, open_until, urgency, urgency_of
from .words import is_found, typed_words, words_of

__all__ = [
    "COUNTED",
    "OPEN_END",
    "Count",
    "Joined",
    "Listing",
    "Position",
    "Stretch",
    "TooRare",
    "Turn",
    "Wanted",
    "at_places",
    "chosen_among",
    "count",
    "first",
    "found_by",
    "having",
    "index_derived",
    "is_found",
    "mapped",
    "open_until",
    "page",
    "page_among",
    "places_by_words",
    "positions",
    "stretched",
    "turn_of",
    "typed_words",
    "urgency",
    "urgency_of",
    "words_of",
]
