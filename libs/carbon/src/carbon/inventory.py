"""A buyer's inventory: the fold of priced lines to totals per category and year.

Only integers are summed, so the order in which lines are folded cannot show.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from carbon.quantum import Milligrams
from carbon.scope3.results import Method


@dataclass(frozen=True)
class InventoryLine:
    """What the fold reads of one priced activity; the activity's id identifies the line."""

    activity_id: str
    category: int
    year: int
    supplier_id: str
    method: Method
    emissions_mg: Milligrams
    gwp_set: str


class Key(NamedTuple):
    """An inventory of one buyer: a scope 3 category and a calendar year."""

    category: int
    year: int


@dataclass(frozen=True)
class Share:
    """A part of an inventory."""

    total_mg: Milligrams
    line_count: int


@dataclass(frozen=True)
class InventoryTotal:
    """The total of a category and year, split by method and by supplier (both in sorted order).

    Lines that no supplier stands behind, such as commuting, are in no supplier's share.
    """

    key: Key
    total_mg: Milligrams
    line_count: int
    unresolved_line_count: int
    methods: Mapping[Method, Share]
    suppliers: Mapping[str, Share]
    gwp_sets: tuple[str, ...]


def fold(lines: Iterable[InventoryLine]) -> dict[Key, InventoryTotal]:
    """Totals per category and year, in sorted order of the keys.

    Each activity must occur once: a line that replaces another takes its place before the fold.
    """
    grouped: dict[Key, list[InventoryLine]] = {}
    for line in lines:
        grouped.setdefault(Key(line.category, line.year), []).append(line)
    return {key: total(key, grouped[key]) for key in sorted(grouped)}


def total(key: Key, lines: Iterable[InventoryLine]) -> InventoryTotal:
    """The total of lines that all belong to the key."""
    known = list(lines)
    methods = _shares((line.method, line.emissions_mg) for line in known)
    suppliers = _shares((line.supplier_id, line.emissions_mg) for line in known if line.supplier_id)
    unresolved = methods.get(Method.UNRESOLVED, Share(0, 0))
    return InventoryTotal(
        key=key,
        total_mg=sum(line.emissions_mg for line in known),
        line_count=len(known),
        unresolved_line_count=unresolved.line_count,
        methods={Method(name): share for name, share in methods.items()},
        suppliers=suppliers,
        gwp_sets=tuple(sorted({line.gwp_set for line in known if line.gwp_set})),
    )


def _shares(parts: Iterable[tuple[str, Milligrams]]) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for name, emissions in parts:
        held = shares.get(name, Share(0, 0))
        shares[name] = Share(held.total_mg + emissions, held.line_count + 1)
    return dict(sorted(shares.items()))
