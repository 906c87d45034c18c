"""Totals of one inventory, kept by exchanging old lines for new ones.

All are integers and counts of present lines, so they depend on which lines there are and not on how
they came and went; `carbon.inventory.total` over the same lines gives the same.
"""

import heapq
from collections import Counter
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


@dataclass
class Totals:
    """Sums over the present lines of one inventory."""

    emissions_mg: int = 0
    line_count: int = 0
    methods: dict[str, Share] = field(default_factory=dict[str, Share])
    suppliers: dict[str, Share] = field(default_factory=dict[str, Share])
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


def _exchange(totals: Totals, slot: Slot, sign: int) -> None:
    totals.emissions_mg += sign * slot.emissions_mg
    totals.line_count += sign
    _shift(totals.methods, slot.method, slot, sign)
    if slot.supplier_id:
        _shift(totals.suppliers, slot.supplier_id, slot, sign)
    if slot.gwp_set:
        totals.gwp_sets[slot.gwp_set] += sign


def _shift(shares: dict[str, Share], name: str, slot: Slot, sign: int) -> None:
    held = shares.get(name, Share(0, 0))
    count = held.line_count + sign
    shares[name] = Share(held.total_mg + sign * slot.emissions_mg, count)
    if not count:
        del shares[name]


def as_total(key: Key, totals: Totals) -> InventoryTotal:
    """The totals as the carbon library states them."""
    unresolved = totals.methods.get(Method.UNRESOLVED, Share(0, 0))
    return InventoryTotal(
        key=key,
        total_mg=totals.emissions_mg,
        line_count=totals.line_count,
        unresolved_line_count=unresolved.line_count,
        methods={Method(name): share for name, share in sorted(totals.methods.items())},
        suppliers=dict(sorted(totals.suppliers.items())),
        gwp_sets=tuple(sorted(name for name, lines in totals.gwp_sets.items() if lines)),
    )
