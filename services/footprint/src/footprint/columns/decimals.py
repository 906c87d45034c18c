"""Judging decimals in compiled code: plain ones of up to 18 letters; others are left to
`carbon.decimals`."""

from typing import Final

import numpy as np

from footprint.columns.compiling import compiled
from footprint.columns.wire import Bytes, Number

_LONGEST: Final = 18
_MOST_PLACES: Final = 15

UNSURE: Final = 0
"""Not plain, or no decimal at all."""
NEGATIVE: Final = 1
ZERO: Final = 2
POSITIVE: Final = 3


@compiled
def sign_of(data: Bytes, start: int, end: int) -> int:
    """Below, at or above zero."""
    mantissa, places = parts_of(data, start, end)
    if places < 0:
        return UNSURE
    if mantissa == 0:
        return ZERO
    return NEGATIVE if data[start] == 0x2D else POSITIVE


@compiled
def is_within(data: Bytes, start: int, end: int, least: int, most: int) -> bool:
    """Whether a plain decimal lies between two whole numbers that are not negative, or is empty."""
    if start == end:
        return True
    mantissa, places = parts_of(data, start, end)
    if places < 0 or (mantissa and data[start] == 0x2D):
        return False
    scale = 10**places
    return least * scale <= mantissa <= most * scale


@compiled
def parts_of(data: Bytes, start: int, end: int) -> tuple[Number, int]:
    """All digits as one number without sign, and how many stand behind the point; −1 where the
    bytes are no plain decimal."""
    if end - start > _LONGEST:
        return 0, -1
    at = start + 1 if start < end and (data[start] == 0x2B or data[start] == 0x2D) else start
    mantissa, point = 0, -1
    for place in range(at, end):
        byte = data[place]
        if 0x30 <= byte <= 0x39:
            mantissa = mantissa * 10 + (np.int64(byte) - 0x30)
        elif byte == 0x2E and point < 0 and place > at:
            point = place
        else:
            return 0, -1
    if at == end or point == end - 1:
        return 0, -1
    places = 0 if point < 0 else end - 1 - point
    return (mantissa, places) if places <= _MOST_PLACES else (0, -1)
