"""Timestamps as whole numbers, in compiled code."""

from typing import Final

import numpy as np

from footprint.columns.compiling import compiled
from footprint.columns.layout import USABLE
from footprint.columns.wire import Bytes, Number, long_varint, moment, write_varint

_BILLION: Final = 1_000_000_000
_MILLION: Final = 1_000_000
_LAST_SECOND: Final = 9_000_000_000
"""Nanoseconds up to here (in the year 2255) fit into 64 bits."""

_SECONDS, _NANOS = 0x08, 0x10


@compiled
def seconds_and_nanos(data: Bytes, at: int, end: int) -> tuple[Number, Number, bool]:
    """What a timestamp states, and whether it is one within the calendar."""
    seconds, nanos = np.int64(0), np.int64(0)
    if moment(data, at, end) != USABLE:
        return seconds, nanos, False
    while at < end:
        tag = data[at]
        value, at = long_varint(data, at + 1, end)
        if tag == _SECONDS:
            seconds = np.int64(value)
        else:
            nanos = np.int64(value)
    return seconds, nanos, True


@compiled
def microseconds(data: Bytes, at: int, end: int) -> tuple[Number, bool]:
    """Since 1970, as Python's dates have them, and whether it is a date."""
    seconds, nanos, is_one = seconds_and_nanos(data, at, end)
    return seconds * _MILLION + nanos // 1_000, is_one


@compiled
def nanoseconds(data: Bytes, at: int, end: int) -> tuple[Number, bool]:
    """Since 1970, and whether they fit."""
    seconds, nanos, is_one = seconds_and_nanos(data, at, end)
    if not is_one or abs(seconds) > _LAST_SECOND:
        return np.int64(0), False
    return seconds * _BILLION + nanos, True


@compiled
def write_nanoseconds(out: Bytes, to: int, since_1970: Number) -> int:
    """Write a timestamp that is not before 1970, with its length; what follows it."""
    seconds, nanos = since_1970 // _BILLION, since_1970 % _BILLION
    begin, to = to, to + 1
    if seconds > 0:
        out[to] = _SECONDS
        to = write_varint(out, to + 1, seconds)
    if nanos > 0:
        out[to] = _NANOS
        to = write_varint(out, to + 1, nanos)
    out[begin] = to - begin - 1
    return to
