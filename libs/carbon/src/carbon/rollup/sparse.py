"""Compressed sparse rows: built in one order, renumbered and transposed in linear time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carbon.rollup.compiled import compiled

Indices = NDArray[np.int32]
Starts = NDArray[np.int64]
Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Row `r` holds columns and amounts from `starts[r]` to just before `starts[r + 1]`."""

    starts: Starts
    columns: Indices
    amounts: Numbers


def sorted_rows(row: Positions, column: Positions, amounts: Numbers, count: int) -> Rows:
    """Rows of a set of entries, ordered by column and, where one repeats, by amount."""
    cell = row * count + column
    order = np.argsort(cell)
    if (np.diff(cell[order]) == 0).any():
        order = np.lexsort((amounts, cell))
    counts = np.bincount(row, minlength=count)
    return Rows(
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        columns=column[order].astype(np.int32),
        amounts=amounts[order].astype(np.float64),
    )


def renumbered(rows: Rows, order: Positions, number_of: Positions) -> Rows:
    """The rows in another order, columns renumbered alike; within a row the order stays."""
    lengths = np.diff(rows.starts)[order]
    starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    columns, amounts = np.empty_like(rows.columns), np.empty_like(rows.amounts)
    _move_rows(rows.starts, rows.columns, rows.amounts, order, number_of, starts, columns, amounts)
    return Rows(starts, columns, amounts)


def transposed(rows: Rows) -> Rows:
    """The rows the other way round; each new row lists the old ones in rising order."""
    count = len(rows.starts) - 1
    counts = np.bincount(rows.columns, minlength=count)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    columns, amounts = np.empty_like(rows.columns), np.empty_like(rows.amounts)
    _scatter(rows.starts, rows.columns, rows.amounts, starts[:-1].copy(), columns, amounts)
    return Rows(starts, columns, amounts)


def inverse(permutation: Positions) -> Positions:
    """Where each number went."""
    places = np.empty(len(permutation), np.int64)
    places[permutation] = np.arange(len(permutation))
    return places


@compiled
def _move_rows(
    old_starts: Starts,
    old_columns: Indices,
    old_amounts: Numbers,
    order: Positions,
    number_of: Positions,
    starts: Starts,
    columns: Indices,
    amounts: Numbers,
) -> None:
    for row in range(len(order)):
        target = starts[row]
        for entry in range(old_starts[order[row]], old_starts[order[row] + 1]):
            columns[target] = number_of[old_columns[entry]]
            amounts[target] = old_amounts[entry]
            target += 1


@compiled
def _scatter(
    old_starts: Starts,
    old_columns: Indices,
    old_amounts: Numbers,
    next_place: Starts,
    columns: Indices,
    amounts: Numbers,
) -> None:
    for row in range(len(old_starts) - 1):
        for entry in range(old_starts[row], old_starts[row + 1]):
            column = old_columns[entry]
            columns[next_place[column]] = row
            amounts[next_place[column]] = old_amounts[entry]
            next_place[column] += 1
