"""Computing a network: all of it, or what a change reaches. Both give the same bits."""

from collections.abc import Iterable

import numpy as np

from carbon.rollup import columns
from carbon.rollup.graph import Graph
from carbon.rollup.kernels import follow, sweep_from
from carbon.rollup.scratch import Scratch, scratch_for
from carbon.rollup.sparse import Indices, Numbers

__all__ = ["Scratch", "empty_rows", "scratch_for", "sweep", "update"]


def empty_rows(graph: Graph) -> Numbers:
    """One row of zeros for each node, for own rows or for the state."""
    return np.zeros((graph.node_count, columns.WIDTH), np.float64)


def sweep(graph: Graph, own: Numbers, state: Numbers, scratch: Scratch) -> Indices:
    """Compute every row from the nodes' own rows; returns the ranks of the rows that changed."""
    count = sweep_from(
        0,
        graph.input_starts,
        graph.inputs,
        graph.amounts,
        own,
        state,
        scratch.changed,
        0,
    )
    return scratch.changed[:count].copy()


def update(
    graph: Graph, own: Numbers, state: Numbers, scratch: Scratch, restated: Iterable[int]
) -> Indices:
    """Recompute what hangs on nodes whose own row or amounts were restated.

    The state must be that of a sweep or update before the restatement; afterwards it has the bits a
    sweep would give. Returns the ranks of the rows that changed, rising.
    """
    count = follow(
        np.fromiter(restated, np.int32),
        graph.input_starts,
        graph.inputs,
        graph.amounts,
        graph.user_starts,
        graph.users,
        own,
        state,
        scratch.marked,
        scratch.blocks,
        scratch.changed,
    )
    return scratch.changed[:count].copy()
