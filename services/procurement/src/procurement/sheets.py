"""Bulk files: each row as a model, and all that is wrong with it as problems of its cells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Generic, TypeVar

from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, ValidationError

from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, field_problems
from tierzero.tabular import (
    CellProblem,
    Column,
    Limits,
    Row,
    error_file,
    problem_from_errors,
    read_table,
)
from tierzero.tabular.columns import title_of

Model = TypeVar("Model", bound=BaseModel)
MEBIBYTE = 1024 * 1024
LIMITS = Limits(max_bytes=12 * MEBIBYTE, max_rows=50_000)
"""What one upload may hold; larger files are sent in parts."""


@dataclass(frozen=True)
class Sheet(Generic[Model]):
    """An uploaded file: its rows, and for each the model where the row is well-formed."""

    columns: Sequence[Column]
    rows: tuple[Row, ...]
    models: tuple[Model | None, ...]

    @property
    def errors(self) -> list[CellProblem]:
        """All cells at fault, in the order of the file."""
        return [error for row in self.rows for error in row.errors]

    def with_problems(self, problems: Iterable[Sequence[FieldProblem]]) -> "Sheet[Model]":
        """The sheet with further problems of its rows, one sequence for each row."""
        blamed = (
            blame(row, self.columns, found) for row, found in zip(self.rows, problems, strict=True)
        )
        return replace(self, rows=tuple(blamed))

    def refuse_errors(self) -> None:
        """Raise Problem 422 where any cell is at fault: nothing is stored then."""
        if self.errors:
            raise problem_from_errors(self.errors)

    def error_file(self, kind: str) -> bytes:
        """The rows at fault with the reasons, to be mended and sent again."""
        return error_file(self.columns, self.rows, kind)


async def read_rows(file: BinaryIO, columns: Sequence[Column]) -> tuple[Row, ...]:
    """All rows of an uploaded file; Problem where it is no such table, or one without rows."""

    def read() -> tuple[Row, ...]:
        with read_table(file, "", columns, LIMITS) as table:
            return tuple(table.rows)

    rows = await run_in_threadpool(read)
    if not rows:
        raise Problem(422, "no-rows", _("The file has headings but no rows."))
    return rows


def sheet_of(
    columns: Sequence[Column], rows: Sequence[Row], model: type[Model], names: Mapping[str, str]
) -> Sheet[Model]:
    """Rows as models; ``names`` gives the model's field for columns that are called otherwise."""
    read = [_read(row, columns, model, names) for row in rows]
    return Sheet(columns, tuple(row for row, _entry in read), tuple(entry for _row, entry in read))


def blame(row: Row, columns: Sequence[Column], problems: Iterable[FieldProblem]) -> Row:
    """The row with further problems at the cells of their fields, one complaint for a cell."""
    known = {column.name: column for column in columns}
    refused = {error.name for error in row.errors}
    found = (_cell_problem(row, known, one) for one in problems if one.path not in refused)
    return replace(row, errors=(*row.errors, *found))


def _read(
    row: Row, columns: Sequence[Column], model: type[Model], names: Mapping[str, str]
) -> tuple[Row, Model | None]:
    given = {name: value for name, value in row.values.items() if value is not None}
    try:
        entry = model.model_validate({names.get(name, name): given[name] for name in given})
    except ValidationError as error:
        back = {field: name for name, field in names.items()}
        problems = field_problems(error.errors())
        named = [replace(one, path=back.get(_field(one), _field(one))) for one in problems]
        return blame(row, columns, named), None
    return row, None if row.errors else entry


def _field(problem: FieldProblem) -> str:
    return problem.path.partition("[")[0].partition(".")[0]


def _cell_problem(row: Row, known: Mapping[str, Column], problem: FieldProblem) -> CellProblem:
    column: Any = known.get(problem.path)
    title = title_of(column) if column else ""
    value = row.raw.get(problem.path, "")[:80]
    return CellProblem(row.number, problem.path, title, problem.code, problem.message, value)
