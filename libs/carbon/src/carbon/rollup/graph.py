"""A supply network as arrays: compressed rows both ways, nodes in topological rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carbon.rollup.ordering import UNREACHED, CycleFound, find_cycle, levels
from carbon.rollup.sparse import (
    Indices,
    Numbers,
    Rows,
    Starts,
    inverse,
    renumbered,
    sorted_rows,
    transposed,
)


class InvalidGraph(ValueError):
    """Keys repeat, an edge points nowhere, or an amount is not finite; `code` is stable."""

    code = "invalid-graph"


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes are numbered by rank: every input of a node has a lower number than the node.

    Row `r` of the inputs lists what one declared unit of product `keys[r]` contains, in the order
    of the inputs' keys. That order depends on the set of facts alone and not on ranks, so that an
    edit elsewhere in the network never changes the order of a sum. Users are the rows the other
    way round.
    """

    keys: tuple[str, ...]
    rank_of: Mapping[str, int]
    input_starts: Starts
    inputs: Indices
    amounts: Numbers
    user_starts: Starts
    users: Indices

    @property
    def node_count(self) -> int:
        """Number of products."""
        return len(self.keys)

    @property
    def edge_count(self) -> int:
        """Number of parts over all bills of materials."""
        return len(self.inputs)


def build_graph(
    keys: Sequence[str], consumers: Indices, suppliers: Indices, amounts: Numbers
) -> Graph:
    """Order a network given as edges between positions in `keys`.

    Edge `e` says that one declared unit of `keys[consumers[e]]` contains `amounts[e]` declared
    units of `keys[suppliers[e]]`. The same set of edges gives the same graph in whatever order it
    is given. Raises CycleFound or InvalidGraph.
    """
    _check(keys, consumers, suppliers, amounts)
    positions = sorted(range(len(keys)), key=lambda position: keys[position])
    sorted_keys = [keys[position] for position in positions]
    number_of = inverse(np.array(positions, np.int64))
    by_key = sorted_rows(number_of[consumers], number_of[suppliers], amounts, len(keys))
    level = _levels(sorted_keys, by_key)
    by_rank = np.argsort(level, kind="stable")
    rows = renumbered(by_key, by_rank, inverse(by_rank))
    users = transposed(rows)
    ranked = tuple(sorted_keys[int(number)] for number in by_rank)
    return Graph(
        keys=ranked,
        rank_of={key: rank for rank, key in enumerate(ranked)},
        input_starts=rows.starts,
        inputs=rows.columns,
        amounts=rows.amounts,
        user_starts=users.starts,
        users=users.columns,
    )


def _levels(keys: Sequence[str], rows: Rows) -> Indices:
    users = transposed(rows)
    level = levels(rows.starts, users.starts, users.columns)
    if (level == UNREACHED).any():
        cycle = find_cycle(level, rows.starts, rows.columns)
        raise CycleFound([keys[node] for node in cycle])
    return level


def _check(keys: Sequence[str], consumers: Indices, suppliers: Indices, amounts: Numbers) -> None:
    if len(set(keys)) < len(keys):
        raise InvalidGraph("a key occurs twice")
    if not len(consumers) == len(suppliers) == len(amounts):
        raise InvalidGraph("edge columns differ in length")
    for ends in (consumers, suppliers):
        if len(ends) and not 0 <= int(ends.min()) <= int(ends.max()) < len(keys):
            raise InvalidGraph("an edge points outside the keys")
    if not np.isfinite(amounts).all():
        raise InvalidGraph("an amount is not finite")
