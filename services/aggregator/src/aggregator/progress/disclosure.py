"""Statistical disclosure control: what may be shown without telling one supplier's value.

A figure that one or two suppliers stand behind is left out, because each of two could compute the
other's. A figure that no supplier stands behind, such as the factory's own, tells nobody's.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from aggregator.progress.model import InitiativeGroup

FEWEST_SUPPLIERS = 3

T = TypeVar("T")


def reveals(supplier_count: int) -> bool:
    """Whether a figure with so many suppliers behind it would tell a single one's value."""
    return 0 < supplier_count < FEWEST_SUPPLIERS


def grouped(
    parts: Sequence[list[T]], group_of: Callable[[list[T]], InitiativeGroup]
) -> list[InitiativeGroup]:
    """A group for each part, with those that would reveal a supplier put together.

    The total stands beside the groups, so a single group left out could be had by subtraction:
    what is put together therefore grows, by the smallest group left, until it reveals nothing.
    """
    shown = [part for part in parts if not _group_reveals(group_of(part))]
    hidden = [item for part in parts if _group_reveals(group_of(part)) for item in part]
    shown.sort(key=len)
    while hidden and shown and _group_reveals(group_of(hidden)):
        hidden = [*hidden, *shown.pop(0)]
    together = [hidden] if hidden else []
    return sorted(map(group_of, [*shown, *together]), key=lambda group: group.types)


def _group_reveals(group: InitiativeGroup) -> bool:
    return reveals(group.measured_supplier_count) or reveals(group.planned_supplier_count)


def any_reveals(counts: Iterable[int]) -> bool:
    """Whether one of several figures would."""
    return any(map(reveals, counts))
