"""How far what is stored lies from what was recomputed, and how far it may lie.

A stored line is the exact figure rounded once to whole milligrams, to the nearest: it may be off by
half a milligram. A stored inventory is the sum of its n lines, each off by no more than that: n/2.
Figures calculated from bills of materials are sums in float64, and so is what they are held
against: how far both may lie from the exact value is proved (`rounding`, `bills`) and added to the
line's bound and to its inventory's. There is no tolerance beside these bounds, because nothing else
is ever rounded.

A line with a source of a kind that is not known here, or too large for any claim, is counted and
taken as it is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from footprint.verify.independent.recomputing import InventoryKey, Line, LineKey, Recomputed
from tierzero.footprint.v1.inventory_pb2 import Inventory, Method
from tierzero.footprint.v1.inventory_service_pb2 import Line as StoredLine

_HALF = Fraction(1, 2)
_SOURCES = {
    "footprint",
    "calculated-footprint",
    "supplier-average",
    "emission-factor",
    "exchange-rate",
    "price-index",
    "supplier-emissions",
    "gwp-set",
}


@dataclass(frozen=True)
class Distance:
    """The largest difference among lines or inventories and its bound, in milligrams CO2e."""

    name: str = ""
    difference: Fraction = Fraction(0)
    bound: Fraction = _HALF

    @property
    def part(self) -> Fraction:
        """How much of the bound is used, 0 to 1."""
        return self.difference / self.bound


@dataclass
class Comparison:
    """The largest differences, and every line or inventory that breaks its bound."""

    lines: int = 0
    inventories: int = 0
    line: Distance = field(default_factory=Distance)
    inventory: Distance = field(default_factory=Distance)
    uncovered: int = 0
    calculated: int = 0
    """Lines that rest on bills of materials."""
    lost: Fraction = Fraction(0)
    """The most that float64 adds to the bound of one of them, in milligrams."""
    faults: list[str] = field(default_factory=list[str])


def compare(
    lines: Mapping[LineKey, bytes],
    inventories: Mapping[InventoryKey, bytes],
    recomputed: Recomputed,
) -> Comparison:
    """Hold stored lines and inventories (serialized contract messages) against recomputed ones."""
    held = {key: StoredLine.FromString(content) for key, content in lines.items()}
    totals = {key: Inventory.FromString(content) for key, content in inventories.items()}
    found = Comparison()
    wanted = _with_uncovered(held, recomputed, found)
    found.lines, found.inventories = len(wanted.lines), len(wanted.inventories)
    found.line = _largest(_line_distances(held, wanted, found), found)
    found.inventory = _largest(_inventory_distances(totals, wanted, found), found)
    return found


def _with_uncovered(
    stored: Mapping[LineKey, StoredLine], recomputed: Recomputed, found: Comparison
) -> Recomputed:
    lines = dict(recomputed.lines)
    for key in lines.keys() & stored.keys():
        held = stored[key]
        is_known = all(source.kind in _SOURCES for source in held.sources)
        if not is_known or lines[key].is_undecided:
            figure = Fraction(int(held.emissions.digits or "0"))
            lines[key] = replace(lines[key], milligrams=figure, method=held.method, off=Fraction(0))
            found.uncovered += 1
    return Recomputed(lines)


def _largest(distances: Iterator[Distance], found: Comparison) -> Distance:
    largest = Distance()
    for one in distances:
        if one.difference > one.bound:
            shown = f"{float(one.difference):g} mg, more than {float(one.bound):g} mg"
            found.faults.append(f"{one.name}: off by {shown}")
        largest = max(largest, one, key=lambda each: each.part)
    return largest


def _line_distances(
    stored: Mapping[LineKey, StoredLine], wanted: Recomputed, found: Comparison
) -> Iterator[Distance]:
    for key in sorted(stored.keys() | wanted.lines.keys()):
        name = f"line {':'.join(key)}"
        held, line = stored.get(key), wanted.lines.get(key)
        if held is None or line is None:
            found.faults.append(f"{name}: {'not stored' if held is None else 'does not follow'}")
            continue
        if held.method != line.method:
            used, right = Method.Name(held.method), Method.Name(line.method)
            found.faults.append(f"{name}: stored with {used}, recomputed with {right}")
        found.calculated += bool(line.off)
        found.lost = max(found.lost, line.off)
        apart = abs(int(held.emissions.digits or "0") - line.milligrams)
        yield Distance(name, apart, _HALF + line.off)


def _inventory_distances(
    stored: Mapping[InventoryKey, Inventory], wanted: Recomputed, found: Comparison
) -> Iterator[Distance]:
    lines_of = wanted.inventories
    for key in sorted(stored.keys() | lines_of.keys()):
        name = f"inventory {':'.join(map(str, key))}"
        held, lines = stored.get(key), lines_of.get(key, ())
        if held is None:
            found.faults.append(f"{name}: not stored")
            continue
        if held.line_count != len(lines):
            counts = f"{held.line_count} lines stored, {len(lines)} recomputed"
            found.faults.append(f"{name}: {counts}")
        yield _apart(name, held, lines)


def _apart(name: str, held: Inventory, lines: Sequence[Line]) -> Distance:
    total = sum((line.milligrams for line in lines), Fraction(0))
    # What has no line is left out by the policy and must be nothing at all.
    bound = sum((line.off for line in lines), max(1, len(lines)) * _HALF)
    return Distance(name, abs(int(held.total.digits or "0") - total), bound)
