"""Kernels of marks: pull one node's, sweep them all, or follow what a change reaches.

They go the ways of `carbon.rollup.kernels`; only what a node takes from its inputs is another.
"""

import numpy as np
from numpy.typing import NDArray

from carbon.rollup.compiled import compiled
from carbon.rollup.kernels import BLOCK, WIDE
from carbon.rollup.sparse import Indices, Starts

Marks = NDArray[np.int64]


@compiled
def pull(node: int, starts: Starts, inputs: Indices, own: Marks, marks: Marks) -> bool:
    """Recompute one node's marks from its inputs'; whether they changed."""
    newest, shared, mentioned = own[node, 0], own[node, 1], own[node, 2]
    for edge in range(starts[node], starts[node + 1]):
        part = inputs[edge]
        newest = max(newest, marks[part, 0])
        shared &= marks[part, 1]
        mentioned |= marks[part, 2]
    changed = marks[node, 0] != newest or marks[node, 1] != shared
    changed = changed or marks[node, 2] != mentioned
    marks[node, 0], marks[node, 1], marks[node, 2] = newest, shared, mentioned
    return changed


@compiled
def sweep_from(
    first: int,
    starts: Starts,
    inputs: Indices,
    own: Marks,
    marks: Marks,
    changed: Indices,
    count: int,
) -> int:
    """Pull every node from a rank on; notes what changed behind `count`, returns the new count.

    The same as `pull` for each, written out and without branches: twice as fast over wide graphs.
    """
    for node in range(first, len(starts) - 1):
        newest, shared, mentioned = own[node, 0], own[node, 1], own[node, 2]
        for edge in range(starts[node], starts[node + 1]):
            part = marks[np.uint32(inputs[edge])]
            newest = max(newest, part[0])
            shared &= part[1]
            mentioned |= part[2]
        row = marks[node]
        is_other = (row[0] != newest) | (row[1] != shared) | (row[2] != mentioned)
        row[0], row[1], row[2] = newest, shared, mentioned
        changed[count] = node
        count += is_other
    return count


@compiled
def follow_from(
    restated: Indices,
    starts: Starts,
    inputs: Indices,
    user_starts: Starts,
    users: Indices,
    own: Marks,
    marks: Marks,
    marked: Indices,
    blocks: Indices,
    changed: Indices,
) -> tuple[int, int]:
    """Pull what the restated nodes reach, by the contract of `carbon.rollup.kernels.follow`.

    Returns how many changed and the rank from which on all are left to a sweep. The sweep is not
    called from here, because within this loop it is compiled to slower code.
    """
    limit = len(inputs) // WIDE + BLOCK
    work = 0
    for node in restated:
        marked[node] = 1
        blocks[node // BLOCK] = 1
        work += starts[node + 1] - starts[node] + user_starts[node + 1] - user_starts[node]
    count = 0
    for block in range(len(blocks)):
        if blocks[block] == 0:
            continue
        for node in range(block * BLOCK, min((block + 1) * BLOCK, len(marked))):
            if marked[node] == 0:
                continue
            marked[node] = 0
            if not pull(node, starts, inputs, own, marks):
                continue
            changed[count] = node
            count += 1
            work += user_starts[node + 1] - user_starts[node]
            if work > limit:
                marked[node + 1 :] = 0
                blocks[block:] = 0
                return count, node + 1
            for edge in range(user_starts[node], user_starts[node + 1]):
                user = users[edge]
                if marked[user] == 0:
                    marked[user] = 1
                    blocks[user // BLOCK] = 1
                    work += starts[user + 1] - starts[user]
        blocks[block] = 0
    return count, len(starts) - 1
