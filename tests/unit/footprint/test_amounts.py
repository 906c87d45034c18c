"""Decimals as whole numbers of 64 bits are exact, or told not to fit."""

from decimal import Decimal

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from carbon.decimals import format_decimal, parse_decimal, readable
from carbon.quantum import to_milligrams
from footprint.columns.amounts import milligrams, multiplied, number_in, stripped, write_number

plain = st.decimals("-1e15", "1e15", places=9).map(lambda one: format(one, "f")[:18])
digits = st.text("0123456789", min_size=1, max_size=9)
numbers = plain | st.builds("{}{}.{}".format, st.sampled_from(["", "-", "+"]), digits, digits)
mantissas = st.integers(-(2**63) + 1, 2**63 - 1)


def read(text: str) -> tuple[int, int, bool]:
    """Mantissa and exponent."""
    data = np.frombuffer(text.encode(), np.uint8)
    return number_in(data, 0, len(data))


def written(mantissa: int, exponent: int) -> str:
    """The number as text."""
    out = np.zeros(200, np.uint8)
    end = write_number(out, 0, np.int64(mantissa), np.int64(exponent))
    return out[:end].tobytes().decode()


@given(numbers)
def test_a_number_is_what_the_library_reads_and_shows(text: str) -> None:
    mantissa, exponent, is_plain = read(text)
    assert is_plain == (not text.endswith(".") and len(text) <= 18)
    if is_plain:
        number = parse_decimal(text)
        assert Decimal(mantissa).scaleb(exponent) == number
        assert written(mantissa, exponent) == format_decimal(readable(number))


@given(st.sampled_from(["1e3", "", "-", "+", ".5", "5.", "1.2.3", "NaN", "1" * 19]))
def test_what_is_not_plain_is_told(text: str) -> None:
    assert not read(text)[2]


@given(mantissas, st.integers(-40, 40))
@example(2**63 - 1, -18)
@example(-(2**63) + 1, -24)
@example(25, -7)
@example(5, -7)
@example(15, -7)
def test_milligrams_are_those_of_the_decimal_rounded_once(mantissa: int, exponent: int) -> None:
    found, fits = milligrams(np.int64(mantissa), np.int64(exponent))
    if fits:
        assert found == to_milligrams(Decimal(mantissa).scaleb(exponent))
    else:
        assert abs(exponent + 6) > 18 or abs(mantissa) * 10 ** (exponent + 6) > 9 * 10**18


@given(mantissas, mantissas)
@example(3_037_000_500, 3_037_000_500)
@example(-(2**32), 2**31)
def test_a_product_is_exact_or_told_not_to_fit(one: int, other: int) -> None:
    found, fits = multiplied(np.int64(one), np.int64(other))
    if fits:
        assert found == one * other
    else:
        assert abs(one * other) > 9 * 10**18


@given(st.integers(0, 10**17), st.integers(-20, 20))
def test_zeros_at_the_end_go_into_the_exponent(mantissa: int, exponent: int) -> None:
    found, power = stripped(np.int64(mantissa), np.int64(exponent))
    assert Decimal(int(found)).scaleb(int(power)) == Decimal(mantissa).scaleb(exponent)
    assert found % 10 or not found
