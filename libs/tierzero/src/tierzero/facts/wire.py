"""Setting scalar fields of a message from the values that PACT's JSON holds."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from carbon.footprint.field_kinds import Kind


def moment_of(timestamp: Any) -> datetime:
    """A protobuf timestamp as an aware datetime in UTC."""
    return timestamp.ToDatetime(UTC)


def _set_scalar(message: Any, attribute: str, value: object) -> None:
    setattr(message, attribute, value)


def _set_moment(message: Any, attribute: str, value: str) -> None:
    getattr(message, attribute).FromDatetime(datetime.fromisoformat(value))


WRITERS: Mapping[Kind, Callable[[Any, str, Any], None]] = {
    **dict.fromkeys(Kind, _set_scalar),
    Kind.DATE_TIME: _set_moment,
}
"""How each kind of scalar attribute is set."""
