"""Tables written for people: CSV and XLSX, safe to open in any spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from tierzero.i18n import _

from .columns import Column, choice_title, heading_of
from .injection import guarded
from .tables import Row

HEADING_FILL = PatternFill("solid", fgColor="E4F1EA")
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Values = Mapping[str, Any]


def write_csv(columns: Sequence[Column], rows: Iterable[Values], language: str = "") -> bytes:
    """A CSV file in UTF-8 with a byte order mark, by which Excel recognizes it."""
    headings = [heading_of(column, language) for column in columns]
    return _csv(headings, (_texts(columns, values, language) for values in rows))


def write_xlsx(columns: Sequence[Column], rows: Iterable[Values], language: str = "") -> bytes:
    """An XLSX file; numbers and days are such for the spreadsheet."""
    headings = [heading_of(column, language) for column in columns]
    return _xlsx(headings, ([_cell(c, values, language) for c in columns] for values in rows))


def error_file(columns: Sequence[Column], rows: Iterable[Row], kind: str = "xlsx") -> bytes:
    """The rows at fault as they were sent, each with its number and what is wrong with it.

    Corrected, the file can be uploaded as it is: the added columns are ignored.
    """
    headings = [str(_("Row")), *map(heading_of, columns), str(_("What is wrong"))]
    lines = ([str(row.number), *_raw(columns, row), _complaint(row)] for row in rows if row.errors)
    return _xlsx(headings, lines) if kind == "xlsx" else _csv(headings, lines)


def _csv(headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows(lines)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _xlsx(headings: Sequence[str], lines: Iterable[Sequence[Any]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet()
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings):
        sheet.column_dimensions[_letters(place)].width = max(14, min(40, len(heading) + 4))
    sheet.append([_heading_cell(sheet, heading) for heading in headings])
    for line in lines:
        sheet.append([_clean(value) for value in line])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _heading_cell(sheet: Any, heading: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=guarded(heading))
    cell.font, cell.fill = Font(bold=True), HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _letters(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(place + 1)


def _texts(columns: Sequence[Column], values: Values, language: str) -> list[str]:
    return [_text(column, values.get(column.name), language) for column in columns]


def _text(column: Column, value: Any, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, Decimal):
        return format(value, "f")
    if column.kind == "enum":
        return _choice_text(column, str(value), language)
    return guarded(str(value))


def _cell(column: Column, values: Values, language: str) -> Any:
    value = values.get(column.name)
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= 15:
        return value
    if isinstance(value, int | date) and not isinstance(value, bool):
        return value if abs(getattr(value, "real", 0)) < 10**15 else str(value)
    return _text(column, value, language)


def _choice_text(column: Column, value: str, language: str) -> str:
    found = next((choice for choice in column.choices if choice.value == value), None)
    return guarded(choice_title(found, language) if found else value)


def _raw(columns: Sequence[Column], row: Row) -> list[str]:
    return [guarded(row.raw.get(column.name, "")) for column in columns]


def _complaint(row: Row) -> str:
    return "; ".join(f"{error.column}: {error.message}".lstrip(": ") for error in row.errors)


def _clean(value: Any) -> Any:
    return _UNSHOWABLE.sub("\ufffd", value) if isinstance(value, str) else value
