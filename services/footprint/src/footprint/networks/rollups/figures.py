"""Figures that moved are put on a sheet by compiled code, noting which columns are others."""

import numpy as np
from numpy.typing import NDArray

from carbon.rollup import columns, marks
from carbon.rollup.compiled import compiled
from carbon.rollup.marks import Marks
from carbon.rollup.sparse import Indices, Numbers
from footprint.networks.rollups.sheet import FIRST_MARK, Sheet

Flags = NDArray[np.bool_]


def put_figures(
    sheet: Sheet, place_of: Marks, ranks: Indices, rows: Numbers, marked: Marks
) -> tuple[Marks, Marks]:
    """Show the numbers of nodes that are on the sheet; places where they are others than before,
    and places whose numbers are beyond all bounds, which are left as they are.

    ``place_of``: by rank, −1 for what is not on the sheet.
    """
    changed, beyond = np.empty(len(ranks), np.int64), np.empty(len(ranks), np.int64)
    shown = sheet.rows.view(np.int64), sheet.marks, sheet.unstated
    state = rows, rows.view(np.int64), marked
    counts = _put(place_of, ranks, *state, *shown, changed, beyond)
    return changed[: counts[0]], beyond[: counts[1]]


@compiled
def _put(
    place_of: Marks,
    ranks: Indices,
    rows: Numbers,
    bits: Marks,
    marked: Marks,
    shown_bits: Marks,
    shown_marks: Marks,
    unstated: Marks,
    changed: Marks,
    beyond: Marks,
) -> tuple[int, int]:
    """Rows are compared by their bits, so that −0 and 0 are not the same. What is shown already is
    not beyond all bounds."""
    found, left = 0, 0
    for rank in ranks:
        place = place_of[rank]
        if place < 0:
            continue
        others = 0
        for column in range(columns.WIDTH):
            others |= np.int64(shown_bits[place, column] != bits[rank, column]) << column
        is_finite = True
        if others:
            for column in range(columns.WIDTH):
                is_finite &= np.isfinite(rows[rank, column])
        if not is_finite:
            beyond[left] = place
            left += 1
            continue
        for mark in range(marks.WIDTH):
            if shown_marks[place, FIRST_MARK + mark] != marked[rank, mark]:
                shown_marks[place, FIRST_MARK + mark] = marked[rank, mark]
                others |= 1 << (columns.WIDTH + FIRST_MARK + mark)
        if others:
            for column in range(columns.WIDTH):
                shown_bits[place, column] = bits[rank, column]
            unstated[place] |= others
            changed[found] = place
            found += 1
    return found, left


def taken_out(places: Marks, unstated: Marks, size: int) -> tuple[Marks, Marks]:
    """The places in rising order, each of which is given once, and what is unstated of each; from
    now on nothing is. ``size``: above every place."""
    is_place = np.zeros(size, np.bool_)
    rising, bits = np.empty(len(places), np.int64), np.empty(len(places), np.int64)
    _take_out(places, unstated, is_place, rising, bits)
    return rising, bits


@compiled
def _take_out(places: Marks, unstated: Marks, is_place: Flags, rising: Marks, bits: Marks) -> None:
    for place in places:
        is_place[place] = True
    found = 0
    for place in range(len(is_place)):
        if is_place[place]:
            rising[found], bits[found] = place, unstated[place]
            unstated[place] = 0
            found += 1
