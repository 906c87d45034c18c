"""Lines are rounded once to milligrams, half to even, and sums are integer sums."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.quantum import to_kilograms, to_milligrams, to_tonnes

kilograms = st.decimals(
    allow_nan=False, allow_infinity=False, places=20, min_value=-1e20, max_value=1e20
)


@pytest.mark.parametrize(
    ("text", "milligrams"),
    [
        ("0.0000005", 0),
        ("0.0000015", 2),
        ("0.0000025", 2),
        ("-0.0000015", -2),
        ("0.00000150000000000000000000000000000000000000000001", 2),
        ("123456789012345678901234567890.1234565", 123456789012345678901234567890123456),
    ],
)
def test_rounding_is_half_even_at_any_size(text: str, milligrams: int) -> None:
    assert to_milligrams(Decimal(text)) == milligrams


@given(kilograms)
def test_rounding_agrees_with_exact_fractions(number: Decimal) -> None:
    assert to_milligrams(number) == round(Fraction(number) * 1_000_000)


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_milligrams_survive_the_way_to_kilograms_and_back(milligrams: int) -> None:
    assert to_milligrams(to_kilograms(milligrams)) == milligrams
    assert Fraction(to_tonnes(milligrams)) == Fraction(milligrams, 10**9)
