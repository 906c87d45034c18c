"""Points in time as integers, which compare and store without loss."""

from datetime import UTC, datetime
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

_PER_SECOND = 1_000_000_000


def nanoseconds(timestamp: Any) -> int:
    """Nanoseconds since 1970 of a protobuf timestamp; 0 where it is not set."""
    return timestamp.seconds * _PER_SECOND + timestamp.nanos


def moment_of(timestamp: Any) -> datetime:
    """A protobuf timestamp as an aware datetime in UTC."""
    return timestamp.ToDatetime(UTC)


def timestamp(since_1970: int) -> Timestamp:
    """The protobuf timestamp of nanoseconds since 1970."""
    seconds, nanos = divmod(since_1970, _PER_SECOND)
    return Timestamp(seconds=seconds, nanos=nanos)
