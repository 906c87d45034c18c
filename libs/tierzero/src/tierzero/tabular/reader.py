"""Bulk files that people upload, read safely: any size, any encoding, any malice."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import BinaryIO, cast

from tierzero.i18n import _

from .columns import MEBIBYTE, Column, Limits
from .csv_rows import csv_rows
from .faults import too_large, unreadable
from .headings import another_sheet, match_headings, require_columns
from .tables import Table, rows_of
from .xlsx_rows import Sheet, xlsx_rows

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_CHUNK = 1 << 20


def read_table(
    file: BinaryIO, filename: str, columns: Sequence[Column], limits: Limits | None = None
) -> Table:
    """Open an uploaded CSV or XLSX file as a table; its rows are read while they are iterated.

    What the file is, is found in its content; ``filename`` is not trusted. Raises Problem: 413 for
    one beyond the limits, 422 for one that is no table or lacks a required column. Blocking.
    """
    allowed = limits or Limits()
    with ExitStack() as opened:
        copy = opened.enter_context(_copied(file, allowed.max_bytes))
        sheet = Sheet()
        numbered = _numbered_rows(copy, columns, allowed, sheet)
        opened.callback(numbered.close)  # pyright: ignore[reportAttributeAccessIssue]
        first = _first_filled(numbered, sheet)
        headings = match_headings(first, columns)
        require_columns(headings, columns, sheet)
        rows = rows_of(numbered, headings, allowed)
        return Table(columns, headings.unknown, rows, opened.pop_all().close)


def _copied(file: BinaryIO, most: int) -> BinaryIO:
    """A copy on disk: seekable, with a descriptor, and never larger than allowed."""
    copy = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it
    file.seek(0)
    while piece := file.read(_CHUNK):
        if copy.tell() + len(piece) > most:
            copy.close()
            raise too_large(most // MEBIBYTE)
        copy.write(piece)
    copy.flush()
    copy.seek(0)
    return copy


def _numbered_rows(
    file: BinaryIO, columns: Sequence[Column], limits: Limits, sheet: Sheet
) -> Iterator[tuple[int, list[str]]]:
    start = file.read(4)
    file.seek(0)
    if not start:
        raise unreadable(_("The file is empty."), "empty-file")
    if start == _OLD_EXCEL:
        detail = _("This is an old or protected Excel file; save it as .xlsx without a password.")
        raise unreadable(detail, "old-workbook")
    return xlsx_rows(file, limits, sheet) if start == _ZIP else csv_rows(file, columns, limits)


def _first_filled(numbered: Iterator[tuple[int, list[str]]], sheet: Sheet) -> list[str]:
    for _number, cells in numbered:
        if any(cell.strip() for cell in cells):
            return cells
    if sheet.others:
        raise unreadable(another_sheet(sheet), "empty-file")
    raise unreadable(_("The file is empty."), "empty-file")
