"""The state of one network: newest facts, priced purchases, totals."""

from collections import defaultdict
from dataclasses import dataclass, field

from carbon.inventory import Key
from carbon.scope3.averages import Footprints
from carbon.scope3.inputs import (
    EmissionFactor,
    ExchangeRate,
    PriceIndex,
    SupplierEmissions,
)
from footprint.bundles import Book, new_book
from footprint.journal.snapshots import Since
from footprint.networks.rollups.bills import Bills
from footprint.networks.rollups.state import RollUps
from footprint.networks.slots import Slot
from footprint.networks.totals import Totals
from footprint.values import LazyFootprints, Policy

_BYTES_PER_FACT = 1_000
"""About what a fact takes up, as settings have it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """The last revision of an inventory and what it says."""

    revision: int
    content: bytes
    restatement: bytes = b""
    """Why it differs from the revision before; depends on the way, so it is no part of content."""


def _sets() -> defaultdict[str, set[int]]:
    return defaultdict(set)


@dataclass
class Network:
    """One buyer's supply chain. Changed in place by `footprint.networks.absorbing` only."""

    id: str
    sequence: int = 0
    book: Book = field(default_factory=new_book)
    footprints: dict[str, LazyFootprints] = field(
        default_factory=lambda: defaultdict[str, LazyFootprints](LazyFootprints)
    )
    """Product id → its footprints, whether visible or not."""
    products_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Supplier id → products that have footprints."""
    shared: dict[str, Footprints] = field(default_factory=dict[str, Footprints])
    """Supplier id → all its visible footprints; made when needed, dropped on news."""
    factors: dict[str, dict[str, EmissionFactor]] = field(
        default_factory=lambda: defaultdict[str, dict[str, EmissionFactor]](dict)
    )
    """Normal form of a class → factor id → factor."""
    supplier_emissions: dict[str, dict[str, SupplierEmissions]] = field(
        default_factory=lambda: defaultdict[str, dict[str, SupplierEmissions]](dict)
    )
    """Supplier id → id → its own emissions of a year, whether visible or not."""
    policy: Policy = field(default_factory=Policy)
    rates: dict[str, ExchangeRate] = field(default_factory=dict[str, ExchangeRate])
    indices: dict[str, PriceIndex] = field(default_factory=dict[str, PriceIndex])

    bills: Bills = field(default_factory=Bills)
    roll_ups: RollUps = field(default_factory=RollUps)

    slots: list[Slot] = field(default_factory=list[Slot])
    index_of: dict[str, int] = field(default_factory=dict[str, int])
    """Activity id → number of its slot."""
    by_supplier: dict[str, set[int]] = field(default_factory=_sets)
    by_product: dict[str, set[int]] = field(default_factory=_sets)
    by_class: dict[str, set[int]] = field(default_factory=_sets)
    """Normal form of each class that covers a purchase's → slots."""
    by_method: dict[str, set[int]] = field(default_factory=_sets)
    totals: dict[Key, Totals] = field(default_factory=lambda: defaultdict[Key, Totals](Totals))
    stated: dict[Key, Stated] = field(default_factory=dict[Key, Stated])
    since_snapshot: Since = field(default_factory=Since)
    file_bytes: int = 0
    """Of the snapshot in which much lies until it is asked for, and which stays for its sake."""

    @property
    def weight(self) -> int:
        """What is in memory, in facts."""
        held = len(self.slots) + self.facts + self.bills.weight + self.roll_ups.weight
        return 1 + held + self.file_bytes // _BYTES_PER_FACT

    @property
    def facts(self) -> int:
        """Facts other than activities."""
        return sum(map(len, self.book.values()))
