"""Reductions are owned once: shares add up, periods do not overlap, rivals are found."""

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.doublecounting import DoubleCountingCode
from carbon.reductions import (
    Claim,
    are_whole,
    owned_once,
    period_of,
    rival_claims,
    share_of,
)

labels = st.one_of(
    st.integers(2000, 2040).map(str),
    st.builds("{}-Q{}".format, st.integers(2000, 2040), st.integers(1, 4)),
    st.builds("{}-{:02}".format, st.integers(2000, 2040), st.integers(1, 12)),
)
amounts = st.decimals(Decimal(0), Decimal(10**9), allow_nan=False, places=6)


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_period_is_a_year_a_quarter_or_a_month(label: str, first: date, last: date) -> None:
    period = period_of(label)
    assert period is not None
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize("label", ["", "24", "2024-Q5", "2024-13", "2024-1", "2024-Q1 ", "0000"])
def test_other_texts_are_no_period(label: str) -> None:
    assert period_of(label) is None


@given(labels, labels)
def test_periods_overlap_where_they_have_a_day_in_common(one: str, other: str) -> None:
    mine, theirs = period_of(one), period_of(other)
    assert mine is not None
    assert theirs is not None
    days = range(mine.first.toordinal(), mine.last.toordinal() + 1)
    common = set(days) & set(range(theirs.first.toordinal(), theirs.last.toordinal() + 1))
    assert mine.overlaps(theirs) == bool(common) == theirs.overlaps(mine)


@st.composite
def shares(draw: Any) -> list[Decimal]:
    """Percentages that add up to 100, with up to six decimals."""
    cuts = draw(st.sets(st.integers(1, 10**8 - 1), max_size=6))
    places = [0, *sorted(cuts), 10**8]
    return [Decimal(b - a) / 10**6 for a, b in pairwise(places)]


@given(shares(), amounts)
def test_parts_of_a_joint_reduction_add_up_to_it_exactly(
    percents: list[Decimal], reduction: Decimal
) -> None:
    assert are_whole(percents)
    assert sum(share_of(reduction, one) for one in percents) == reduction


@pytest.mark.parametrize(
    "percents", [["99.999999"], ["60", "40.000001"], ["100", "0"], ["-1", "101"], []]
)
def test_anything_else_is_not_whole(percents: list[str]) -> None:
    assert not are_whole(map(Decimal, percents))


def claim(identity: str, owner: str, sources: str = "steel", **changes: Any) -> Claim:
    """A claim of 2025."""
    period = period_of(changes.pop("period", "2025"))
    assert period is not None
    allies = frozenset(changes.pop("allies", ()))
    return Claim(identity, owner, "SRC-MAT", frozenset([sources]), (period,), allies)


def test_two_organizations_claim_the_same_reduction() -> None:
    [found] = rival_claims([claim("b", "buyer"), claim("a", "mill", period="2025-Q2")])
    assert found.code is DoubleCountingCode.REDUCTION_CLAIMED_TWICE
    assert found.subjects == ("a", "b")


def test_one_organization_claims_it_twice() -> None:
    [found] = rival_claims([claim("a", "mill"), claim("b", "mill")])
    assert found.code is DoubleCountingCode.REDUCTION_OVERLAPS


@pytest.mark.parametrize(
    "other",
    [
        claim("b", "buyer", sources="copper"),
        claim("b", "buyer", period="2024"),
        claim("b", "buyer", allies=["mill"]),
    ],
)
def test_what_is_shared_or_elsewhere_is_no_rival(other: Claim) -> None:
    assert rival_claims([claim("a", "mill"), other]) == []


claims = st.builds(
    claim,
    st.sampled_from("abcdef"),
    st.sampled_from(["mill", "buyer", "foundry"]),
    sources=st.sampled_from(["steel", "copper"]),
    period=labels,
    allies=st.sets(st.sampled_from(["mill", "buyer", "foundry"])),
)


@given(st.lists(claims, max_size=8, unique_by=lambda one: one.initiative_id), st.data())
def test_rivals_do_not_depend_on_order(known: list[Claim], data: st.DataObject) -> None:
    assert rival_claims(data.draw(st.permutations(known))) == rival_claims(known)


@given(
    st.dictionaries(st.sampled_from("abcdef"), amounts, min_size=1),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))),
    st.data(),
)
def test_of_rivals_one_stands_and_never_more_than_was_claimed(
    measured: dict[str, Decimal], pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    rivals = [pair for pair in pairs if pair[0] != pair[1]]
    held = owned_once(measured, rivals)
    assert held == owned_once(measured, data.draw(st.permutations(rivals)))
    assert all(not (one in held and other in held) for one, other in rivals)
    assert held
    assert min(measured.values()) in held.values()
    assert all(measured[one] == amount for one, amount in held.items())
