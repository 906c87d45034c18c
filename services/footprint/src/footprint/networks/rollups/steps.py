"""A wide change of what a buyer is shown, in steps that each make a transaction of bounded size.

A purchase from one more supplier can show a hundred thousand products at once, and what a
transaction writes a store holds in its cache until it ends. Steps are whole pages in rising order,
so a sheet that is read between two of them is a sheet, only shorter or older; a name comes onto the
roster with its page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from carbon.rollup.marks import Marks
from footprint.networks.rollups.rolling import YearChange
from footprint.networks.rollups.sheet import PRODUCTS_PER_PAGE

_MOST = 512
"""Pages of figures in a step."""
_NEW = 32
"""A page of names is worth so many: each of them is an entry of an index."""


def in_steps(changes: Iterable[YearChange]) -> list[list[YearChange]]:
    """The changes of years, some to a step; at least one step, which may be of nothing."""
    steps: list[list[YearChange]] = [[]]
    room = _MOST
    for change in changes:
        for part, cost in _parts(change, room):
            if cost > room:
                steps.append([])
                room = _MOST
            steps[-1].append(part)
            room -= cost
    return steps


def _parts(change: YearChange, room: int) -> Iterator[tuple[YearChange, int]]:
    """The change page by page, as many pages at a time as fit, and what they cost."""
    pages = _pages(change)
    costs = np.where((pages + 1) * PRODUCTS_PER_PAGE > change.first_new, _NEW, 1)
    start, on_roster = 0, change.first_new
    while start < len(pages):
        fitting = int(np.searchsorted(np.cumsum(costs[start:]), room, "right"))
        end = start + max(1, fitting)
        last = (int(pages[end - 1]) + 1) * PRODUCTS_PER_PAGE
        reached = min(max(on_roster, last), change.on_roster)
        yield (
            _part(change, int(pages[start]) * PRODUCTS_PER_PAGE, last, on_roster, reached),
            int(costs[start:end].sum()),
        )
        start, on_roster, room = end, reached, _MOST


def _pages(change: YearChange) -> Marks:
    """Pages that change or get names, rising."""
    changed = change.places // PRODUCTS_PER_PAGE
    if change.on_roster == change.first_new:
        return np.unique(changed)
    last = -(-change.on_roster // PRODUCTS_PER_PAGE)
    return np.union1d(changed, np.arange(change.first_new // PRODUCTS_PER_PAGE, last))


def _part(change: YearChange, first: int, last: int, first_new: int, on_roster: int) -> YearChange:
    begin, end = np.searchsorted(change.places, (first, last)).tolist()
    return replace(
        change,
        places=change.places[begin:end],
        columns=change.columns[begin:end],
        first_new=first_new,
        on_roster=on_roster,
    )
