"""What a buyer is shown of one year's roll-up: columns that are stored and stated as they are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Final

import numpy as np

from carbon.rollup import columns
from carbon.rollup.marks import Marks
from carbon.rollup.sparse import Numbers
from footprint.networks.rollups.recipes import Finding

BILL_VERSION: Final = 0
"""0 stands for a product of which nothing is shown any more."""

DECLARED_UNIT: Final = 1
FIRST_MARK: Final = 2
"""Here the marks of `carbon.rollup.marks` begin."""

NEWEST: Final = 2
MENTIONED_SETS: Final = 4
WIDTH: Final = 5

EVERY_COLUMN: Final = (1 << columns.WIDTH + WIDTH) - 1
"""Bits of the columns of rows, then of marks."""

PRODUCTS_PER_PAGE = 512
_FIRST_CAPACITY = 64


@dataclass(frozen=True, eq=False)
class Shown:
    """One product's row and marks, or why there are none."""

    row: Numbers
    marks: tuple[int, ...]
    finding: Finding | None = None


def _rows() -> Numbers:
    return np.zeros((_FIRST_CAPACITY, columns.WIDTH))


def _marks() -> Marks:
    return np.zeros((_FIRST_CAPACITY, WIDTH), np.int64)


@dataclass
class Sheet:
    """Products keep the places in which they came first, so that few pages change at a time."""

    year: int
    revision: int = 0
    product_ids: list[str] = field(default_factory=list[str])
    place_of: dict[str, int] = field(default_factory=dict[str, int])
    rows: Numbers = field(default_factory=_rows)
    marks: Marks = field(default_factory=_marks)
    findings: dict[int, Finding] = field(default_factory=dict[int, Finding])
    unstated: Marks = field(default_factory=lambda: np.zeros(_FIRST_CAPACITY, np.int64))
    """By place, a bit for each column that has changed since it was last stated."""
    on_roster: int = 0
    """How many of the products have been stated to be on the roster, the first ones."""
    digest: Any = field(default_factory=lambda: blake2b(digest_size=8))
    digested: int = 0
    """How many of the products are in the digest, the first ones."""
    suppliers: frozenset[str] = frozenset()
    """Makers and suppliers of parts from which the buyer bought when it was last looked."""
    is_complete: bool = False
    """Whether all that is to be shown has been looked at since the sheet was made or read."""
    layout: int = 0
    """Grows when a product gets a figure or loses it."""

    @property
    def weight(self) -> int:
        """Products in memory, in facts."""
        return len(self.product_ids) // 4

    def has_figure(self, place: int) -> bool:
        """Whether a figure is shown at the place."""
        return place not in self.findings and bool(self.marks[place, BILL_VERSION])


def put(sheet: Sheet, product_id: str, shown: Shown | None) -> int | None:
    """Show this of a product from now on; its place where that is something else than before."""
    if shown is None and product_id not in sheet.place_of:
        return None
    place = _place(sheet, product_id)
    row = np.zeros(columns.WIDTH) if shown is None else shown.row
    marked = np.zeros(WIDTH, np.int64) if shown is None else np.array(shown.marks, np.int64)
    finding = shown.finding if shown else None
    is_same = same_bits(sheet.rows[place], row) and np.array_equal(sheet.marks[place], marked)
    if is_same and sheet.findings.get(place) == finding:
        return None
    had = sheet.has_figure(place)
    sheet.rows[place], sheet.marks[place] = row, marked
    sheet.unstated[place] = EVERY_COLUMN
    sheet.findings.pop(place, None)
    if finding is not None:
        sheet.findings[place] = finding
    sheet.layout += sheet.has_figure(place) != had
    return place


def same_bits(one: Numbers, other: Numbers) -> bool:
    """Whether two rows are the same to the last bit."""
    return one.tobytes() == other.tobytes()


def append(sheet: Sheet, product_ids: Sequence[str], rows: Numbers, marks: Marks) -> None:
    """Add what was stored, in the order of places; none of it is on the sheet yet."""
    first, last = len(sheet.product_ids), len(sheet.product_ids) + len(product_ids)
    while last > len(sheet.rows):
        _widen(sheet)
    sheet.rows[first:last], sheet.marks[first:last] = rows, marks
    sheet.product_ids += product_ids
    sheet.place_of.update(zip(product_ids, range(first, last), strict=True))
    sheet.layout += 1


def _place(sheet: Sheet, product_id: str) -> int:
    place = sheet.place_of.get(product_id)
    if place is not None:
        return place
    place = len(sheet.product_ids)
    if place == len(sheet.rows):
        _widen(sheet)
    sheet.product_ids.append(product_id)
    sheet.place_of[product_id] = place
    return place


def _widen(sheet: Sheet) -> None:
    sheet.rows = np.concatenate((sheet.rows, np.zeros_like(sheet.rows)))
    sheet.marks = np.concatenate((sheet.marks, np.zeros_like(sheet.marks)))
    sheet.unstated = np.concatenate((sheet.unstated, np.zeros_like(sheet.unstated)))
