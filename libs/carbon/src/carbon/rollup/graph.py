"""A supply network as arrays: compressed rows both ways, nodes in topological rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from carbon.rollup.ordering import (
    UNREACHED,
    CycleFound,
    Indices,
    Starts,
    find_cycle,
    levels,
)

Numbers = NDArray[np.float64]


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
    level_starts: Starts
    input_starts: Starts
    inputs: Indices
    amounts: Numbers
    user_starts: Starts
    users: Indices

    @cached_property
    def rank_of(self) -> dict[str, int]:
        """Rank of each key."""
        return {key: rank for rank, key in enumerate(self.keys)}

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
    sorted_keys: list[str] = [keys[position] for position in positions]
    by_key = np.array(positions, np.int64)
    position_of = _inverse(by_key)
    consumer, supplier = position_of[consumers], position_of[suppliers]
    order = np.lexsort((amounts, supplier, consumer))
    consumer, supplier, amount = consumer[order], supplier[order], amounts[order]
    level = _levels(sorted_keys, consumer, supplier)
    by_rank = np.argsort(level, kind="stable")
    rank_of = _inverse(by_rank)
    consumer, supplier = rank_of[consumer], rank_of[supplier]
    rows = np.argsort(consumer, kind="stable")
    consumer, supplier, amount = consumer[rows], supplier[rows], amount[rows]
    columns = np.argsort(supplier, kind="stable")
    depth = int(level.max(initial=-1)) + 1
    return Graph(
        keys=tuple(sorted_keys[int(position)] for position in by_rank),
        level_starts=np.searchsorted(level[by_rank], np.arange(depth + 1)).astype(np.int64),
        input_starts=_starts(consumer, len(keys)),
        inputs=supplier.astype(np.int32),
        amounts=np.ascontiguousarray(amount, np.float64),
        user_starts=_starts(supplier[columns], len(keys)),
        users=consumer[columns].astype(np.int32),
    )


def _levels(
    keys: Sequence[str], consumer: NDArray[np.int64], supplier: NDArray[np.int64]
) -> Indices:
    input_starts = _starts(consumer, len(keys))
    columns = np.argsort(supplier, kind="stable")
    user_starts = _starts(supplier[columns], len(keys))
    level = levels(input_starts, user_starts, consumer[columns].astype(np.int32))
    if (level == UNREACHED).any():
        cycle = find_cycle(level, input_starts, supplier.astype(np.int32))
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


def _inverse(permutation: NDArray[np.int64]) -> NDArray[np.int64]:
    inverse = np.empty(len(permutation), np.int64)
    inverse[permutation] = np.arange(len(permutation))
    return inverse


def _starts(sorted_rows: NDArray[np.int64], count: int) -> Starts:
    counts = np.bincount(sorted_rows, minlength=count)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
