"""Reading one JSON value of each kind; a reader returns the value or raises Rejected."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.findings import FindingCode
from carbon.footprint.field_kinds import Field, Kind, Sign
from carbon.plain_text import unseen_character

MAXIMUM_TEXT_LENGTH = 10_000
"""Longest text accepted; the specification sets none, a server must."""

_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_URN = re.compile(r"[uU][rR][nN]:[^:\s]+:\S+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


class Rejected(Exception):
    """The value does not satisfy its attribute; carries the finding's code and parameters."""

    def __init__(self, code: FindingCode, **parameters: str) -> None:
        super().__init__(code)
        self.code = code
        self.parameters = parameters


def read_text(value: object, field: Field) -> str:
    """A text of bounded length, empty only where the attribute allows it."""
    if not isinstance(value, str):
        raise Rejected(FindingCode.NOT_TEXT)
    if len(value) > MAXIMUM_TEXT_LENGTH:
        raise Rejected(FindingCode.TEXT_TOO_LONG, maximum=str(MAXIMUM_TEXT_LENGTH))
    if unseen := unseen_character(value):
        raise Rejected(FindingCode.UNSEEN_CHARACTER, character=unseen)
    if not value and not field.may_be_empty:
        raise Rejected(FindingCode.EMPTY_TEXT)
    return value


def read_decimal(value: object, field: Field) -> Decimal:
    """A decimal written as a JSON string, on the allowed side of zero and inside its bounds."""
    if not isinstance(value, str):
        raise Rejected(FindingCode.INVALID_DECIMAL, value=_shown(value))
    try:
        number = parse_decimal(value)
    except InvalidDecimal as error:
        raise Rejected(FindingCode.INVALID_DECIMAL, value=_shown(value)) from error
    _check_sign(number, field.sign)
    if field.bounds and not field.bounds[0] <= number <= field.bounds[1]:
        low, high = field.bounds
        raise Rejected(
            FindingCode.OUT_OF_RANGE, value=_shown(value), minimum=str(low), maximum=str(high)
        )
    return number


def _check_sign(number: Decimal, sign: Sign) -> None:
    if sign is Sign.NON_NEGATIVE and number < 0:
        raise Rejected(FindingCode.NEGATIVE, value=_shown(str(number)))
    if sign is Sign.POSITIVE and number <= 0:
        raise Rejected(FindingCode.NOT_POSITIVE, value=_shown(str(number)))
    if sign is Sign.NON_POSITIVE and number > 0:
        raise Rejected(FindingCode.POSITIVE, value=_shown(str(number)))


def read_boolean(value: object, field: Field) -> bool:
    """A JSON boolean; texts such as "true" are refused."""
    if not isinstance(value, bool):
        raise Rejected(FindingCode.NOT_BOOLEAN, value=_shown(value))
    return value


def read_date_time(value: object, field: Field) -> datetime:
    """An RFC 3339 date-time with its offset, as an aware UTC datetime."""
    if isinstance(value, str) and _DATE_TIME.fullmatch(value):
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise Rejected(FindingCode.INVALID_DATE_TIME, value=_shown(value))


def read_uuid(value: object, field: Field) -> str:
    """A UUID in its usual notation, in lower case."""
    text = _matching(value, _UUID, FindingCode.INVALID_UUID)
    return str(UUID(text))


def read_urn(value: object, field: Field) -> str:
    """A URN with a namespace and something specific in it."""
    return _matching(value, _URN, FindingCode.INVALID_URN)


def read_uri(value: object, field: Field) -> str:
    """An absolute URI."""
    return _matching(value, _URI, FindingCode.INVALID_URI)


def read_pattern(value: object, field: Field) -> str:
    """A text of the attribute's own pattern."""
    return _matching(value, re.compile(field.pattern), FindingCode.INVALID_PATTERN)


def read_choice(value: object, field: Field) -> str:
    """One of the values that the specification lists."""
    choices = field.choices
    if choices is None or value not in list(choices):
        allowed = ", ".join(choices or ())
        raise Rejected(FindingCode.UNKNOWN_VALUE, value=_shown(value), allowed=allowed)
    return choices(cast(str, value))


def read_free_object(value: object, field: Field) -> Mapping[str, Any]:
    """A JSON object of any content."""
    return as_object(value)


def as_object(value: object) -> Mapping[str, Any]:
    """The value as a JSON object."""
    if not isinstance(value, Mapping):
        raise Rejected(FindingCode.NOT_OBJECT)
    return cast(Mapping[str, Any], value)


def _matching(value: object, pattern: re.Pattern[str], code: FindingCode) -> str:
    fits = isinstance(value, str) and len(value) <= MAXIMUM_TEXT_LENGTH
    if not fits or not pattern.fullmatch(str(value)):
        raise Rejected(code, value=_shown(value))
    return str(value)


def _shown(value: object) -> str:
    return str(value)[:100]


READERS: dict[Kind, Callable[[object, Field], object]] = {
    Kind.TEXT: read_text,
    Kind.DECIMAL: read_decimal,
    Kind.BOOLEAN: read_boolean,
    Kind.DATE_TIME: read_date_time,
    Kind.UUID: read_uuid,
    Kind.URN: read_urn,
    Kind.URI: read_uri,
    Kind.PATTERN: read_pattern,
    Kind.CHOICE: read_choice,
    Kind.FREE_OBJECT: read_free_object,
}
"""The reader of each kind; nested objects are read in `carbon.footprint.parsing`."""
