"""Totals of one inventory, kept by exchanging old lines for new ones.

All are integers and counts of present lines, so they depend on which lines there are and not on how
they came and went; `carbon.inventory.total` over the same lines gives the same.
"""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from carbon.inventory import InventoryTotal, Key, Share
from carbon.scope3.results import Method
from footprint.networks.slots import Slot


@dataclass
class Newest:
    """The greatest of the numbers present, each of which may be there several times."""

    counts: Counter[int] = field(default_factory=Counter[int])
    heap: list[int] = field(default_factory=list[int])

    def add(self, number: int) -> None:
        """One more of the number."""
        self.counts[number] += 1
        if self.counts[number] == 1:
            heapq.heappush(self.heap, -number)
        if len(self.heap) > 64 + 4 * len(self.counts):
            self.heap = sorted(-present for present in self.counts)

    def remove(self, number: int) -> None:
        """One less of the number."""
        self.counts[number] -= 1
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


def _exchange(totals: Totals, slot: Slot, sign: int) -> None:
    totals.emissions_mg += sign * slot.emissions_mg
    totals.line_count += sign
    _shift(totals.methods, slot.method, slot, sign)
    if slot.supplier_id:
        _shift(totals.suppliers, slot.supplier_id, slot, sign)
    if slot.gwp_set:
        totals.gwp_sets[slot.gwp_set] += sign


def _shift(tallies: Tallies, name: str, slot: Slot, sign: int) -> None:
    tally = tallies.get(name)
    if tally is None:
        tally = tallies[name] = Tally()
    tally.total_mg += sign * slot.emissions_mg
    tally.line_count += sign
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
