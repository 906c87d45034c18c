"""Reading lists by short spans of an index.

Conditions other than equal fields and the order's own key are looked at here, not by the store: it
might choose another index for them, and read all of that.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

from tierzero.store import Database, Document
from tierzero.tenancy import Scope, ScopedCollection

from . import cuts as learned
from .count import COUNTED, Count, counted
from .listing import Listing, TooRare
from .position import Position, Turn
from .spans import Cut, Span, new_cuts, number_after, number_at, number_before, span_at
from .stretch import Stretch, chosen_after, chosen_among, chosen_before, mapped

RARE = 20
"""One in so many is rare: a page is then found sooner by another index."""


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
    if listing.among is None:
        return await _positions(database, scope, listing, limit, after, before)
    found = [
        place
        for part in listing.parts
        for place in await _positions(database, scope, part, limit, after, before)
    ]
    return sorted(found, key=_key, reverse=not _goes_upwards(listing, before))[:limit]


async def _positions(
    database: Database,
    scope: Scope,
    listing: Listing,
    limit: int,
    after: Position | None,
    before: Position | None,
) -> list[Position]:
    upwards = _goes_upwards(listing, before)
    found, seen = list[Position](), 0
    async for span, looked_at in _walk(database, scope, listing, after or before, upwards):
        found, seen = found + span, seen + looked_at
        if len(found) >= limit:
            break
        if listing.patience and seen >= max(listing.patience, len(found) * RARE):
            raise TooRare(listing.name)
    return found[:limit]


async def page(
    database: Database, scope: Scope, listing: Listing, turn: Turn, size: int
) -> Stretch[Document]:
    """A page of documents; one before a place that would be short begins at the beginning."""
    if turn.before and not turn.after:
        found = await positions(database, scope, listing, size + 1, before=turn.before)
        if len(found) >= size:
            chosen = chosen_before(found, size)
            return await _filled(database, scope, listing, chosen)
    found = await positions(database, scope, listing, size + 1, after=turn.after)
    return await _filled(database, scope, listing, chosen_after(found, turn, size))


async def page_among(
    database: Database,
    scope: Scope,
    listing: Listing,
    places: Iterable[Position],
    turn: Turn,
    size: int,
) -> Stretch[Document]:
    """A page of those documents of a list that another index has found."""
    ordered = sorted(places, key=_key, reverse=listing.descending)
    return await _filled(database, scope, listing, chosen_among(ordered, turn, size))


async def first(
    database: Database, scope: Scope, listing: Listing, size: int, after: Position | None = None
) -> list[Document]:
    """The first documents of the list, or the first after a place."""
    found = await positions(database, scope, listing, size, after=after)
    return await at_places(database, scope, listing, found)


async def count(database: Database, scope: Scope, listing: Listing, most: int = COUNTED) -> Count:
    """How many documents there are, counted up to ``most``."""
    return counted(len(await positions(database, scope, listing, most + 1)), most)


async def _walk(
    database: Database, scope: Scope, listing: Listing, origin: Position | None, upwards: bool
) -> AsyncIterator[tuple[list[Position], int]]:
    """Places beyond the origin span by span, in the direction of the walk; how many were read."""
    name = listing.name
    cuts = await learned.known(database, scope, name)
    more: list[Cut] = []
    for number in _numbers(listing, cuts, origin, upwards):
        found, admitted = await _span(database, scope, listing, span_at(cuts, number))
        if new := new_cuts(found):
            more += new
            await learned.learn(database, scope, name, cuts, more)
        ahead = [one for one in admitted if _is_ahead(one, origin, upwards)]
        yield ahead if upwards else ahead[::-1], len(found)


def _goes_upwards(listing: Listing, before: Position | None) -> bool:
    return listing.descending if before else not listing.descending


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
    return every, [place for place, document in found if admits(listing, place, document)]


def admits(listing: Listing, place: Position, document: Document) -> bool:
    """Whether a document of the list's index lies within its bounds and is wanted."""
    if listing.start is not None and place.value < listing.start:
        return False
    if listing.end is not None and place.value >= listing.end:
        return False
    return listing.wanted is None or listing.wanted(document)


def _is_ahead(place: Position, origin: Position | None, upwards: bool) -> bool:
    if origin is None:
        return True
    return place.key > origin.key if upwards else place.key < origin.key


async def _filled(
    database: Database, scope: Scope, listing: Listing, chosen: Stretch[Position]
) -> Stretch[Document]:
    return mapped(chosen, await at_places(database, scope, listing, chosen.items))


async def at_places(
    database: Database, scope: Scope, listing: Listing, places: Sequence[Position]
) -> list[Document]:
    """The documents of places, in their order; one that is gone meanwhile is left out."""
    collection = ScopedCollection(database[listing.collection], scope)
    ids = [place.id for place in places]
    found = {one["_id"]: one async for one in collection.find_among("_id", ids)}
    return [found[identity] for identity in ids if identity in found]


def _key(place: Position) -> tuple[Any, int, Any]:
    return place.key
