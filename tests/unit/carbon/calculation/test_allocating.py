"""Which allocation holds, and shares that are exactly one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.allocation import AllocationError, Basis, CoProduct
from carbon.calculation.allocating import (
    Reason,
    allocation_by_ratio,
    allocation_by_rule,
    exact_shares,
    subdivided,
)

FIRST = CoProduct("first", Decimal("0.5"), Decimal(2), Decimal(30))
SECOND = CoProduct("second", Decimal(1), Decimal(3), Decimal(5))


def test_the_reference_is_shared_by_mass() -> None:
    allocation = allocation_by_ratio([FIRST, SECOND])
    assert allocation.reason is Reason.RATIO_UP_TO_FIVE
    assert (allocation.basis, allocation.ratio) == (Basis.MASS, Decimal("1.5"))
    burden = [share * 10 for share in allocation.shares]
    assert [round(part, 3) for part in burden] == [Decimal("3.333"), Decimal("6.667")]
    assert sum(allocation.shares) == 1


def test_up_to_five_heating_values_may_decide() -> None:
    allocation = allocation_by_ratio([FIRST, SECOND], Basis.ENERGY)
    assert allocation.shares == (Decimal("0.75"), Decimal("0.25"))


def test_above_five_prices_decide_whatever_physics_says() -> None:
    dear = CoProduct("dear", Decimal(1), Decimal("10.01"))
    allocation = allocation_by_ratio([FIRST, dear], Basis.ENERGY)
    assert (allocation.reason, allocation.basis) == (Reason.RATIO_ABOVE_FIVE, Basis.ECONOMIC)
    assert round(allocation.share, 6) == round(Decimal(1) / Decimal("11.01"), 6)
    at_five = allocation_by_ratio([FIRST, CoProduct("five", Decimal(1), Decimal(10))])
    assert at_five.basis is Basis.MASS


def test_one_output_bears_all_and_needs_no_price() -> None:
    alone = allocation_by_ratio([CoProduct("alone", Decimal(0), Decimal(0))])
    assert (alone.reason, alone.shares, alone.basis) == (Reason.SINGLE_OUTPUT, (1,), None)


def test_a_subdivided_process_leaves_nothing_to_the_others() -> None:
    assert subdivided([FIRST, SECOND]).shares == (1, 0)


def test_a_rule_decides_against_the_ratio() -> None:
    allocation = allocation_by_rule([FIRST, SECOND], Basis.ECONOMIC)
    assert (allocation.reason, allocation.shares) == (
        Reason.RULE,
        (Decimal("0.25"), Decimal("0.75")),
    )


def test_without_prices_nothing_is_decided() -> None:
    with pytest.raises(AllocationError):
        allocation_by_ratio([FIRST, CoProduct("free", Decimal(1), Decimal(0))])


weights = st.lists(st.decimals("0.001", "1e9", places=3), min_size=1, max_size=9)


@given(weights)
def test_shares_are_exactly_one_and_the_largest_takes_the_residue(known: list[Decimal]) -> None:
    outputs = [CoProduct(str(place), mass, Decimal(1)) for place, mass in enumerate(known)]
    found = exact_shares(outputs, Basis.MASS)
    assert sum(found) == 1
    largest = known.index(max(known))
    for place, (share, mass) in enumerate(zip(found, known, strict=True)):
        residue = share - mass / sum(known)
        allowed = Decimal("1e-22") if place == largest else Decimal("1e-24")
        assert abs(residue) <= allowed
