"""Points in time of facts, and how long a footprint holds."""

from calendar import isleap
from datetime import MAXYEAR, UTC, datetime
from typing import Any

_LAST = datetime.max.replace(tzinfo=UTC)
_YEARS = 3
"""PACT specification v3: three calendar years from the end of the reference period, unless an end
is stated."""


def moment(message: Any, field: str) -> datetime | None:
    """The time in a field, UTC; None where it is not set. ValueError beyond the calendar."""
    if not message.HasField(field):
        return None
    try:
        return getattr(message, field).ToDatetime(UTC)
    except OverflowError as error:
        raise ValueError(f"{field} lies outside of the calendar") from error


def moment_of(message: Any, field: str) -> datetime:
    """The time in a field that must be set."""
    found = moment(message, field)
    if found is None:
        raise ValueError(f"{field} is missing")
    return found


def meets(year: int, start: datetime | None, end: datetime | None) -> bool:
    """Whether a time from the start to just before the end has any moment of the calendar year."""
    first = datetime(year, 1, 1, tzinfo=UTC)
    after = datetime(year + 1, 1, 1, tzinfo=UTC) if year < MAXYEAR else _LAST
    begin, until = max(first, start or first), min(after, end or after)
    return begin < until


def end_of_validity(period_end: datetime, stated_end: datetime | None) -> datetime:
    """The first moment at which a footprint does not hold any more."""
    if stated_end is not None:
        return stated_end
    year = min(period_end.year + _YEARS, MAXYEAR)
    is_leap_day = (period_end.month, period_end.day) == (2, 29)
    return period_end.replace(
        year=year, day=28 if is_leap_day and not isleap(year) else period_end.day
    )
