"""Topological levels of a supply network, and the cycle where there is none."""

from collections.abc import Sequence

import numpy as np

from carbon.rollup.compiled import compiled
from carbon.rollup.sparse import Indices, Starts

UNREACHED = -1


class CycleFound(ValueError):
    """A product is, over others, a part of itself; `cycle` names them in the order of parts.

    The first key is the smallest of the cycle and is not repeated at the end.
    """

    code = "bill-of-materials-cycle"

    def __init__(self, cycle: Sequence[str]) -> None:
        super().__init__(" → ".join((*cycle, cycle[0])))
        self.cycle = tuple(cycle)


@compiled
def levels(input_starts: Starts, user_starts: Starts, users: Indices) -> Indices:
    """Length of the longest way to each node from one without inputs; UNREACHED behind a cycle."""
    count = len(input_starts) - 1
    waiting = np.empty(count, np.int64)
    level = np.full(count, 0, np.int32)
    queue = np.empty(count, np.int32)
    tail = 0
    for node in range(count):
        waiting[node] = input_starts[node + 1] - input_starts[node]
        if waiting[node] == 0:
            queue[tail] = node
            tail += 1
    head = 0
    while head < tail:
        node = queue[head]
        head += 1
        for edge in range(user_starts[node], user_starts[node + 1]):
            user = users[edge]
            level[user] = max(level[user], level[node] + 1)
            waiting[user] -= 1
            if waiting[user] == 0:
                queue[tail] = user
                tail += 1
    for node in range(count):
        if waiting[node] > 0:
            level[node] = UNREACHED
    return level


def find_cycle(level: Indices, input_starts: Starts, inputs: Indices) -> list[int]:
    """Nodes of one cycle, each followed by the part it contains; always the same one.

    Every unreached node has an unreached input, so that following the first of them returns.
    """
    node = int(np.argmax(level == UNREACHED))
    walked: dict[int, int] = {}
    while node not in walked:
        walked[node] = len(walked)
        row = inputs[input_starts[node] : input_starts[node + 1]]
        node = int(row[level[row] == UNREACHED][0])
    cycle = list(walked)[walked[node] :]
    smallest = cycle.index(min(cycle))
    return cycle[smallest:] + cycle[:smallest]
