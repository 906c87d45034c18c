"""Exchanges lines that follow footprints for new ones, all at once, and notes why.

Such lines stay in their inventory and in all indices but that of methods, so totals and causes are
sums over lines that are alike. It comes to the same as `placing.put` and `restating.attribute` for
each of them, which a property test holds it against.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from carbon.inventory import Key
from carbon.restatements import document_cause
from carbon.scope3.results import Method, SourceKind
from footprint.networks.network import Network
from footprint.networks.restating import (
    MOST_FACTS,
    Attribution,
    Named,
    day_of,
    note,
    was_used_by,
)
from footprint.networks.slots import Slot
from footprint.networks.totals import Moved, move_alike

Pair = tuple[int, Slot, Slot]
"""Place, old slot and new one."""

_Alike = tuple[int, int, bool, Method, int]
"""Category, year, whether the footprint was used before, method before, day it was recorded."""


@dataclass(slots=True)
class _Cause:
    """What lines that are alike have in common."""

    effect_mg: int = 0
    lines: int = 0
    footprints: dict[str, Named] = field(default_factory=dict[str, Named])


def is_exchangeable(found: Attribution, old: Slot, new: Slot) -> bool:
    """Whether both are lines, and the new one rests on nothing but a footprint that is news."""
    return bool(old.line) and (SourceKind.FOOTPRINT, new.footprint_id) in found.documents


def exchange(network: Network, found: Attribution, pairs: Sequence[Pair]) -> None:
    """Put the new slots, which are exchangeable, in the places of the old ones."""
    _move_totals(network, pairs)
    _note_causes(found, pairs)
    _move_methods(network.by_method, pairs)
    for index, _, new in pairs:
        network.slots[index] = new


def _move_totals(network: Network, pairs: Iterable[Pair]) -> None:
    sums: dict[tuple[int, int, Moved], list[int]] = {}
    left, entered = Counter[tuple[int, int, int]](), Counter[tuple[int, int, int]]()
    for _, old, new in pairs:
        moved = Moved(new.supplier_id, old.method, new.method, old.gwp_set, new.gwp_set)
        held = sums.setdefault((new.category, new.year, moved), [0, 0, 0])
        held[0] += old.emissions_mg
        held[1] += new.emissions_mg
        held[2] += 1
        if old.known_at != new.known_at:
            left[new.category, new.year, old.known_at] += 1
            entered[new.category, new.year, new.known_at] += 1
    for (category, year, moved), (before_mg, after_mg, lines) in sums.items():
        move_alike(network.totals[Key(category, year)], moved, before_mg, after_mg, lines)
    for (category, year, known_at), lines in entered.items():
        network.totals[Key(category, year)].known_at.add(known_at, lines)
    for (category, year, known_at), lines in left.items():
        network.totals[Key(category, year)].known_at.remove(known_at, lines)


def _note_causes(found: Attribution, pairs: Iterable[Pair]) -> None:
    causes: dict[_Alike, _Cause] = {}
    for _, old, new in pairs:
        footprint_id = new.footprint_id
        named = found.documents[SourceKind.FOOTPRINT, footprint_id]
        was_used = was_used_by(old, footprint_id)
        alike = (new.category, new.year, was_used, old.method, day_of(named))
        cause = causes.get(alike)
        if cause is None:
            cause = causes[alike] = _Cause()
        cause.effect_mg += new.emissions_mg - old.emissions_mg
        cause.lines += 1
        if len(cause.footprints) < MOST_FACTS:
            cause.footprints[footprint_id] = named
    for (category, year, was_used, method, _), cause in causes.items():
        code = document_cause(SourceKind.FOOTPRINT, was_used=was_used, is_used=True)
        has_new_method = method is not Method.SUPPLIER_SPECIFIC
        note(
            found.effects[Key(category, year)],
            code,
            [*cause.footprints.values()],
            cause.effect_mg,
            has_new_method,
            cause.lines,
        )


def _move_methods(by_method: Mapping[str, set[int]], pairs: Iterable[Pair]) -> None:
    """All follow footprints now."""
    left: dict[str, list[int]] = {}
    for index, old, new in pairs:
        if old.method is not new.method:
            left.setdefault(old.method, []).append(index)
    for method, indices in left.items():
        by_method[method].difference_update(indices)
        by_method[Method.SUPPLIER_SPECIFIC].update(indices)
