"""Guards find what may be counted twice, whatever order lines come in."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from carbon.doublecounting import (
    CountedActivity,
    DoubleCountingCode,
    FootprintPeriod,
    Initiative,
    already_in_pcf,
    inventory_findings,
    is_energy,
    shares_findings,
)
from tests.unit.carbon.examples import day

GOODS = CountedActivity("a", "invoice-1", 1, "mill", "coil", footprint_includes_transport=True)
HAULAGE = CountedActivity("b", "invoice-2", 4, "mill", "coil")


def found(*activities: CountedActivity) -> list[tuple[DoubleCountingCode, tuple[str, ...]]]:
    return [(finding.code, finding.subjects) for finding in inventory_findings(activities)]


def test_transport_inside_a_footprint_is_not_transport_again() -> None:
    expected = [(DoubleCountingCode.TRANSPORT_ALSO_IN_FOOTPRINT, ("b", "a"))]
    assert found(GOODS, HAULAGE) == expected
    assert found(HAULAGE, GOODS) == expected


def test_transport_of_other_goods_is_fine() -> None:
    assert found(GOODS, CountedActivity("b", "invoice-2", 4, "mill", "wire")) == []
    plain = CountedActivity("a", "invoice-1", 1, "mill", "coil")
    assert found(plain, HAULAGE) == []


def test_one_document_belongs_to_one_category() -> None:
    twice = CountedActivity("c", "invoice-1", 2)
    assert found(GOODS, twice) == [(DoubleCountingCode.ACTIVITY_IN_TWO_CATEGORIES, ("a", "c"))]
    (finding,) = inventory_findings([GOODS, twice])
    assert finding.document_id == "invoice-1"
    assert found(GOODS, CountedActivity("c", "invoice-1", 1)) == []


def test_lines_without_a_document_are_not_the_same_document() -> None:
    assert found(CountedActivity("a", "", 1), CountedActivity("b", "", 2)) == []


def test_what_two_references_say_alike_may_be_one_thing() -> None:
    alike = [CountedActivity(one, f"invoice-{one}", 6, content="Beijing, 1 June") for one in "ba"]
    assert found(*alike) == [(DoubleCountingCode.SAME_RECORD_TWICE, ("a", "b"))]
    other = CountedActivity("c", "invoice-c", 6, content="Beijing, 2 June")
    assert found(alike[0], other, CountedActivity("d", "", 6), CountedActivity("e", "", 6)) == []


def test_capital_goods_bring_their_transport_along_as_well() -> None:
    press = CountedActivity("a", "invoice-1", 2, "mill", "coil", footprint_includes_transport=True)
    later = replace(press, activity_id="z", document_id="invoice-9")
    twice = (DoubleCountingCode.TRANSPORT_ALSO_IN_FOOTPRINT, ("b", "a", "z"))
    assert found(later, HAULAGE, press) == [twice]


@pytest.mark.parametrize(
    ("classification", "expected"),
    [
        ("urn:cpc:17100", True),
        ("urn:naics:221122", True),
        ("urn:hs:2710", True),
        ("urn:cpc:41261", False),
        ("urn:x:17", False),
    ],
)
def test_energy_is_told_by_its_class(classification: str, *, expected: bool) -> None:
    assert is_energy(["urn:cpc:4", classification]) is expected


def test_bought_energy_belongs_in_category_3() -> None:
    power = CountedActivity("p", "invoice-3", 1, is_energy_supply=True)
    assert found(power) == [(DoubleCountingCode.ELECTRICITY_UPSTREAM_OUTSIDE_CATEGORY_3, ("p",))]
    assert found(CountedActivity("p", "invoice-3", 3, is_energy_supply=True)) == []


@pytest.mark.parametrize(
    ("period_end", "expected"),
    [(day(2025), [("i", "f")]), (day(2024, 7), []), (day(2024, 7, 2), [("i", "f")])],
)
def test_an_initiative_inside_a_newer_footprint(
    period_end: datetime, expected: list[tuple[str, str]]
) -> None:
    findings = already_in_pcf(
        iter([Initiative("i", "coil", day(2024, 7)), Initiative("j", "wire", day(2024))]),
        iter([FootprintPeriod("f", "coil", period_end)]),
    )
    assert [finding.subjects for finding in findings] == expected


def test_a_joint_reduction_is_shared_whole() -> None:
    assert shares_findings("i", [Decimal("33.3"), Decimal("66.7")]) == []
    assert len(shares_findings("i", [Decimal(60), Decimal(60)])) == 1
