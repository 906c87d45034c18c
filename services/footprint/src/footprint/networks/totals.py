"""Totals of one inventory, kept by exchanging old lines for new ones.

All are integers and counts of present lines, so they depend on which lines there are and not on how
they came and went; `carbon.inventory.total` over the same lines gives the same.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from carbon.inventory import InventoryTotal, Key, Share
from carbon.scope3.results import Method
from footprint.networks.slots import Slot


@dataclass
class Newest:
    """The greatest of the numbers present, each of which may be there several times."""

    counts: Counter[int] = field(default_factory=Counter[int])
    heap: list[int] = field(default_factory=list[int])

    def add(self, number: int, times: int = 1) -> None:
        """More of the number."""
        is_new = not self.counts[number]
        self.counts[number] += times
        if is_new:
            heapq.heappush(self.heap, -number)
        if len(self.heap) > 64 + 4 * len(self.counts):
            self.heap = sorted(-present for present in self.counts)

    def remove(self, number: int, times: int = 1) -> None:
        """Less of the number."""
        self.counts[number] -= times
        if not self.counts[number]:
            del self.counts[number]

    def value(self) -> int:
        """The greatest; 0 where there is none."""
        while self.heap and -self.heap[0] not in self.counts:
            heapq.heappop(self.heap)
        return -self.heap[0] if self.heap else 0


@dataclass(slots=True)
class Tally:
    """A share that is being counted."""

    total_mg: int = 0
    line_count: int = 0


Tallies = dict[str, Tally]


@dataclass
class Totals:
    """Sums over the present lines of one inventory."""

    emissions_mg: int = 0
    line_count: int = 0
    methods: Tallies = field(default_factory=dict[str, Tally])
    suppliers: Tallies = field(default_factory=dict[str, Tally])
    gwp_sets: Counter[str] = field(default_factory=Counter[str])
    known_at: Newest = field(default_factory=Newest)


def add(totals: Totals, slot: Slot) -> None:
    """Count a line in."""
    _exchange(totals, slot, 1)
    totals.known_at.add(slot.known_at)


def remove(totals: Totals, slot: Slot) -> None:
    """Count a line out again."""
    _exchange(totals, slot, -1)
    totals.known_at.remove(slot.known_at)


def move(totals: Totals, old: Slot, new: Slot) -> None:
    """Count a line as another that differs in nothing that is counted but its figure."""
    difference = new.emissions_mg - old.emissions_mg
    totals.emissions_mg += difference
    totals.methods[new.method].total_mg += difference
    if new.supplier_id:
        totals.suppliers[new.supplier_id].total_mg += difference
    if new.known_at != old.known_at:
        totals.known_at.add(new.known_at)
        totals.known_at.remove(old.known_at)


class Moved(NamedTuple):
    """What lines have in common that take the places of others of the same supplier."""

    supplier_id: str
    method_before: Method
    method_after: Method
    gwp_set_before: str
    gwp_set_after: str


def move_alike(totals: Totals, moved: Moved, before_mg: int, after_mg: int, lines: int) -> None:
    """Count so many lines as others; when they were known is counted apart."""
    totals.emissions_mg += after_mg - before_mg
    _shift(totals.methods, moved.method_after, after_mg, lines)
    _shift(totals.methods, moved.method_before, -before_mg, -lines)
    if moved.supplier_id:
        totals.suppliers[moved.supplier_id].total_mg += after_mg - before_mg
    for name, sign in ((moved.gwp_set_after, 1), (moved.gwp_set_before, -1)):
        if name:
            totals.gwp_sets[name] += sign * lines


def _exchange(totals: Totals, slot: Slot, sign: int) -> None:
    totals.emissions_mg += sign * slot.emissions_mg
    totals.line_count += sign
    _shift(totals.methods, slot.method, sign * slot.emissions_mg, sign)
    if slot.supplier_id:
        _shift(totals.suppliers, slot.supplier_id, sign * slot.emissions_mg, sign)
    if slot.gwp_set:
        totals.gwp_sets[slot.gwp_set] += sign


def _shift(tallies: Tallies, name: str, emissions_mg: int, lines: int) -> None:
    tally = tallies.get(name)
    if tally is None:
        tally = tallies[name] = Tally()
    tally.total_mg += emissions_mg
    tally.line_count += lines
    if not tally.line_count:
        del tallies[name]


def as_total(key: Key, totals: Totals) -> InventoryTotal:
    """The totals as the carbon library states them."""
    unresolved = totals.methods.get(Method.UNRESOLVED, Tally())
    return InventoryTotal(
        key=key,
        total_mg=totals.emissions_mg,
        line_count=totals.line_count,
        unresolved_line_count=unresolved.line_count,
        methods={Method(name): share for name, share in _shares(totals.methods)},
        suppliers=dict(_shares(totals.suppliers)),
        gwp_sets=tuple(sorted(name for name, lines in totals.gwp_sets.items() if lines)),
    )


def _shares(tallies: Tallies) -> Iterator[tuple[str, Share]]:
    for name in sorted(tallies):
        tally = tallies[name]
        yield name, Share(tally.total_mg, tally.line_count)
