"""Decimals as PACT writes them: strings in plain notation, read and written without loss."""

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import reduce

MAXIMUM_DIGITS = 60
"""Most digits a number may have when written plainly; more is an error, never a rounding."""

_EXACT = Context(prec=400, rounding=ROUND_HALF_EVEN)
_ZERO, _ONE = Decimal(0), Decimal(1)
_READABLE = Context(prec=34, rounding=ROUND_HALF_EVEN)
_GRAMMAR = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE](?P<exponent>[+-]?[0-9]{1,4}))?")
_LONGEST_TEXT = MAXIMUM_DIGITS * 2 + 16


class InvalidDecimal(ValueError):
    """The text is not a decimal number of the grammar of PACT v3, or has too many digits."""


@contextmanager
def exact_arithmetic() -> Generator[None]:
    """Products and sums of parsed decimals are exact inside; a quotient keeps 400 digits."""
    with localcontext(_EXACT):
        yield


def product(one: Decimal, other: Decimal) -> Decimal:
    """As `one * other` inside `exact_arithmetic`, which costs more than the multiplication."""
    return _EXACT.multiply(one, other)


def quotient(dividend: Decimal, divisor: Decimal) -> Decimal:
    """As `dividend / divisor` inside `exact_arithmetic`."""
    return _EXACT.divide(dividend, divisor)


def total(parts: Iterable[Decimal]) -> Decimal:
    """As `sum(parts)` inside `exact_arithmetic`."""
    return reduce(_EXACT.add, parts, _ZERO)


def distance(one: Decimal, other: Decimal) -> Decimal:
    """As `abs(one - other)` inside `exact_arithmetic`."""
    return _EXACT.abs(_EXACT.subtract(one, other))


def parse_decimal(text: str) -> Decimal:
    """Read a decimal by PACT v3's grammar; an exponent is accepted, NaN and infinity are not.

    Raises InvalidDecimal, also when the plain form would need more than MAXIMUM_DIGITS digits.
    """
    match = _GRAMMAR.fullmatch(text) if len(text) <= _LONGEST_TEXT else None
    if match is None:
        raise InvalidDecimal(text[:_LONGEST_TEXT])
    number = _EXACT.create_decimal(text)
    # A plain text has no more digits than letters; only an exponent can add some.
    may_be_long = match["exponent"] is not None or len(text) > MAXIMUM_DIGITS
    if may_be_long and _plain_digits(number) > MAXIMUM_DIGITS:
        raise InvalidDecimal(text)
    return number


def format_decimal(number: Decimal) -> str:
    """Write a finite decimal plainly, never with an exponent, and zero without a sign."""
    if not number.is_finite():
        raise InvalidDecimal(str(number))
    return format(number if number else abs(number), "f")


def readable(number: Decimal) -> Decimal:
    """Round to 34 significant digits and drop trailing zeros, for numbers that are shown."""
    return plain(_READABLE.create_decimal(number))


def plain(number: Decimal) -> Decimal:
    """The same number without trailing zeros and without exponent."""
    reduced = _EXACT.normalize(number)
    return _EXACT.quantize(reduced, _ONE) if _exponent(reduced) > 0 else reduced


def _plain_digits(number: Decimal) -> int:
    digits = len(number.as_tuple().digits)
    exponent = _exponent(number)
    return digits + exponent if exponent >= 0 else max(digits, -exponent)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
