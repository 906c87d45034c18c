"""Decimals are read by one grammar and written plainly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.decimals import InvalidDecimal, format_decimal, parse_decimal, readable


@pytest.mark.parametrize("text", ["0", "-1.50", "+3", "1e3", "12.5E-2", "000.1"])
def test_numbers_of_the_grammar_are_read(text: str) -> None:
    assert parse_decimal(text) == Decimal(text)


@pytest.mark.parametrize(
    "text",
    ["", "NaN", "Infinity", "1,5", "1.", ".5", " 1", "1_000", "0x1", "abc", "١", "1e999999999"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidDecimal):
        parse_decimal(text)


@pytest.mark.parametrize("text", ["1e61", "1e-61", "9" * 61, "0e999", "1" * 100_000])
def test_no_number_can_be_written_longer_than_it_is_useful(text: str) -> None:
    with pytest.raises(InvalidDecimal):
        parse_decimal(text)


def test_writing_never_uses_an_exponent() -> None:
    assert format_decimal(Decimal("1E+3")) == "1000"
    assert format_decimal(Decimal("1E-7")) == "0.0000001"
    assert format_decimal(Decimal("-0.00")) == "0.00"


def test_infinity_cannot_be_written() -> None:
    with pytest.raises(InvalidDecimal):
        format_decimal(Decimal("Infinity"))


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=9, min_value=-1e20, max_value=1e20)
)
def test_writing_and_reading_give_the_same_number(number: Decimal) -> None:
    assert parse_decimal(format_decimal(number)) == number


def test_a_shown_number_keeps_34_digits() -> None:
    assert readable(Decimal("1.500")) == Decimal("1.5")
    assert format_decimal(readable(Decimal(1) / 3)) == "0." + "3" * 28
    assert str(readable(Decimal("1200"))) == "1200"
