"""Activities from requests and files: the kind decides how the rest is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Body, Depends
from pydantic import SkipValidation, ValidationError

from procurement.sheets import Sheet, blame
from tierzero.i18n import _
from tierzero.problems import FieldProblem, field_problems, invalid
from tierzero.tabular import Row
from tierzero.web.form_values import nested

from .kinds import KINDS, AnyEntry, Kind, TaggedEntry

_MOST = 10_000
# The type is for the API's description; reading names faults as the sender knows them.
_Described = Annotated[TaggedEntry | list[TaggedEntry], SkipValidation, Body()]
Read = AnyEntry | tuple[FieldProblem, ...]


def read_entry(item: Any) -> Read:
    """An activity, or what is wrong with it."""
    kind = KINDS.get(str(item.get("kind"))) if isinstance(item, Mapping) else None
    if kind is None:
        known = ", ".join(KINDS)
        text = _("State the kind of activity, one of: {kinds}.", kinds=known)
        return (FieldProblem("kind", "unknown-kind", text),)
    try:
        return kind.model.model_validate(item)
    except ValidationError as error:
        return tuple(field_problems(error.errors()))


def _every(body: _Described) -> list[AnyEntry]:
    items: list[Any] = body if isinstance(body, list) else [body]
    if len(items) > _MOST:
        text = _("At most {most} at once; send them in parts.", most=_MOST)
        raise invalid([FieldProblem("", "too-many", text)])
    read = [read_entry(item) for item in items]
    place = "[{}]." if isinstance(body, list) else ""
    problems = [
        replace(problem, path=f"{place.format(number)}{problem.path}".strip("."))
        for number, one in enumerate(read)
        if isinstance(one, tuple)
        for problem in one
    ]
    if problems:
        raise invalid(problems)
    return [one for one in read if not isinstance(one, tuple)]


Entries = Annotated[list[AnyEntry], Depends(_every)]
"""A body of one activity or a list of them, as a list."""


def sheet_of(kind: Kind, rows: Sequence[Row]) -> Sheet[Any]:
    """Rows of one kind as entries, with all that is wrong at its cells."""
    read = [_read_row(kind, row) for row in rows]
    return Sheet(kind.columns, tuple(row for row, _ in read), tuple(entry for _, entry in read))


def _read_row(kind: Kind, row: Row) -> tuple[Row, AnyEntry | None]:
    given = {name: value for name, value in row.values.items() if value not in (None, "")}
    entry = read_entry({**nested(given), "kind": kind.name})
    if isinstance(entry, tuple):
        names = [column.name for column in kind.columns]
        named = [replace(one, path=_cell_of(one.path, names)) for one in _innermost(entry)]
        return blame(row, kind.columns, named), None
    return row, None if row.errors else entry


def _cell_of(path: str, names: Sequence[str]) -> str:
    """The column a fault is shown at: that of its list where it is an item, else the first."""
    if path in names:
        return path
    outer = path.rpartition("[")[0]
    inside = (name for name in names if path and name.startswith((f"{path}.", f"{path}[")))
    return outer if outer in names else next(inside, "reference")


def _innermost(problems: Sequence[FieldProblem]) -> Iterator[FieldProblem]:
    """Problems without those of a list whose items are at fault themselves."""
    for problem in problems:
        if not any(one.path.startswith(f"{problem.path}[") for one in problems):
            yield problem
