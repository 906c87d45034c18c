"""The parameters of ListFootprints; events that ask for footprints name the same filters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from carbon.footprint.field_kinds import Field, Kind
from carbon.footprint.readers import Rejected, read_date_time
from supplier_portal.catalogue.service import Wanted

from .errors import bad_request

DEFAULT_LIMIT = 500
"""Footprints on a page where the caller sets no limit."""

MOST = 1_000
"""Footprints on a page at most; the specification lets a host return fewer than asked for."""

MOST_VALUES = 1_000
"""Alternatives that one filter may have."""

_LISTS = {
    "productId": "product_ids",
    "companyId": "company_ids",
    "geography": "geographies",
    "classification": "classifications",
    "status": "statuses",
}
_TIMES = {"validOn": "valid_on", "validAfter": "valid_after", "validBefore": "valid_before"}


def wanted_of(parameters: Mapping[str, Iterable[str]]) -> Wanted:
    """Name → values as what is looked for; PactError 400 for a value that cannot be read.

    Other names are ignored, as is an empty value. A value that no footprint has is no error: there
    is just nothing to show.
    """
    given = {name: _given(parameters.get(name, ())) for name in (*_LISTS, *_TIMES)}
    lists = {attribute: given[name] for name, attribute in _LISTS.items()}
    times = {attribute: _time(name, given[name]) for name, attribute in _TIMES.items()}
    for name, values in given.items():
        if len(values) > MOST_VALUES:
            raise bad_request(f"{name} may have {MOST_VALUES} values at most.")
    return Wanted(**lists, **times)  # pyright: ignore[reportArgumentType]


def limit_of(values: Iterable[str]) -> int:
    """How many footprints the caller wants at most; PactError 400 where it is no number."""
    given = _given(values)
    if not given:
        return DEFAULT_LIMIT
    text = given[-1]
    if not (text.isascii() and text.isdigit() and len(text) <= 10):
        raise bad_request("limit must be a whole number, 0 or more.")
    return min(int(text), MOST)


def _given(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.strip() for value in values if value.strip()))


def _time(name: str, values: Sequence[str]) -> datetime | None:
    if not values:
        return None
    if len(values) > 1:
        raise bad_request(f"{name} may be given once.")
    # In a query that is not encoded, the + of an offset arrives as a blank.
    text = values[0].replace(" ", "+") if "T" in values[0].upper() else values[0]
    try:
        return read_date_time(text, Field(name, Kind.DATE_TIME))
    except Rejected as rejected:
        raise bad_request(f"{name} must be a date-time such as 2026-01-01T00:00:00Z.") from rejected
