"""A file as a table: rows with values, and what is wrong with each cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType

from tierzero.i18n import _

from .cells import CellFault, Converter, Value, converter_of
from .columns import Column, Limits, title_of
from .faults import CellProblem, shortened, too_many_rows
from .headings import Headings


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet, values by column name (None: empty), errors, texts."""

    number: int
    values: dict[str, Value | None]
    errors: tuple[CellProblem, ...]
    raw: dict[str, str]


@dataclass(slots=True)
class Table:
    """A file being read; a context manager, because a workbook is read by a process of its own."""

    columns: Sequence[Column]
    unknown_columns: tuple[str, ...]
    rows: Iterator[Row]
    close: Callable[[], None] = field(default=lambda: None)

    def __enter__(self) -> "Table":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class _Place:
    index: int
    column: Column
    convert: Converter


def rows_of(
    numbered: Iterator[tuple[int, list[str]]], headings: Headings, limits: Limits
) -> Iterator[Row]:
    """Checked rows; blank ones and the template's example are skipped. Problem at the limit."""
    places = [
        _Place(index, column, converter_of(column))
        for index, column in enumerate(headings.places)
        if column
    ]
    count = 0
    for number, cells in numbered:
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        row = _row(number, cells, places, len(headings.places))
        if _is_example(row, places):
            continue
        count += 1
        if count > limits.max_rows:
            raise too_many_rows(limits.max_rows)
        yield row


def _row(number: int, cells: list[str], places: list[_Place], width: int) -> Row:
    values: dict[str, Value | None] = {}
    raw: dict[str, str] = {}
    errors: list[CellProblem] = []
    for place in places:
        text = cells[place.index].strip() if place.index < len(cells) else ""
        name = place.column.name
        raw[name], values[name] = text, None
        try:
            values[name] = _value(text, place)
        except CellFault as fault:
            errors.append(_problem(number, place.column, fault, text))
    errors += _beyond(number, cells, width)
    return Row(number, values, tuple(errors), raw)


def _value(text: str, place: _Place) -> Value | None:
    if text:
        return place.convert(text)
    if place.column.required:
        raise CellFault("required", _("This field is required."))
    return None


def _problem(number: int, column: Column, fault: CellFault, text: str) -> CellProblem:
    return CellProblem(
        number, column.name, title_of(column), fault.code, fault.message, shortened(text)
    )


def _beyond(number: int, cells: list[str], width: int) -> list[CellProblem]:
    """Cells to the right of the headings: usually a delimiter inside an unquoted text."""
    surplus = [cell for cell in cells[width:] if cell.strip()]
    if not surplus:
        return []
    message = _("There is more in this row than there are headings.")
    return [CellProblem(number, "", "", "surplus-cell", message, shortened(surplus[0]))]


def _is_example(row: Row, places: list[_Place]) -> bool:
    examples = {place.column.name: place.column.example for place in places}
    return any(examples.values()) and row.raw == examples
