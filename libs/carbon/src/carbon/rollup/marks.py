"""What a figure rests on, beside its numbers: how new its newest fact is, and whose potentials.

Integers that combine exactly, in any order: a maximum, an intersection and a union of bits. They
follow a change as the numbers do, by kernels of the same form.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np

from carbon.gwp import GWP_SETS
from carbon.rollup.graph import Graph
from carbon.rollup.mark_kernels import Marks, follow_from, sweep_from
from carbon.rollup.scratch import Scratch
from carbon.rollup.sparse import Indices

NEWEST: Final = 0
"""Newest `recorded_at`, in nanoseconds since 1970."""

SHARED_SETS: Final = 1
"""Bits of the GWP sets that everything is stated in."""

MENTIONED_SETS: Final = 2
"""Bits of the GWP sets that anything is stated in."""

WIDTH: Final = 3

ANY_SET: Final = -1
"""All bits: what emits nothing agrees with every set."""

_NAMES: Final = tuple(sorted(GWP_SETS))
_OTHER: Final = "other"


def set_bits(names: Iterable[str]) -> int:
    """GWP sets as bits; those not known here share one."""
    bits = 0
    for name in names:
        bits |= 1 << (_NAMES.index(name) if name in _NAMES else len(_NAMES))
    return bits


def set_names(bits: int) -> tuple[str, ...]:
    """The GWP sets of the bits, in the order of their names, then `other` for unknown ones."""
    named = (*_NAMES, _OTHER)
    return tuple(name for place, name in enumerate(named) if bits >> place & 1)


def empty_marks(graph: Graph) -> Marks:
    """One row of zeros for each node."""
    return np.zeros((graph.node_count, WIDTH), np.int64)


def spread(graph: Graph, own: Marks) -> Marks:
    """The marks of every node: its own with those of all it contains."""
    marks, changed = np.zeros_like(own), np.empty(len(own), np.int32)
    sweep_from(0, graph.input_starts, graph.inputs, own, marks, changed, 0)
    return marks


def follow(graph: Graph, own: Marks, marks: Marks, scratch: Scratch, restated: Indices) -> Indices:
    """Let marks follow what these nodes have of their own and contain.

    Returns the ranks of those that are others than before, rising. The marks must be those of
    before the restatement; afterwards they are what `spread` would give.
    """
    count, left = follow_from(
        restated,
        graph.input_starts,
        graph.inputs,
        graph.user_starts,
        graph.users,
        own,
        marks,
        scratch.marked,
        scratch.blocks,
        scratch.changed,
    )
    inputs = graph.input_starts, graph.inputs
    count = sweep_from(left, *inputs, own, marks, scratch.changed, count)
    return scratch.changed[:count].copy()
