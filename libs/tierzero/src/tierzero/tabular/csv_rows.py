"""Rows of a CSV file, in bounded memory."""

import csv
import io
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from typing import BinaryIO

from tierzero.i18n import _
from tierzero.problems import Problem

from .columns import Column, Limits
from .encodings import possible_encodings
from .faults import unreadable
from .headings import match_headings

NumberedRow = tuple[int, list[str]]

_DELIMITERS = (",", ";", "\t")
_LONGEST_LINE = 1_000_000


def csv_rows(file: BinaryIO, columns: Sequence[Column], limits: Limits) -> Iterator[NumberedRow]:
    """Row number as a spreadsheet shows it, and the row's cells; Problem 422 for what is no CSV."""
    encoding, delimiter = _dialect(file, columns)
    yield from _rows(file, encoding, delimiter, limits)


def _dialect(file: BinaryIO, columns: Sequence[Column]) -> tuple[str, str]:
    """The encoding and delimiter under which the headings make most sense."""
    candidates = [
        (encoding, delimiter) for encoding in possible_encodings(file) for delimiter in _DELIMITERS
    ]
    return max(candidates, key=lambda one: _recognized(file, *one, columns))


def _recognized(
    file: BinaryIO, encoding: str, delimiter: str, columns: Sequence[Column]
) -> tuple[int, int]:
    with closing(_rows(file, encoding, delimiter, Limits())) as rows, suppress(Problem):
        for _number, cells in rows:
            if any(cell.strip(" ,;\t") for cell in cells):
                return match_headings(cells, columns).found, len(cells)
    return 0, 0


def _rows(
    file: BinaryIO, encoding: str, delimiter: str, limits: Limits
) -> Generator[NumberedRow, None, None]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    number = 0
    try:
        for cells in csv.reader(_lines(text), delimiter=delimiter):
            if number == 0 and _states_delimiter(cells):
                continue
            number += 1
            if len(cells) > limits.max_columns:
                cells = _without_blank_end(cells, limits.max_columns)
            yield number, cells
    except csv.Error:
        detail = _("The file cannot be read as CSV; a quotation mark may be missing.")
        raise unreadable(detail) from None
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        if len(line) >= _LONGEST_LINE and line[-1] not in "\r\n":
            raise unreadable(_("The file has a line that is far too long."), "line-too-long")
        yield line


def _states_delimiter(cells: Sequence[str]) -> bool:
    """Whether this is Excel's own first line ``sep=;``, which is no row of the sheet."""
    return len(cells) <= 2 and cells[:1] != [] and cells[0].lower().startswith("sep=")


def _without_blank_end(cells: list[str], most: int) -> list[str]:
    if any(cells[most:]):
        raise unreadable(_("The file has more than {most} columns.", most=most), "too-many-columns")
    return cells[:most]
