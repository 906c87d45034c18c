"""Templates that people fill in: headings, an example, pick lists, and what each column means."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tierzero.i18n import ENGLISH, Text, _

from .columns import Column, choice_title, heading_of, title_of, wording
from .writer import HEADING_FILL

_ROWS = 100_000
_MOST_SHOWN = 40
_KINDS: dict[str, Text] = {
    "text": _("text"),
    "decimal": _("number"),
    "integer": _("whole number"),
    "date": _("date (year-month-day)"),
    "enum": _("choice"),
    "boolean": _("yes or no"),
}


def template_file(columns: Sequence[Column], language: str = ENGLISH, kind: str = "xlsx") -> bytes:
    """An empty table to fill in; the example row may stay, it is skipped when read."""
    return _workbook(columns, language) if kind == "xlsx" else _csv(columns, language)


def _csv(columns: Sequence[Column], language: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([heading_of(column, language) for column in columns])
    if any(column.example for column in columns):
        writer.writerow([column.example for column in columns])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _workbook(columns: Sequence[Column], language: str) -> bytes:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.title = str(_("Data"))
    _fill_data(sheet, columns, language)
    _fill_help(workbook.create_sheet(str(_("Help"))), columns, language)
    lists: Any = workbook.create_sheet("lists")
    lists.sheet_state = "hidden"
    for place, column in enumerate(columns, start=1):
        _add_validation(sheet, lists, place, column, language)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fill_data(sheet: Any, columns: Sequence[Column], language: str) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place, heading_of(column, language))
        cell.font, cell.fill = Font(bold=True), HEADING_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        width = max(14, min(40, 2 * len(title_of(column, language)) + 4))
        sheet.column_dimensions[get_column_letter(place)].width = width
        if column.example:
            example = sheet.cell(2, place, column.example)
            example.font = Font(italic=True, color="52635B")
            example.number_format = "@"


def _fill_help(sheet: Any, columns: Sequence[Column], language: str) -> None:
    headings = (_("Column"), _("Required"), _("Kind"), _("Unit"), _("Choices"), _("Meaning"))
    sheet.append([str(heading) for heading in headings])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), HEADING_FILL
    for column in columns:
        choices = _offer(column, language)
        meaning = wording(column.help, language)
        required = str(_("yes") if column.required else _("no"))
        kind = str(_KINDS[column.kind])
        sheet.append([title_of(column, language), required, kind, column.unit, choices, meaning])
    for place, width in enumerate((28, 10, 22, 14, 40, 70), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def _offer(column: Column, language: str) -> str:
    listed = column.choices or column.suggestions
    names = [choice_title(choice, language) for choice in listed[:_MOST_SHOWN]]
    return ", ".join([*names, "…"] if len(listed) > _MOST_SHOWN else names)


def _add_validation(sheet: Any, lists: Any, place: int, column: Column, language: str) -> None:
    listed = column.choices or column.suggestions
    offered = [choice_title(choice, language) for choice in listed]
    if column.kind == "boolean":
        offered = [str(_("yes")), str(_("no"))]
    if not offered:
        return
    letter = get_column_letter(place)
    for row, title in enumerate(offered, start=1):
        # A text, also where a spreadsheet would take it for a formula.
        lists.cell(row, place, title).data_type = "s"
    source = f"lists!${letter}$1:${letter}${len(offered)}"
    validation = DataValidation(type="list", formula1=source, allow_blank=True)
    validation.error = str(_("Choose one of the values offered."))
    # What is only suggested may be overwritten by something else.
    validation.showErrorMessage = not column.suggestions
    sheet.add_data_validation(validation)
    validation.add(f"{letter}2:{letter}{_ROWS}")
