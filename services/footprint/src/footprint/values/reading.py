"""Reading single fields of facts; what cannot be read makes the fact unusable, with its path."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from carbon.decimals import InvalidDecimal, parse_decimal
from tierzero.agents import Unusable


def text(value: str, path: str) -> str:
    """A text that must be there."""
    if not value:
        raise Unusable("missing-field", f"{path} is missing")
    return value


def decimal(value: str, path: str) -> Decimal:
    """A decimal that must be there."""
    try:
        return parse_decimal(text(value, path))
    except InvalidDecimal as error:
        raise Unusable("invalid-decimal", f"{path} is no decimal: {value[:80]!r}") from error


def positive(value: str, path: str) -> Decimal:
    """A decimal above zero."""
    number = decimal(value, path)
    if number <= 0:
        raise Unusable("not-positive", f"{path} must be above zero, not {value}")
    return number


def not_negative(value: str, path: str, code: str = "negative") -> Decimal:
    """A decimal of zero or more."""
    number = decimal(value, path)
    if number < 0:
        raise Unusable(code, f"{path} must not be negative, not {value}")
    return number


def moment(message: Any, field: str, path: str) -> datetime:
    """A point in time that must be there."""
    found = optional_moment(message, field, path)
    if found is None:
        raise Unusable("missing-field", f"{path} is missing")
    return found


def optional_moment(message: Any, field: str, path: str) -> datetime | None:
    """A point in time (UTC) or None."""
    if not message.HasField(field):
        return None
    stated = getattr(message, field)
    return instant(stated.seconds, stated.nanos, path)


def instant(seconds: int, nanos: int, path: str) -> datetime:
    """A point in time (UTC) by its seconds since 1970."""
    try:
        return _moment(seconds, nanos)
    except (ValueError, OverflowError) as error:
        raise Unusable("invalid-date", f"{path} lies outside of the calendar") from error


@lru_cache(maxsize=16_384)
def _moment(seconds: int, nanos: int) -> datetime:
    """Facts share their days: most are read before."""
    return Timestamp(seconds=seconds, nanos=nanos).ToDatetime(UTC)
