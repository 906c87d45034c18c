"""Which of several documents holds, at the very edges of the rules; both ways must agree."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from footprint.verify.independent.recomputing import recompute
from tests.unit.footprint import facts
from tests.unit.footprint.independent.test_recomputing import compared
from tierzero.supplier_portal.v1.product_pb2 import SHARING_ALL_CUSTOMERS

NOON = datetime(2024, 6, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def kilograms(*world: Any) -> int:
    """Of the one purchase, as both ways see it."""
    assert compared(world).faults == []
    return int(recompute(world).lines["plant", "one"].milligrams / 10**6)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (NOON, NOON + INSTANT, 20),
        (NOON + INSTANT, NOON + 2 * INSTANT, 0),
        (NOON - INSTANT, NOON, 0),
    ],
)
def test_a_footprint_holds_from_its_period_to_just_before_its_end(
    start: datetime, end: datetime, expected: int
) -> None:
    stated = facts.footprint("f", "coil", "2")
    stated.pcf.reference_period_start.CopyFrom(facts.stamp(start))
    stated.validity_period_end.CopyFrom(facts.stamp(end))
    assert kilograms(facts.product("coil"), stated, facts.purchase("one")) == expected


@pytest.mark.parametrize(("day", "expected"), [(27, 20), (28, 0)])
def test_three_calendar_years_after_a_leap_day_end_on_the_28th(day: int, expected: int) -> None:
    stated = facts.footprint("f", "coil", "2")
    leap_day = datetime(2024, 2, 29, tzinfo=UTC)
    stated.pcf.reference_period_end.CopyFrom(facts.stamp(leap_day))
    bought = facts.purchase("one")
    bought.date.CopyFrom(facts.stamp(datetime(2027, 2, day, tzinfo=UTC)))
    assert kilograms(facts.product("coil"), stated, bought) == expected


def _factor(identity: str, value: str, **changes: Any) -> Any:
    made = facts.average_factor(identity, changes.pop("of", "urn:cpc:41"), value)
    for name, stated in changes.items():
        setattr(made, name, stated)
    return made


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"of": "urn:cpc:412"}, {"gwp_set": "AR6"}),
        ({"gwp_set": "AR6"}, {"gwp_set": "AR5", "includes_margins": True}),
        ({"includes_margins": True}, {"data_year": 2025}),
        ({"data_year": 2024}, {"data_year": 2023, "price_year": 2024}),
        ({"price_year": 2024}, {"price_year": 2023}),
        ({"valid_until": "open"}, {"of": "urn:cpc:41261", "valid_until": "over"}),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_better_factor_is_used_whatever_its_name(
    better: dict[str, Any], worse: dict[str, Any], *, is_first: bool
) -> None:
    names = ("a", "b") if is_first else ("b", "a")
    ends = {"over": NOON, "open": NOON + INSTANT}
    stated = []
    for name, value, changes in zip(names, ("2", "3"), (dict(better), dict(worse)), strict=True):
        end = changes.pop("valid_until", "")
        factor = _factor(name, value, **changes)
        if end:
            factor.valid_until.CopyFrom(facts.stamp(ends[end]))
        stated.append(factor)
    bought = facts.purchase("one", classifications=["urn:cpc:41261", "urn:cpc:41"])
    assert kilograms(*stated, bought) == 20


def test_a_class_that_comes_first_beats_a_finer_one_that_comes_later() -> None:
    first, later = _factor("a", "2"), _factor("b", "3", of="urn:x:goods:fine")
    bought = facts.purchase("one", classifications=["urn:cpc:41261", "urn:x:goods:fine"])
    assert kilograms(first, later, bought) == 20


@pytest.mark.parametrize(("customers", "expected"), [([], 20), (["plant"], 20), (["yard"], 0)])
def test_all_customers_are_those_named_or_else_all_who_buy(
    customers: list[str], expected: int
) -> None:
    shared = facts.product("coil", sharing=SHARING_ALL_CUSTOMERS)
    maker = facts.organization("mill", customers)
    assert kilograms(shared, maker, facts.footprint("f", "coil", "2"), facts.purchase("one")) == (
        expected
    )
