"""Ways to find all that may be wanted at once, for where it is rare among what a listing holds.

A listing is read span by span as long as that finds what is wanted. What was read tells how rare it
is, and with that whether it is quicker to read all entries of the times that are wanted, or all
that have one of many values.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from tierzero.store import Database
from tierzero.tenancy import Scope

from . import repository
from .model import Entry, Wanted
from .times import times_of

JUDGED_AFTER = 300
"""So many entries tell how rare it is what they hold."""


@dataclass(frozen=True)
class Reading:
    """One audience's listing, being read."""

    database: Database
    scope: Scope
    wanted: Wanted
    now: datetime


@dataclass(frozen=True)
class Narrowing:
    """All entries that an index finds, among them all that are wanted."""

    holds: Callable[[Entry], bool]
    read: Callable[[], Awaitable[list[Entry]]]


def narrowings(reading: Reading, few_values: int) -> list[Narrowing]:
    """By the times that are wanted, and by each filter of more values than ``few_values``."""
    many = [one for one in reading.wanted.alternatives() if len(one) > few_values]
    found = [_by_values(reading, values) for values in many]
    times = times_of(reading.wanted, reading.now)
    if times is None:
        return found
    read = partial(
        repository.by_time, reading.database, reading.scope, times.attribute, times.bounds
    )
    return [*found, Narrowing(times.hold, read)]


def _by_values(reading: Reading, values: frozenset[str]) -> Narrowing:
    read = partial(repository.with_any, reading.database, reading.scope, values)
    return Narrowing(lambda entry: not values.isdisjoint(entry.facets), read)


def quicker(
    ways: Sequence[Narrowing], seen: Sequence[Entry], found: int, count: int, share_read: float
) -> Narrowing | None:
    """The way that reads the fewest entries, where those are fewer than going on would read.

    ``found`` of the entries ``seen`` are wanted, of ``count`` at most; ``share_read`` of all places
    were read for them.
    """
    if not ways or len(seen) < JUDGED_AFTER or found >= count:
        return None
    entries = len(seen) / share_read
    until_found = (count - found) * len(seen) / (found + 1)
    going_on = min(until_found, entries * (1 - share_read))
    cost, way = min(
        ((_expected(one, seen) * entries, one) for one in ways), key=lambda pair: pair[0]
    )
    return way if cost < going_on else None


def _expected(way: Narrowing, seen: Sequence[Entry]) -> float:
    """The share of all entries that a way reads; never nothing, because few were seen."""
    return (sum(map(way.holds, seen)) + 1) / len(seen)
