"""What pydantic found, as field problems with stable codes and texts in the reader's language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, cast

from tierzero.i18n import Text, _, literal, ngettext

from .model import FieldProblem, Invalid

Context = Mapping[str, Any]
Wording = Callable[[Context], Text]

_NUMBER = (_("Enter a number."), "not-a-number")
_DATE = (_("Enter a date as year-month-day, for example 2026-03-31."), "not-a-date")
_TEXT = (_("Enter a text."), "not-a-text")
_CHOICE = (_("Choose one of the values offered."), "not-a-choice")
_IDENTIFIER = (_("This is not a valid identifier."), "not-an-identifier")

_FIXED: Mapping[str, tuple[Text, str]] = {
    "missing": (_("This field is required."), "required"),
    "missing_argument": (_("This field is required."), "required"),
    "extra_forbidden": (_("This field is not known."), "unknown-field"),
    "finite_number": _NUMBER,
    "int_from_float": (_("Enter a whole number."), "not-an-integer"),
    "json_invalid": (_("The content is not well-formed JSON."), "malformed-json"),
    "string_pattern_mismatch": (_("This does not have the required form."), "wrong-form"),
    "literal_error": _CHOICE,
    "enum": _CHOICE,
    "bool_parsing": (_("Choose yes or no."), "not-a-boolean"),
    "bool_type": (_("Choose yes or no."), "not-a-boolean"),
    "timezone_aware": (_("State the time zone, for example 2026-03-31T08:00:00Z."), "no-time-zone"),
}

_BY_PREFIX: Mapping[str, tuple[Text, str]] = {
    "int_": (_("Enter a whole number."), "not-an-integer"),
    "decimal_": _NUMBER,
    "float_": _NUMBER,
    "date_": _DATE,
    "datetime_": _DATE,
    "string_": _TEXT,
    "uuid_": _IDENTIFIER,
    "url_": (_("This is not a valid web address."), "not-an-address"),
}

_WITH_BOUND: Mapping[str, tuple[str, Wording]] = {
    "greater_than": ("too-small", lambda c: _("Must be more than {bound}.", bound=c["gt"])),
    "greater_than_equal": ("too-small", lambda c: _("Must be at least {bound}.", bound=c["ge"])),
    "less_than": ("too-large", lambda c: _("Must be less than {bound}.", bound=c["lt"])),
    "less_than_equal": ("too-large", lambda c: _("Must be at most {bound}.", bound=c["le"])),
    "string_too_short": ("too-short", lambda c: _too_short(c["min_length"])),
    "string_too_long": ("too-long", lambda c: _too_long(c["max_length"])),
    "too_short": ("too-few", lambda c: _("At least {bound} needed.", bound=c["min_length"])),
    "too_long": ("too-many", lambda c: _("At most {bound} allowed.", bound=c["max_length"])),
    "decimal_max_digits": ("too-long", lambda c: _too_long(c["max_digits"])),
    "decimal_max_places": (
        "too-precise",
        lambda c: _("At most {bound} decimal places.", bound=c["decimal_places"]),
    ),
}


def field_problems(errors: Iterable[Mapping[str, Any]]) -> list[FieldProblem]:
    """Field problems for pydantic's ``errors()``, in the same order."""
    return [_field_problem(error) for error in errors]


def _field_problem(error: Mapping[str, Any]) -> FieldProblem:
    code, message = _code_and_message(str(error["type"]), cast(Context, error.get("ctx") or {}))
    return FieldProblem(path_of(error["loc"]), code, message)


def _code_and_message(kind: str, context: Context) -> tuple[str, Text]:
    raised = context.get("error")
    if isinstance(raised, Invalid):
        return raised.code, raised.message
    if kind in _WITH_BOUND:
        code, wording = _WITH_BOUND[kind]
        return code, wording(context)
    if kind in _FIXED:
        return _FIXED[kind][1], _FIXED[kind][0]
    return _by_prefix(kind, raised)


def _by_prefix(kind: str, raised: object) -> tuple[str, Text]:
    for prefix, (message, code) in _BY_PREFIX.items():
        if kind.startswith(prefix):
            return code, message
    if isinstance(raised, ValueError):
        return "invalid", literal(str(raised))
    return "invalid", _("This value is not valid.")


def path_of(location: Sequence[str | int]) -> str:
    """Pydantic's location as a path: ``("body", "rows", 3, "unit")`` → ``rows[3].unit``."""
    parts = list(location)
    if len(parts) > 1 and parts[0] in ("body", "query", "path", "header", "cookie"):
        parts = parts[1:]
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else str(part)
    return path


def _too_long(bound: int) -> Text:
    return ngettext("At most {n} character.", "At most {n} characters.", bound)


def _too_short(bound: int) -> Text:
    if bound == 1:
        return _("This field is required.")
    return ngettext("At least {n} character.", "At least {n} characters.", bound)
