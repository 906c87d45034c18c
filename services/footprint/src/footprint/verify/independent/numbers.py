"""Numbers of facts as fractions, which no operation here ever rounds."""

import re
from decimal import Decimal
from fractions import Fraction

_FORM = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")
_MOST_DIGITS = 60
_LONGEST = 2 * _MOST_DIGITS + 16

PER_KILOGRAM = 1_000_000
"""Milligrams."""


def number(text: str) -> Fraction | None:
    """What a decimal of PACT's grammar says; None for anything else, or for too many digits."""
    if len(text) > _LONGEST or not _FORM.fullmatch(text) or _width(text) > _MOST_DIGITS:
        return None
    return Fraction(text)


def is_above_zero(text: str) -> bool:
    """Whether it is a number above zero."""
    found = number(text)
    return found is not None and found > 0


def is_not_below_zero(text: str) -> bool:
    """Whether it is zero or a number above it."""
    found = number(text)
    return found is not None and found >= 0


def stated(text: str) -> Fraction:
    """The number of a fact that was let in; ValueError where it is none."""
    found = number(text)
    if found is None:
        raise ValueError(f"no decimal: {text[:80]!r}")
    return found


def optional(text: str) -> Fraction | None:
    """The number, or None where nothing is stated."""
    return stated(text) if text else None


def _width(text: str) -> int:
    """Digits it takes to write the number without an exponent."""
    _sign, digits, exponent = Decimal(text).as_tuple()
    places = int(exponent)
    return len(digits) + places if places >= 0 else max(len(digits), -places)
