"""The first reading of a file: every row checked, nothing stored."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from carbon.footprint.rules import methodology_findings
from supplier_portal.footprints.issuing import series_of
from tierzero.i18n import _
from tierzero.tabular import Row

from .model import Tally
from .rows import Checked, Reader, check, problem_of

CHUNK_ROWS = 250
"""Rows that are read, and later stored, together."""


@dataclass
class Overview:
    """What must be known of all rows before any is stored."""

    series: dict[str, int] = field(default_factory=dict[str, int])
    """What a footprint is about → the row that states it."""
    product_rows: dict[str, tuple[datetime, int]] = field(
        default_factory=dict[str, tuple[datetime, int]]
    )
    """Product id → the row of its latest period, which describes the product."""

    def describes_product(self, checked: Checked) -> bool:
        """Whether the product is to be stored as this row states it."""
        product = checked.product
        return product is not None and self.product_rows[product.id][1] == checked.number


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in portions."""
    while chunk := list(islice(rows, CHUNK_ROWS)):
        yield chunk


def check_chunk(reader: Reader, rows: Iterable[Row], overview: Overview, tally: Tally) -> None:
    """Check rows and note what was found in the tally and the overview."""
    for row in rows:
        checked = check_row(reader, row, overview)
        tally.rows += 1
        if checked.errors:
            tally.note_errors(checked.errors)
        else:
            _note(reader, checked, overview, tally)


def read_valid(reader: Reader, rows: Iterable[Row], overview: Overview) -> list[Checked]:
    """The rows of a chunk that are to be stored, in the second reading."""
    found: list[Checked] = []
    for row in rows:
        checked = check(reader, row)
        if checked.footprint is None or checked.product is None:
            continue
        # The first row of a series was the one that was accepted.
        if overview.series.get(series_of(checked.product.id, checked.footprint)) == row.number:
            found.append(checked)
    return found


def check_row(reader: Reader, row: Row, overview: Overview) -> Checked:
    """Check a row by itself and against the rows before it."""
    checked = check(reader, row)
    if checked.footprint is None or checked.product is None:
        return checked
    series = series_of(checked.product.id, checked.footprint)
    first = overview.series.setdefault(series, row.number)
    if first == row.number:
        return checked
    text = _("Row {row} states the same product and reference period already.", row=first)
    repeated = problem_of(reader, row, "product_number", "duplicate-row", text)
    return Checked(row.number, errors=(repeated,))


def _note(reader: Reader, checked: Checked, overview: Overview, tally: Tally) -> None:
    product, footprint = checked.product, checked.footprint
    if product is None or footprint is None:
        return
    period_end = footprint.pcf.reference_period_end
    known = overview.product_rows.get(product.id)
    if known is None or known[0] < period_end:
        overview.product_rows[product.id] = (period_end, checked.number)
    for finding in methodology_findings(footprint, reader.now):
        tally.findings[finding.code.value, finding.severity.value] += 1
