"""Joint burdens are shared without remainder."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.allocation import (
    AllocationError,
    Basis,
    CoProduct,
    allocate,
    basis_for,
    economic_value_ratio,
    shares,
)

FIRST = CoProduct("first", Decimal("0.5"), Decimal(2), Decimal(10))
SECOND = CoProduct("second", Decimal(1), Decimal(3), Decimal(5))


def test_the_reference_allocates_by_mass() -> None:
    assert economic_value_ratio([FIRST, SECOND]) == Decimal("1.5")
    assert basis_for([FIRST, SECOND]) is Basis.MASS
    parts = allocate(10_000_000_000, [FIRST, SECOND], Basis.MASS)
    assert [round(part / 1_000_000_000, 3) for part in parts] == [3.333, 6.667]


def test_above_five_prices_decide() -> None:
    dear = CoProduct("dear", Decimal(1), Decimal("10.01"))
    assert basis_for([FIRST, dear]) is Basis.ECONOMIC
    assert basis_for([FIRST, CoProduct("five", Decimal(1), Decimal(10))]) is Basis.MASS


def test_shares_by_each_basis() -> None:
    assert shares([FIRST, SECOND], Basis.ENERGY) == [Decimal("0.5"), Decimal("0.5")]
    assert shares([FIRST, SECOND], Basis.ECONOMIC) == [Decimal("0.25"), Decimal("0.75")]


def test_what_rounding_leaves_goes_to_the_largest() -> None:
    thirds = [CoProduct(name, Decimal(1), Decimal(1)) for name in "abc"]
    assert allocate(100, thirds, Basis.MASS) == [34, 33, 33]
    assert allocate(-100, thirds, Basis.MASS) == [-34, -33, -33]


masses = st.lists(st.decimals("0.001", "1e6", places=3), min_size=1, max_size=8)


@given(st.integers(-(10**18), 10**18), masses)
def test_nothing_is_lost(burden: int, known: list[Decimal]) -> None:
    products = [CoProduct(str(place), mass, Decimal(1)) for place, mass in enumerate(known)]
    parts = allocate(burden, products, Basis.MASS)
    assert sum(parts) == burden
    exact = [burden * mass / sum(known) for mass in known]
    assert all(abs(part - share) < len(known) + 1 for part, share in zip(parts, exact, strict=True))


@pytest.mark.parametrize(
    ("products", "basis"),
    [
        ([], Basis.MASS),
        ([CoProduct("a", Decimal(0), Decimal(1))], Basis.MASS),
        ([CoProduct("a", Decimal(1), Decimal(1))], Basis.ENERGY),
        ([CoProduct("a", Decimal(-1), Decimal(1)), FIRST], Basis.MASS),
    ],
)
def test_without_a_weight_nothing_is_shared(products: list[CoProduct], basis: Basis) -> None:
    with pytest.raises(AllocationError):
        allocate(1, products, basis)


def test_prices_must_be_positive() -> None:
    with pytest.raises(AllocationError):
        economic_value_ratio([CoProduct("free", Decimal(1), Decimal(0)), FIRST])
