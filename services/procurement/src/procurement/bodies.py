"""Request bodies that are one thing or a list of such things."""

from dataclasses import replace
from typing import Annotated, Any, TypeVar

from fastapi import Body, Depends
from pydantic import BaseModel, SkipValidation, ValidationError

from tierzero.i18n import _
from tierzero.problems import FieldProblem, field_problems, invalid

Model = TypeVar("Model", bound=BaseModel)
_MOST = 10_000


def one_or_many(model: type[Model]) -> Any:
    """A dependency: the body's things as a list; faults are named as the sender knows them.

    In a list the path begins with the place (``[3].unit``), alone it is the field (``unit``).
    """
    # The type is for the API's description; a union's own errors would name pydantic's internals.
    described: Any = Annotated[model | list[model], SkipValidation, Body()]

    def read(body: described) -> list[Any]:  # pyright: ignore[reportInvalidTypeForm]
        return _every(model, body) if isinstance(body, list) else _every(model, [body], "")

    return Depends(read)


def _every(model: type[Model], items: list[Any], place: str = "[{}]") -> list[Model]:
    if len(items) > _MOST:
        text = _("At most {most} at once; send them in parts.", most=_MOST)
        raise invalid([FieldProblem("", "too-many", text)])
    read: list[Model] = []
    problems: list[FieldProblem] = []
    for number, item in enumerate(items):
        try:
            read.append(model.model_validate(item))
        except ValidationError as error:
            found = field_problems(error.errors())
            problems += [_placed(problem, place.format(number)) for problem in found]
    if problems:
        raise invalid(problems)
    return read


def _placed(problem: FieldProblem, place: str) -> FieldProblem:
    return replace(problem, path=f"{place}.{problem.path}".strip("."))
