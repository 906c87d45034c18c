"""Walking protobuf's wire format in compiled code (protobuf.dev/programming-guides/encoding).

Every function takes the bytes and where a piece begins and ends, and gives −1 as the next place
where the piece breaks the format or is written in a way that no serializer writes.
"""

from typing import Any, Final

import numpy as np

from footprint.columns.compiling import compiled
from footprint.columns.layout import IRREGULAR, UNSURE, USABLE

Bytes = Any
"""An array of unsigned bytes; numba needs no more exact type and has none that a checker knows."""

Number = Any
"""A whole number of 64 bits."""

VARINT: Final = 0
FIXED64: Final = 1
LENGTH_DELIMITED: Final = 2
FIXED32: Final = 5

_LONGEST_VARINT: Final = 9
"""Bytes of a varint below 2^63; numbers above and negative ones take ten."""

_EARLIEST: Final = -62_135_596_800
_LATEST: Final = 253_402_300_799
"""Seconds since 1970 of the first and last second of the calendar (years 1 to 9999)."""

_BILLION: Final = 1_000_000_000


@compiled
def varint(data: Bytes, at: int, end: int) -> tuple[Number, int]:
    """The number that begins here, and what follows it."""
    if at < end and data[at] < 0x80:
        return np.int64(data[at]), at + 1
    value, shift = np.int64(0), 0
    for place in range(at, min(end, at + _LONGEST_VARINT)):
        byte = np.int64(data[place])
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place + 1
        shift += 7
    return 0, -1


@compiled
def long_varint(data: Bytes, at: int, end: int) -> tuple[Number, int]:
    """As `varint`, for numbers that may be negative and then take ten bytes."""
    if at + 10 <= end and data[at + 8] >= 0x80 and data[at + 9] == 1:
        value = 0
        for place in range(10):
            if place < 9 and data[at + place] < 0x80:
                return varint(data, at, end)
            value |= (np.int64(data[at + place]) & 0x7F) << (7 * place)
        return value, at + 10
    return varint(data, at, end)


@compiled
def after(data: Bytes, at: int, end: int, wire: int) -> int:
    """What follows the content of a field of this wire type."""
    if wire == VARINT:
        for place in range(at, min(end, at + 10)):
            if data[place] < 0x80:
                return place + 1
        return -1
    if wire == LENGTH_DELIMITED:
        length, at = varint(data, at, end)
        return at + length if 0 <= at <= end - length else -1
    if wire in (FIXED64, FIXED32):
        width = 8 if wire == FIXED64 else 4
        return at + width if at + width <= end else -1
    return -1


@compiled
def moment(data: Bytes, at: int, end: int) -> int:
    """How to judge what should be a timestamp and nothing else: usable within the calendar."""
    seconds, nanos, seen = 0, 0, 0
    while at < end:
        tag = data[at]
        value, at = long_varint(data, at + 1, end)
        if at < 0:
            return IRREGULAR
        if tag == 0x08 and seen == 0:
            seconds, seen = value, 1
        elif tag == 0x10 and seen < 2:
            nanos, seen = value, 2
        else:
            return IRREGULAR
    is_within = _EARLIEST <= seconds <= _LATEST and 0 <= nanos < _BILLION
    return USABLE if is_within else UNSURE


@compiled
def write_varint(out: Bytes, at: int, value: int) -> int:
    """Write a number; what follows it."""
    while value > 0x7F:
        out[at] = value & 0x7F | 0x80
        value >>= 7
        at += 1
    out[at] = value
    return at + 1


@compiled
def width_of(value: int) -> int:
    """Bytes that a number takes as a varint."""
    width = 1
    while value > 0x7F:
        value >>= 7
        width += 1
    return width


@compiled
def hash_of(data: Bytes, start: int, end: int) -> Number:
    """FNV-1a of 64 bits (RFC 9923), signed."""
    mixed = np.int64(-3_750_763_034_362_895_579)
    for place in range(start, end):
        mixed = (mixed ^ data[place]) * np.int64(1_099_511_628_211)
    return mixed


@compiled
def copy(data: Bytes, start: int, end: int, out: Bytes, at: int) -> int:
    """Copy bytes; what follows them."""
    for place in range(start, end):
        out[at + place - start] = data[place]
    return at + end - start


@compiled
def closed(out: Bytes, body: int, to: int, reserved: int) -> int:
    """Write the length before a body for which so many bytes were left; what follows the body."""
    length = to - body
    width = width_of(length)
    write_varint(out, body - reserved, length)
    if width == reserved:
        return to
    return copy(out, body, to, out, body - reserved + width)
