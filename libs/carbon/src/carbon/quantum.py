"""The quantum of summation: one milligram CO2e.

Every line is rounded once to whole milligrams, half to even; sums are then sums of integers, which
are the same in any order and on any machine.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal

from carbon.decimals import exact_arithmetic, plain

Milligrams = int
"""Emissions in mg CO2e; Python integers have no upper bound."""

_WITHOUT_QUOTIENT_TAILS = Context(prec=350, rounding=ROUND_HALF_EVEN)
"""A third times three arrives as 0.999…, 400 digits long; at 350 digits it is one again.

No product and quotient of numbers that `parse_decimal` lets in comes that near to a half milligram
without being one, so that the rounding below always decides as it would on the exact rational.
"""

_WIDE = Context(prec=400, rounding=ROUND_HALF_EVEN)
_MILLIGRAMS_PER_KILOGRAM = Decimal(1_000_000)
_KILOGRAMS_PER_TONNE = Decimal(1_000)


def to_milligrams(kilograms: Decimal) -> Milligrams:
    """Round kilograms CO2e once, half to even, to whole milligrams; right for 350 digits."""
    milligrams = _WITHOUT_QUOTIENT_TAILS.create_decimal(kilograms).scaleb(6, _WIDE)
    return int(milligrams.to_integral_value(rounding=ROUND_HALF_EVEN))


def to_kilograms(milligrams: Milligrams) -> Decimal:
    """Milligrams as kilograms CO2e, exact."""
    with exact_arithmetic():
        return plain(Decimal(milligrams) / _MILLIGRAMS_PER_KILOGRAM)


def to_tonnes(milligrams: Milligrams) -> Decimal:
    """Milligrams as tonnes CO2e, exact."""
    with exact_arithmetic():
        return plain(Decimal(milligrams) / (_MILLIGRAMS_PER_KILOGRAM * _KILOGRAMS_PER_TONNE))
