"""Working arrays of updates."""

from dataclasses import dataclass

import numpy as np

from carbon.rollup.graph import Graph
from carbon.rollup.kernels import BLOCK
from carbon.rollup.sparse import Indices


@dataclass(frozen=True, eq=False)
class Scratch:
    """Working arrays of updates, reused from one to the next; all zero in between."""

    marked: Indices
    blocks: Indices
    changed: Indices


def scratch_for(graph: Graph) -> Scratch:
    """Working arrays that fit the graph."""
    count = graph.node_count
    return Scratch(
        marked=np.zeros(count, np.int32),
        blocks=np.zeros(count // BLOCK + 1, np.int32),
        changed=np.zeros(count, np.int32),
    )
