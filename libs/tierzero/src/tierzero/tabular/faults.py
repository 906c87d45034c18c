"""What is wrong with a file, for people and for programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from tierzero.i18n import Text, _, ngettext
from tierzero.problems import FieldProblem, Problem

_MOST_REPORTED = 500
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell: where it is as people see it, and why."""

    row: int
    name: str
    column: str
    code: str
    message: Text
    value: str

    @property
    def path(self) -> str:
        """The cell's place for programs; rows are numbered as in the sheet, from 1."""
        return f"rows[{self.row}].{self.name}"


def field_problem(problem: CellProblem) -> FieldProblem:
    """The cell's problem as a field's."""
    about = {"row": problem.row, "column": problem.column, "value": problem.value}
    return FieldProblem(problem.path, problem.code, problem.message, about)


def problem_from_errors(errors: Iterable[CellProblem]) -> Problem:
    """A 422 that lists the cells at fault, the first 500 of them."""
    listed = list(errors)
    shown = [field_problem(error) for error in islice(listed, _MOST_REPORTED)]
    detail = ngettext(
        "{n} cell needs correcting; nothing was stored.",
        "{n} cells need correcting; nothing was stored.",
        len(listed),
    )
    return Problem(422, "invalid-rows", detail, errors=shown)


def shortened(value: str) -> str:
    """A cell's content, short enough for a message."""
    return value if len(value) <= _LONGEST_SHOWN else value[: _LONGEST_SHOWN - 1] + "…"


def unreadable(detail: Text, code: str = "unreadable-file") -> Problem:
    """A 422 for a file that is no table at all."""
    return Problem(422, code, detail, errors=[FieldProblem("file", code, detail)])


def too_large(megabytes: int) -> Problem:
    """A 413 for a file beyond the limit."""
    detail = _("The file is larger than {megabytes} MB.", megabytes=megabytes)
    return Problem(
        413, "file-too-large", detail, errors=[FieldProblem("file", "too-large", detail)]
    )


def too_many_rows(limit: int) -> Problem:
    """A 422 for a table with more rows than are accepted at once."""
    detail = _("The file has more than {limit} rows; split it.", limit=limit)
    return unreadable(detail, "too-many-rows")
