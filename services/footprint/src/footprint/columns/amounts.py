"""Exact decimals in compiled code: whole numbers of 64 bits times powers of ten.

What does not fit is told and never rounded; `carbon.decimals` computes it instead. Numbers have no
trailing zeros, so that they are written as `carbon.decimals.readable` shows them.
"""

from typing import Final

import numpy as np

from footprint.columns import decimals
from footprint.columns.compiling import compiled
from footprint.columns.wire import Bytes, Number

_MOST: Final = 9.2e18
"""Below 2^63 by more than a product of two floats can be off."""

_MOST_ZEROS: Final = 18
"""The greatest power of ten in 64 bits."""

_TO_MILLIGRAMS: Final = 6
"""A kilogram is so many powers of ten milligrams."""


@compiled
def stripped(mantissa: Number, exponent: Number) -> tuple[Number, Number]:
    """The same number without trailing zeros."""
    if mantissa == 0:
        return np.int64(0), np.int64(0)
    while mantissa % 10 == 0:
        mantissa //= 10
        exponent += 1
    return mantissa, exponent


@compiled
def number_in(data: Bytes, start: int, end: int) -> tuple[Number, Number, bool]:
    """Mantissa and exponent of a plain decimal, and whether it is one."""
    digits, places = decimals.parts_of(data, start, end)
    if places < 0:
        return np.int64(0), np.int64(0), False
    mantissa, exponent = stripped(np.int64(digits), np.int64(-places))
    return (-mantissa if data[start] == 0x2D else mantissa), exponent, True


@compiled
def multiplied(one: Number, other: Number) -> tuple[Number, bool]:
    """The product, and whether it fits."""
    if abs(float(one)) * abs(float(other)) > _MOST:
        return np.int64(0), False
    return np.int64(one * other), True


@compiled
def milligrams(mantissa: Number, exponent: Number) -> tuple[Number, bool]:
    """Kilograms as milligrams, rounded once, half to even (`carbon.quantum`), and whether they
    fit."""
    zeros = exponent + _TO_MILLIGRAMS
    if mantissa == 0:
        return np.int64(0), True
    if abs(zeros) > _MOST_ZEROS:
        return np.int64(0), False
    power = np.int64(1)
    for _ in range(abs(zeros)):
        power *= 10
    if zeros >= 0:
        return multiplied(mantissa, power)
    magnitude = abs(mantissa)
    whole, rest = magnitude // power, magnitude % power
    if rest * 2 > power or (rest * 2 == power and whole % 2 == 1):
        whole += 1
    return (-whole if mantissa < 0 else whole), True


@compiled
def write_whole(out: Bytes, to: int, number: Number) -> int:
    """Write a whole number in digits; what follows it."""
    if number < 0:
        out[to] = 0x2D
        to, number = to + 1, -number
    end, rest = to + 1, number // 10
    while rest > 0:
        end, rest = end + 1, rest // 10
    for place in range(end - 1, to - 1, -1):
        out[place] = 0x30 + number % 10
        number //= 10
    return end


@compiled
def write_number(out: Bytes, to: int, mantissa: Number, exponent: Number) -> int:
    """Write a number without trailing zeros plainly; what follows it."""
    if exponent >= 0:
        to = write_whole(out, to, mantissa)
        for _ in range(exponent):
            out[to] = 0x30
            to += 1
        return to
    if mantissa < 0:
        out[to] = 0x2D
        to, mantissa = to + 1, -mantissa
    power, places = np.int64(1), -exponent
    for _ in range(min(places, _MOST_ZEROS)):
        power *= 10
    whole = mantissa // power if places <= _MOST_ZEROS else np.int64(0)
    to = write_whole(out, to, whole)
    out[to] = 0x2E
    rest, end = mantissa - whole * power, to + 1 + places
    for place in range(end - 1, to, -1):
        out[place] = 0x30 + rest % 10
        rest //= 10
    return end
