"""What can go wrong, as a value: RFC 9457 problems with a stable code and texts in any language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tierzero.i18n import Text, _


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field.

    ``path`` is the field's place in what was sent (``pcf.declaredUnitAmount``,
    ``rows[3].quantity``), ``code`` is stable, ``about`` holds further members for programs
    (row, column, value).
    """

    path: str
    code: str
    message: Text
    about: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


class Problem(Exception):
    """A request that cannot be fulfilled, with all that its sender needs to mend it."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: Text,
        *,
        title: Text | None = None,
        errors: Iterable[FieldProblem] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code, detail.message)
        self.status = status
        self.code = code
        self.detail = detail
        self.title = title or title_of(status)
        self.errors = tuple(errors)
        self.headers = dict(headers or {})


class Invalid(ValueError):
    """A value that breaks a rule; raised in pydantic validators so that code and text survive."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(message.message)
        self.code = code
        self.message = message


_TITLES: Mapping[int, Text] = {
    400: _("The request cannot be understood"),
    401: _("Please sign in"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Not possible here"),
    409: _("This does not fit what is already stored"),
    413: _("Too large"),
    415: _("Unknown kind of content"),
    422: _("Some entries need attention"),
    429: _("Too many requests"),
    500: _("Something went wrong on our side"),
    503: _("Not available at the moment"),
}


def title_of(status: int) -> Text:
    """The short heading of all problems with an HTTP status."""
    return _TITLES.get(status) or _TITLES[500 if status >= 500 else 400]


def not_found(detail: Text | None = None, code: str = "not-found") -> Problem:
    """404: there is no such thing, or the caller may not know of it."""
    return Problem(404, code, detail or _("There is nothing at this address."))


def forbidden(detail: Text | None = None, code: str = "forbidden") -> Problem:
    """403: the caller is known but may not do this."""
    return Problem(403, code, detail or _("Your account may not do this."))


def conflict(code: str, detail: Text, errors: Iterable[FieldProblem] = ()) -> Problem:
    """409: well-formed, but at odds with what is stored."""
    return Problem(409, code, detail, errors=errors)


def invalid(errors: Iterable[FieldProblem], code: str = "invalid-input") -> Problem:
    """422: one or more fields break a rule."""
    found = tuple(errors)
    return Problem(422, code, _("Please correct what is marked and send it again."), errors=found)
