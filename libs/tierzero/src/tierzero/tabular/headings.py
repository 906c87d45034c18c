"""Which cell of a heading row stands for which column."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tierzero.i18n import Text, _
from tierzero.problems import FieldProblem, Problem

from .columns import Column, title_of
from .xlsx_rows import Sheet

RESERVED = frozenset({"row", "行", "行号", "what is wrong", "错误说明"})
"""Headings that our own error files add; they are ignored when such a file comes back."""

_DECORATION = re.compile(r"[\s*＊]+$")
_UNIT = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]$")


@dataclass(frozen=True, slots=True)
class Headings:
    """Column at each place of a row (None: ignored), and headings that nobody knows."""

    places: tuple[Column | None, ...]
    unknown: tuple[str, ...]

    @property
    def found(self) -> int:
        """How many columns were recognized."""
        return sum(1 for column in self.places if column)


def match_headings(cells: Sequence[str], columns: Sequence[Column]) -> Headings:
    """Recognize columns by machine name or by their title in any language, whatever the case."""
    known = _wordings(columns)
    filled = [place for place, cell in enumerate(cells, start=1) if cell.strip()]
    cells = cells[: max(filled, default=0)]
    places = tuple(_column_of(cell, known) for cell in cells)
    unknown = tuple(
        cell.strip()
        for cell, column in zip(cells, places, strict=True)
        if column is None and cell.strip() and _normal(cell) not in RESERVED
    )
    return Headings(places, unknown)


def require_columns(headings: Headings, columns: Sequence[Column], sheet: Sheet) -> None:
    """Problem 422 where a required column is missing or a column comes twice.

    Where the workbook has several sheets it says which one was read: it may be the wrong one.
    """
    names = [column.name for column in headings.places if column]
    errors = [
        FieldProblem(column.name, "missing-column", _missing(column, headings.unknown))
        for column in columns
        if column.required and column.name not in names
    ]
    errors += [
        FieldProblem(column.name, "duplicate-column", _twice(column))
        for column in columns
        if names.count(column.name) > 1
    ]
    if errors and sheet.others:
        errors.insert(0, FieldProblem("file", "other-sheets", another_sheet(sheet)))
    if errors:
        detail = _("The first row must hold the headings of the columns.")
        raise Problem(422, "wrong-headings", detail, errors=errors)


def another_sheet(sheet: Sheet) -> Text:
    """Which sheet was read, and where the table may be instead."""
    return _(
        "Only the first visible sheet is read: “{sheet}”. If the table is in another one "
        "({others}), move it to the front.",
        sheet=sheet.name,
        others=", ".join(sheet.others),
    )


def _missing(column: Column, unknown: Sequence[str]) -> Text:
    if not unknown:
        return _("The column “{column}” is missing.", column=title_of(column))
    return _(
        "The column “{column}” is missing; not recognized: {unknown}.",
        column=title_of(column),
        unknown=", ".join(heading[:40] for heading in unknown[:8]),
    )


def _twice(column: Column) -> Text:
    return _("The column “{column}” stands in the file more than once.", column=title_of(column))


def _wordings(columns: Sequence[Column]) -> dict[str, Column]:
    return {
        _normal(wording): column
        for column in columns
        for wording in (*column.titles.values(), column.name)
    }


def _column_of(cell: str, known: Mapping[str, Column]) -> Column | None:
    heading = _normal(cell)
    return known.get(heading) or known.get(_UNIT.sub("", heading))


def _normal(heading: str) -> str:
    plain = unicodedata.normalize("NFKC", heading).replace("\ufeff", "")
    return " ".join(_DECORATION.sub("", plain).replace("_", " ").casefold().split())
