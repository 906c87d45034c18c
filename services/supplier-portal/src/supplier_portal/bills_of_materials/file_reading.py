"""Rows of a file as parts of a bill, and faults of the bill as faults of cells."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from pydantic import ValidationError

from supplier_portal.products.identity import product_id
from tierzero.i18n import _
from tierzero.problems import FieldProblem, field_problems
from tierzero.tabular import CellProblem, Column, Limits, Row, read_table
from tierzero.tabular.columns import title_of

from .file_columns import OWN_NUMBER
from .model import MOST_PARTS, PartInput
from .rules import stated_already

LIMITS = Limits(max_bytes=8 * 1024 * 1024, max_rows=MOST_PARTS, max_columns=30)
_PART = re.compile(r"parts\[(\d+)\]\.(\w+)")


@dataclass(frozen=True)
class FileReading:
    """What a file states: the rows without faults as parts, and what is wrong with the others."""

    columns: Mapping[str, Column]
    rows: tuple[Row, ...]
    parts: tuple[PartInput, ...]
    problems: tuple[CellProblem, ...]
    unknown_columns: tuple[str, ...]

    def on_cells(self, errors: Iterable[FieldProblem]) -> list[CellProblem]:
        """Faults of the bill as faults of cells; those of no cell are left out."""
        return [cell for error in errors if (cell := self._on_cell(error))]

    def _on_cell(self, error: FieldProblem) -> CellProblem | None:
        found = _PART.fullmatch(error.path)
        if not found:
            return None
        row, message = self.rows[int(found[1])], error.message
        if error.code == "part-twice":
            message = stated_already(self.rows[int(error.about["first"])].number)
        return _problem(self.columns, row, FieldProblem(found[2], error.code, message))


def read_parts(
    file: BinaryIO, filename: str, columns: Sequence[Column], supplier_id: str
) -> FileReading:
    """Read the whole file; blocking. Problem where it is no table or has too many rows."""
    by_name = {column.name: column for column in columns}
    with read_table(file, filename, columns, LIMITS) as table:
        rows = list(table.rows)
        unknown = table.unknown_columns
    problems: list[CellProblem] = []
    good: list[tuple[Row, PartInput]] = []
    for row in rows:
        faults = [*row.errors, *_naming_faults(by_name, row)]
        part = None if faults else _part(by_name, row, supplier_id, faults)
        problems += faults
        if part:
            good.append((row, part))
    return FileReading(
        by_name,
        tuple(row for row, _part_ in good),
        tuple(part for _row, part in good),
        tuple(problems),
        unknown,
    )


def _naming_faults(columns: Mapping[str, Column], row: Row) -> Iterator[CellProblem]:
    others = [name for name in ("supplier_id", "product_id") if row.values.get(name)]
    if row.values.get(OWN_NUMBER) and others:
        text = _("State your own number, or supplier and product of another; not both.")
        yield _problem(columns, row, FieldProblem(others[0], "part-named-twice", text))


def _part(
    columns: Mapping[str, Column], row: Row, supplier_id: str, faults: list[CellProblem]
) -> PartInput | None:
    try:
        return PartInput.model_validate(_stated(row, supplier_id))
    except ValidationError as error:
        found = field_problems(error.errors())
        faults += [_problem(columns, row, one) for one in found]
        return None


def _stated(row: Row, supplier_id: str) -> dict[str, Any]:
    given = {name: value for name, value in row.values.items() if value is not None}
    number = given.pop(OWN_NUMBER, None)
    if number is None:
        return given
    return {**given, "supplier_id": supplier_id, "product_id": product_id(supplier_id, str(number))}


def _problem(columns: Mapping[str, Column], row: Row, error: FieldProblem) -> CellProblem:
    is_own = error.path in ("supplier_id", "product_id") and row.values.get(OWN_NUMBER)
    name = OWN_NUMBER if is_own and error.code != "part-named-twice" else error.path
    title = title_of(columns[name]) if name in columns else name
    return CellProblem(row.number, name, title, error.code, error.message, row.raw.get(name, ""))
