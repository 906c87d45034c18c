"""What a figure rests on, beside its numbers: how new its newest fact is, and whose potentials.

Integers that combine exactly, in any order: a maximum, an intersection and a union of bits. They
are cheap enough to be spread over the whole graph whenever anything has changed.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from carbon.gwp import GWP_SETS
from carbon.rollup.compiled import compiled
from carbon.rollup.graph import Graph
from carbon.rollup.sparse import Indices, Starts

Marks = NDArray[np.int64]

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
    marks = np.zeros_like(own)
    follow(graph, own, marks)
    return marks


def follow(graph: Graph, own: Marks, marks: Marks) -> NDArray[np.bool_]:
    """Let marks follow what each node has of its own; returns where they are others than before."""
    is_changed = np.empty(len(own), np.bool_)
    _spread(graph.input_starts, graph.inputs, own, marks, is_changed)
    return is_changed


@compiled
def _spread(
    starts: Starts, inputs: Indices, own: Marks, marks: Marks, is_changed: NDArray[np.bool_]
) -> None:
    for node in range(len(own)):
        newest, shared, mentioned = own[node, 0], own[node, 1], own[node, 2]
        for edge in range(starts[node], starts[node + 1]):
            part = marks[inputs[edge]]
            newest = max(newest, part[0])
            shared &= part[1]
            mentioned |= part[2]
        row = marks[node]
        is_changed[node] = row[0] != newest or row[1] != shared or row[2] != mentioned
        row[0], row[1], row[2] = newest, shared, mentioned
