"""The kernels: pull one node, sweep them all, or pull what a change reaches.

All three take a node's row from `pull` alone, which adds its inputs in the graph's order. Hence a
row is a pure function of the node's own row and its inputs' rows, and the way it came to be
computed cannot show in any bit.
"""

import math

from carbon.rollup.compiled import compiled
from carbon.rollup.sparse import Indices, Numbers, Starts

BLOCK = 64
"""Marks are looked for in blocks of so many nodes."""

WIDE = 16
"""Above edges ÷ WIDE of work an update stops following marks and sweeps the rest."""


@compiled
def pull(
    node: int, starts: Starts, inputs: Indices, amounts: Numbers, own: Numbers, state: Numbers
) -> bool:
    """Recompute one row from its inputs' rows; whether it changed.

    Adding 0.0 turns a negative zero into zero, so that equal numbers are equal bits.
    """
    value = own[node, 0]
    weight = abs(value)
    spread = value * own[node, 1]
    variance = spread * spread
    primary, technological = weight * own[node, 2], weight * own[node, 3]
    geographical, temporal = weight * own[node, 4], weight * own[node, 5]
    filled, verified = weight * own[node, 6], weight * own[node, 7]
    for edge in range(starts[node], starts[node + 1]):
        input_ = inputs[edge]
        part = amounts[edge] * state[input_, 0]
        size = abs(part)
        value += part
        weight += size
        spread = part * state[input_, 1]
        variance += spread * spread
        primary += size * state[input_, 2]
        technological += size * state[input_, 3]
        geographical += size * state[input_, 4]
        temporal += size * state[input_, 5]
        filled += size * state[input_, 6]
        verified += size * state[input_, 7]
    target = state[node]
    if weight == 0.0:
        changed = target[0] != 0.0 or target[1] != 0.0
        target[0] = target[1] = 0.0
        for column in range(2, 8):
            changed = changed or target[column] != own[node, column]
            target[column] = own[node, column] + 0.0
        return changed
    uncertainty = math.sqrt(variance) / abs(value) if value != 0.0 else 0.0
    changed = put(target, 0, value)
    changed = put(target, 1, uncertainty) or changed
    changed = put(target, 2, primary / weight) or changed
    changed = put(target, 3, technological / weight) or changed
    changed = put(target, 4, geographical / weight) or changed
    changed = put(target, 5, temporal / weight) or changed
    changed = put(target, 6, filled / weight) or changed
    return put(target, 7, verified / weight) or changed


@compiled
def put(row: Numbers, column: int, number: float) -> bool:
    """Store a number; whether it differs from what was there."""
    stored = number + 0.0
    changed = row[column] != stored
    row[column] = stored
    return changed


@compiled
def sweep_from(
    first: int,
    starts: Starts,
    inputs: Indices,
    amounts: Numbers,
    own: Numbers,
    state: Numbers,
    changed: Indices,
    count: int,
) -> int:
    """Pull every node from a rank on; notes what changed behind `count`, returns the new count."""
    for node in range(first, len(starts) - 1):
        if pull(node, starts, inputs, amounts, own, state):
            changed[count] = node
            count += 1
    return count


@compiled
def follow(
    restated: Indices,
    starts: Starts,
    inputs: Indices,
    amounts: Numbers,
    user_starts: Starts,
    users: Indices,
    own: Numbers,
    state: Numbers,
    marked: Indices,
    blocks: Indices,
    changed: Indices,
) -> int:
    """Pull what the restated nodes reach, stopping where a row stays as it was.

    Ranks rise along edges, so that one pass over the marks in rank order meets every node after
    all its inputs. Notes the changed nodes in rising order and returns their number. `marked` and
    `blocks` come and leave all zero.
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
            if work > limit:
                marked[node:] = 0
                blocks[block:] = 0
                return sweep_from(node, starts, inputs, amounts, own, state, changed, count)
            marked[node] = 0
            if not pull(node, starts, inputs, amounts, own, state):
                continue
            changed[count] = node
            count += 1
            for edge in range(user_starts[node], user_starts[node + 1]):
                user = users[edge]
                if marked[user] == 0:
                    marked[user] = 1
                    blocks[user // BLOCK] = 1
                    work += starts[user + 1] - starts[user]
            work += user_starts[node + 1] - user_starts[node]
        blocks[block] = 0
    return count
