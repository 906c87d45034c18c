"""A file as a table: rows with values, and what is wrong with each cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import NamedTuple

from tierzero.i18n import _

from .cells import CellFault, Converter, Value, converter_of, remembering
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


_REQUIRED = CellFault("required", _("This field is required."))


class _Place(NamedTuple):
    at: int
    name: str
    required: bool
    convert: Converter
    column: Column


@dataclass(frozen=True, slots=True)
class _Layout:
    """What the headings say about every row, worked out once for the file."""

    places: tuple[_Place, ...]
    names: tuple[str, ...]
    examples: tuple[str, ...]
    width: int


def rows_of(
    numbered: Iterator[tuple[int, list[str]]], headings: Headings, limits: Limits
) -> Iterator[Row]:
    """Checked rows; blank ones and the template's example are skipped. Problem at the limit."""
    layout = _layout(headings)
    count = 0
    for number, cells in numbered:
        if not any(cells) or not any(cell.strip() for cell in cells):
            continue
        texts = _texts(cells, layout)
        if texts == layout.examples:
            continue
        count += 1
        if count > limits.max_rows:
            raise too_many_rows(limits.max_rows)
        yield _row(number, texts, cells, layout)


def _layout(headings: Headings) -> _Layout:
    places = tuple(
        _Place(index, column.name, column.required, remembering(converter_of(column)), column)
        for index, column in enumerate(headings.places)
        if column
    )
    names = tuple(place.column.name for place in places)
    examples = tuple(place.column.example for place in places)
    return _Layout(places, names, examples if any(examples) else (), len(headings.places))


def _texts(cells: list[str], layout: _Layout) -> tuple[str, ...]:
    """The cell of each known column; one that a short row lacks is empty."""
    if len(cells) < layout.width:
        cells = [*cells, *[""] * (layout.width - len(cells))]
    return tuple([cells[place.at].strip() for place in layout.places])


def _row(number: int, texts: tuple[str, ...], cells: list[str], layout: _Layout) -> Row:
    values: dict[str, Value | None] = dict.fromkeys(layout.names)
    errors: list[CellProblem] = []
    for place, text in zip(layout.places, texts, strict=True):
        if not text:
            if place.required:
                errors.append(_problem(number, place.column, _REQUIRED, text))
            continue
        try:
            values[place.name] = place.convert(text)
        except CellFault as fault:
            errors.append(_problem(number, place.column, fault, text))
    if len(cells) > layout.width:
        errors += _beyond(number, cells, layout.width)
    return Row(number, values, tuple(errors), dict(zip(layout.names, texts, strict=True)))


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
