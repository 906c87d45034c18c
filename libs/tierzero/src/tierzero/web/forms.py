"""Forms: what a browser posted, checked against a pydantic model, shown again with its errors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from tierzero.i18n import Text
from tierzero.problems import FieldProblem, field_problems

from .form_values import nested, posted_values

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Submission(Generic[Model]):
    """What stands in a form: values as typed, errors by field, and the model if all is well."""

    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    errors: tuple[FieldProblem, ...] = ()
    model: Model | None = None

    @staticmethod
    def blank() -> "Submission[Any]":
        """A form that nobody has filled in yet."""
        return Submission()

    @staticmethod
    def of(values: Mapping[str, Any]) -> "Submission[Any]":
        """A form filled in with what is stored; None counts as empty."""
        return Submission({name: value for name, value in values.items() if value is not None})

    def value(self, name: str, default: Any = "") -> Any:
        """What stands in a field."""
        return self.values.get(name, default)

    def chosen(self, name: str, option: str) -> bool:
        """Whether an option of a field is chosen, also where several may be."""
        value = self.values.get(name, "")
        return option in value if isinstance(value, list | tuple) else str(value) == str(option)

    def error(self, name: str) -> Text | None:
        """What is wrong with a field."""
        return next((error.message for error in self.errors if error.path == name), None)

    def with_errors(self, errors: Iterable[FieldProblem]) -> "Submission[Model]":
        """The same form with further errors, found by the rules of the service."""
        return replace(self, errors=(*self.errors, *errors), model=None)


async def read_form(request: Request, model: type[Model]) -> Submission[Model]:
    """Read and check a posted form.

    Fields named ``a.b`` or ``rows[2].c`` become nested values, fields with several values lists
    where the model wants lists. Empty fields count as not given, rows left empty close up.
    """
    values = posted_values(await request.form(), model)
    try:
        return Submission(values, (), model.model_validate(nested(values)))
    except ValidationError as error:
        return Submission(values, tuple(field_problems(error.errors())))
