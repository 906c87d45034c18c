"""Reading a page of a listing by short spans of places, so that its cost is that of what it shows.

A store that reads an index range reads all of it, whatever limit is asked for. So no range is asked
for that is much longer than the page: the span of places is chosen by how many entries the spans
before held. Of several filters the one with the fewest entries drives. Where what is wanted turns
out to be rare among what was read, an index that finds it by its time or its many values is read
instead (`narrowing`).
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from . import repository
from .model import EVERYTHING, PLACES, Entry, Wanted
from .narrowing import JUDGED_AFTER, Narrowing, Reading, narrowings, quicker

SUPPOSED_ENTRIES = 200_000
"""A first span is as short as if there were so many."""

MOST_AT_ONCE = 2_000
"""Entries that one span should hold at most."""

EMPTY_GROWTH = 64
"""How much longer a span becomes while nothing was seen: then it holds few more than this many."""

FEW_VALUES = 8
"""So many alternatives are read span by span; of more, one index range each is too much."""

_SPARE = 1.2
"""Spans are so much longer than they need be on average, so that one is mostly enough."""


@dataclass
class _Walk:
    """How far a listing was read by alternative facets, and what that found."""

    values: frozenset[str]
    after: int
    reached: int
    seen: list[Entry] = field(default_factory=list[Entry])
    found: list[Entry] = field(default_factory=list[Entry])

    @property
    def share_read(self) -> float:
        """Of all places, those that were read."""
        return (self.reached - self.after) / PLACES

    def goes_on(self, count: int) -> bool:
        """Whether there are places left, and entries wanted."""
        return self.reached < PLACES and len(self.found) < count


async def read(reading: Reading, after: int, count: int) -> list[Entry]:
    """The next entries that are wanted, by place, ``count`` at most."""
    ways = narrowings(reading, FEW_VALUES)
    walk = await _narrowest(reading, _walks(reading.wanted, after), ways, count)
    while walk.goes_on(count):
        way = quicker(ways, walk.seen, len(walk.found), count, walk.share_read)
        if way:
            return _chosen(reading, await way.read(), after, count)
        await _go_on(reading, walk, ways, count)
    return walk.found[:count]


def _walks(wanted: Wanted, after: int) -> list[_Walk]:
    few = [one for one in wanted.alternatives() if len(one) <= FEW_VALUES]
    return [_Walk(values, after, after) for values in few or [frozenset({EVERYTHING})]]


async def _narrowest(
    reading: Reading, walks: Sequence[_Walk], ways: Sequence[Narrowing], count: int
) -> _Walk:
    """The walk with the fewest entries: all are begun alike until there is something to compare."""
    while len(walks) > 1 and not any(walk.seen or walk.reached >= PLACES for walk in walks):
        await asyncio.gather(*(_go_on(reading, walk, ways, count) for walk in walks))
    return min(walks, key=_seen)


async def _go_on(reading: Reading, walk: _Walk, ways: Sequence[Narrowing], count: int) -> None:
    until = min(walk.reached + _width(walk, bool(ways), count), PLACES)
    span = await _span(reading, walk.values, walk.reached, until)
    walk.found += [entry for entry in span if reading.wanted.admits(entry)]
    walk.seen += span
    walk.reached = until


async def _span(reading: Reading, values: frozenset[str], after: int, until: int) -> list[Entry]:
    spans = await asyncio.gather(
        *(
            repository.span(reading.database, reading.scope, value, after, until)
            for value in sorted(values)
        )
    )
    seen = {entry.footprint_id: entry for span in spans for entry in span}
    return sorted(seen.values(), key=_place)


def _width(walk: _Walk, is_judged: bool, count: int) -> int:
    """Places of the next span: as many as hold what is missing, at the density so far."""
    if walk.reached == walk.after:
        return max(1, PLACES * count // SUPPOSED_ENTRIES)
    if not walk.seen:
        return (walk.reached - walk.after) * EMPTY_GROWTH
    share = (len(walk.found) + 1) / (len(walk.seen) + 2)
    needed = (count - len(walk.found)) / share * _SPARE + 2
    if is_judged and len(walk.seen) < JUDGED_AFTER:
        needed = min(needed, (JUDGED_AFTER - len(walk.seen)) * _SPARE)
    return max(1, int((walk.reached - walk.after) * min(needed, MOST_AT_ONCE) / len(walk.seen)))


def _chosen(reading: Reading, entries: Sequence[Entry], after: int, count: int) -> list[Entry]:
    later = [one for one in entries if one.place > after and reading.wanted.admits(one)]
    return sorted(later, key=_place)[:count]


def _place(entry: Entry) -> int:
    return entry.place


def _seen(walk: _Walk) -> int:
    return len(walk.seen)
