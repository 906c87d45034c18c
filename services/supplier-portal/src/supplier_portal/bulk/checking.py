"""The first reading of a file: every row checked, nothing stored."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from carbon.footprint.model import ProductFootprint
from carbon.footprint.rules import violations
from tierzero.i18n import _
from tierzero.tabular import Row

from .model import Tally
from .rows import Checked, Reader, Stated, examine, problem_of, to_store

CHUNK_ROWS = 500
"""Rows that are read and stored together: many, because a transaction takes as long for one, and
few enough that the next are worked out while the store takes these in."""


@dataclass
class Overview:
    """What must be known of all rows before any is stored."""

    subjects: dict[Hashable, int] = field(default_factory=dict[Hashable, int])
    """Product and period → the row that states them."""
    product_rows: dict[str, tuple[datetime, int]] = field(
        default_factory=dict[str, tuple[datetime, int]]
    )
    """Product number → the row of its latest period, which describes the product."""

    def describes_product(self, checked: Checked) -> bool:
        """Whether the product is to be stored as this row states it."""
        return self.product_rows[checked.product.number][1] == checked.number


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in portions."""
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield chunk


def check_chunk(reader: Reader, rows: Iterable[Row], overview: Overview, tally: Tally) -> None:
    """Check rows and note what was found in the tally and the overview."""
    for row in rows:
        stated = check_row(reader, row, overview)
        tally.rows += 1
        if stated.footprint is None:
            tally.note_errors(stated.errors)
        else:
            _note_period(stated, stated.footprint, overview)
            found = violations(stated.footprint, reader.now)
            tally.violations.update([one.code for one in found])


def read_valid(reader: Reader, rows: Iterable[Row], overview: Overview) -> list[Checked]:
    """The rows of a chunk that are to be stored, in the second reading."""
    found: list[Checked] = []
    for row in rows:
        stated = examine(reader, row)
        # The first row of a subject was the one that was accepted.
        if stated.footprint and overview.subjects.get(stated.subject) == row.number:
            found.append(to_store(reader, stated, stated.footprint))
    return found


def check_row(reader: Reader, row: Row, overview: Overview) -> Stated:
    """Check a row by itself and against the rows before it."""
    stated = examine(reader, row)
    if stated.footprint is None:
        return stated
    first = overview.subjects.setdefault(stated.subject, row.number)
    if first == row.number:
        return stated
    text = _("Row {row} states the same product and reference period already.", row=first)
    repeated = problem_of(reader, row, "product_number", "duplicate-row", text)
    return Stated(row.number, errors=(repeated,))


def _note_period(stated: Stated, footprint: ProductFootprint, overview: Overview) -> None:
    period_end = footprint.pcf.reference_period_end
    known = overview.product_rows.get(stated.product_number)
    if known is None or known[0] < period_end:
        overview.product_rows[stated.product_number] = (period_end, stated.number)
