"""Reading a page of a listing by short spans of places, so that its cost is that of what it shows.

A store that reads an index range reads all of it, whatever limit is asked for. So no range is asked
for that is much longer than the page: the span of places is chosen by how many entries the last one
held. Where what is wanted is rare within what an index can find, its time decides instead.
"""

from dataclasses import dataclass
from datetime import datetime

from tierzero.store import Database
from tierzero.tenancy import Scope

from . import repository
from .model import EVERYTHING, PLACES, Entry, Wanted
from .times import Times, times_of

SUPPOSED_ENTRIES = 1_000_000
"""A first span is as short as if there were so many."""

MOST_AT_ONCE = 2_000
"""Entries that one span should hold at most."""

SPAN_GROWTH = 16
JUDGED_AFTER = 300
"""So many entries tell whether times would find what is wanted sooner."""

FEW_VALUES = 8
"""So many alternatives are read span by span; more at once, whole."""


@dataclass(frozen=True)
class Reading:
    """One audience's listing, being read."""

    database: Database
    scope: Scope
    wanted: Wanted
    now: datetime


async def read(reading: Reading, after: int, count: int) -> list[Entry]:
    """The next entries that are wanted, by place, ``count`` at most."""
    values = _driving(reading.wanted)
    if len(values) > FEW_VALUES:
        found = await repository.with_any(reading.database, reading.scope, values)
        return _chosen(reading, found, after, count)
    return await _by_spans(reading, values, after, count)


async def _by_spans(
    reading: Reading, values: frozenset[str], after: int, count: int
) -> list[Entry]:
    found: list[Entry] = []
    seen: list[Entry] = []
    reached, width = after, max(1, PLACES * count // SUPPOSED_ENTRIES)
    while reached < PLACES and len(found) < count:
        until = min(reached + width, PLACES)
        span = await _span(reading, values, reached, until)
        found += [entry for entry in span if reading.wanted.admits(entry)]
        seen, reached = seen + span, until
        times = times_of(reading.wanted, reading.now)
        if times and _times_are_quicker(times, seen, len(found), count, (reached - after) / PLACES):
            timely = await repository.by_time(
                reading.database, reading.scope, times.attribute, times.bounds
            )
            return _chosen(reading, timely, after, count)
        width = _next_width(width, len(span), len(found), len(seen), count)
    return found[:count]


def _times_are_quicker(
    times: Times, seen: list[Entry], found: int, count: int, share_read: float
) -> bool:
    """Whether reading all entries of the times reads fewer than going on as before."""
    if len(seen) < JUDGED_AFTER or found >= count:
        return False
    entries = len(seen) / share_read
    within = (sum(map(times.hold, seen)) + 1) / len(seen)
    until_found = (count - found) * len(seen) / (found + 1)
    return within * entries < min(until_found, entries * (1 - share_read))


async def _span(reading: Reading, values: frozenset[str], after: int, until: int) -> list[Entry]:
    seen: dict[str, Entry] = {}
    for value in sorted(values):
        for entry in await repository.span(reading.database, reading.scope, value, after, until):
            seen[entry.footprint_id] = entry
    return sorted(seen.values(), key=_place)


def _next_width(width: int, seen: int, found: int, looked_at: int, count: int) -> int:
    """As long as what is missing needs at the density so far, and never very much longer."""
    if not seen:
        return width * SPAN_GROWTH
    share = max(found / looked_at, 0.01)
    needed = min((count - found) / share * 1.3 + 2, MOST_AT_ONCE)
    return max(1, min(int(width * needed / seen), width * SPAN_GROWTH))


def _driving(wanted: Wanted) -> frozenset[str]:
    alternatives = wanted.alternatives()
    return alternatives[0] if alternatives else frozenset({EVERYTHING})


def _chosen(reading: Reading, entries: list[Entry], after: int, count: int) -> list[Entry]:
    later = [one for one in entries if one.place > after and reading.wanted.admits(one)]
    return sorted(later, key=_place)[:count]


def _place(entry: Entry) -> int:
    return entry.place
