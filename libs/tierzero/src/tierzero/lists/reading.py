"""Reading lists by short spans of an index.

Conditions other than equal fields and the order's own key are looked at here, not by the store: it
might choose another index for them, and read all of that.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tierzero.store import Database, Document
from tierzero.tenancy import Scope, ScopedCollection

from . import cuts as learned
from .count import COUNTED, Count, counted
from .position import Position, Turn
from .spans import Cut, Span, new_cuts, number_after, number_at, number_before, span_at
from .stretch import Stretch, stretch

Wanted = Callable[[Mapping[str, Any]], bool]


@dataclass(frozen=True)
class Listing:
    """Documents of a scope with equal fields, ordered by one field and then by id.

    There is an index on (``organization_id``, the equal fields in their order, ``key``, ``_id``);
    without ``_id`` where no two documents have the same key. ``wanted`` is asked about the fields
    ``looks_at`` of each document. ``start`` and ``end`` bound the key, the end not included.
    """

    collection: str
    key: str
    equal: Mapping[str, Any] = field(default_factory=dict[str, Any])
    descending: bool = False
    start: Any = None
    end: Any = None
    looks_at: tuple[str, ...] = ()
    wanted: Wanted | None = None

    @property
    def name(self) -> str:
        """Under which its cuts are kept; conditions and direction do not change where to cut."""
        equal = "/".join(f"{name}={value}" for name, value in self.equal.items())
        return f"{self.collection}/{equal}/{self.key}"


async def positions(
    database: Database,
    scope: Scope,
    listing: Listing,
    limit: int,
    *,
    after: Position | None = None,
    before: Position | None = None,
) -> list[Position]:
    """The next ``limit`` places after one; or, the nearest first, those before one."""
    upwards = listing.descending if before else not listing.descending
    found: list[Position] = []
    async for span in _walk(database, scope, listing, after or before, upwards):
        found += span
        if len(found) >= limit:
            break
    return found[:limit]


async def page(
    database: Database, scope: Scope, listing: Listing, turn: Turn, size: int
) -> Stretch[Document]:
    """A page of documents; one before a place that would be short begins at the beginning."""
    if turn.before and not turn.after:
        found = await positions(database, scope, listing, size + 1, before=turn.before)
        if len(found) >= size:
            shown = found[:size][::-1]
            documents = await _documents(database, scope, listing, shown)
            return stretch(documents, shown, has_previous=len(found) > size, has_next=True)
    found = await positions(database, scope, listing, size + 1, after=turn.after)
    shown = found[:size]
    documents = await _documents(database, scope, listing, shown)
    further = len(found) > size
    return stretch(documents, shown, has_previous=bool(turn.after), has_next=further)


async def first(
    database: Database, scope: Scope, listing: Listing, size: int, after: Position | None = None
) -> list[Document]:
    """The first documents of the list, or the first after a place."""
    found = await positions(database, scope, listing, size, after=after)
    return await _documents(database, scope, listing, found)


async def skipped(
    database: Database, scope: Scope, listing: Listing, skip: int, size: int
) -> list[Document]:
    """Documents after so many; it costs what is skipped, so programs had better follow links."""
    found = await positions(database, scope, listing, skip + size)
    return await _documents(database, scope, listing, found[skip:])


async def count(database: Database, scope: Scope, listing: Listing, most: int = COUNTED) -> Count:
    """How many documents there are, counted up to ``most``."""
    return counted(len(await positions(database, scope, listing, most + 1)), most)


async def _walk(
    database: Database, scope: Scope, listing: Listing, origin: Position | None, upwards: bool
) -> AsyncIterator[list[Position]]:
    """Places beyond the origin span by span, each span in the direction of the walk."""
    name = listing.name
    cuts = await learned.known(database, scope, name)
    more: list[Cut] = []
    for number in _numbers(listing, cuts, origin, upwards):
        found, admitted = await _span(database, scope, listing, span_at(cuts, number))
        if new := new_cuts(found):
            more += new
            await learned.learn(database, scope, name, cuts, more)
        ahead = [one for one in admitted if _is_ahead(one, origin, upwards)]
        yield ahead if upwards else ahead[::-1]


def _numbers(
    listing: Listing, cuts: Sequence[Cut], origin: Position | None, upwards: bool
) -> range:
    low = 0 if listing.start is None else number_at(cuts, listing.start)
    high = len(cuts) if listing.end is None else number_at(cuts, listing.end)
    if upwards:
        begin = number_after(cuts, origin) if origin else low
        return range(max(low, begin), high + 1)
    begin = number_before(cuts, origin) if origin else high
    return range(min(high, begin), low - 1, -1)


async def _span(
    database: Database, scope: Scope, listing: Listing, span: Span
) -> tuple[list[Position], list[Position]]:
    """All places of a span in order, and those of them that are wanted."""
    collection = ScopedCollection(database[listing.collection], scope)
    shown = dict.fromkeys((listing.key, *listing.looks_at), 1)
    found: list[tuple[Position, Document]] = []
    for range_ in span.ranges(listing.key):
        cursor = collection.find({**listing.equal, **range_}, projection=shown)
        found += [(Position(one[listing.key], one["_id"]), one) async for one in cursor]
    found.sort(key=lambda pair: pair[0].key)
    every = [place for place, _document in found]
    return every, [place for place, document in found if _admits(listing, place, document)]


def _admits(listing: Listing, place: Position, document: Document) -> bool:
    if listing.start is not None and place.value < listing.start:
        return False
    if listing.end is not None and place.value >= listing.end:
        return False
    return listing.wanted is None or listing.wanted(document)


def _is_ahead(place: Position, origin: Position | None, upwards: bool) -> bool:
    if origin is None:
        return True
    return place.key > origin.key if upwards else place.key < origin.key


async def _documents(
    database: Database, scope: Scope, listing: Listing, places: Sequence[Position]
) -> list[Document]:
    """The documents of places, in their order; one that is gone meanwhile is left out."""
    collection = ScopedCollection(database[listing.collection], scope)
    ids = [place.id for place in places]
    found = {one["_id"]: one async for one in collection.find_among("_id", ids)}
    return [found[identity] for identity in ids if identity in found]
