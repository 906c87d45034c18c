"""What may be counted twice follows from the lines, whatever order their facts came in."""

import random
from typing import Any

import pytest

from footprint.findings.finding import findings_of
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bus import Bus
from tierzero.procurement.v1 import activity_pb2 as contract

HAULAGE = contract.Transport(mass="1", mass_unit="t", product_id="coil")


def delivered() -> Any:
    """A footprint whose owner answers for transport."""
    stated = facts.footprint("f", "coil", "2")
    stated.pcf.outbound_logistics_ghg_emissions = "0.1"
    return stated


def referenced(activity: Any, reference: str) -> Any:
    activity.reference = reference
    return activity


def world() -> list[Any]:
    steam = facts.purchase("steam", "", quantity="5", classifications=["urn:cpc:17300"])
    twins = [operations.operation(one, 13, operations.asset("7")) for one in ("hall-1", "hall-2")]
    return [
        facts.product("coil"),
        delivered(),
        referenced(facts.purchase("coil-1"), "PO 1"),
        referenced(facts.purchase("coil-2", quantity="3"), "PO-2"),
        referenced(operations.operation("truck", 4, HAULAGE), "po  1"),
        operations.operation("later truck", 4, HAULAGE, year=2025),
        steam,
        *twins,
    ]


def found(stated: list[Any], language: str = "en") -> list[tuple[Any, ...]]:
    network = Bus().send(*stated).deliver().networks["plant"]
    return [
        (one.year, one.code, one.document_id, [line.activity_id for line in one.lines], one.text)
        for one in findings_of(network.slots, network.book, language)
    ]


def test_each_guard_finds_its_lines() -> None:
    assert [one[:4] for one in found(world())] == [
        (2024, "activity-in-two-categories", "PO 1", ["coil-1", "truck"]),
        (2024, "same-record-twice", "", ["hall-1", "hall-2"]),
        (2024, "transport-also-in-footprint", "", ["truck", "coil-1", "coil-2"]),
        (2024, "electricity-upstream-outside-category-3", "", ["steam"]),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_facts_cannot_show(seed: int) -> None:
    stated = world() * 2
    random.Random(seed).shuffle(stated)
    assert found(stated) == found(world())


def test_findings_go_away_with_what_they_were_about() -> None:
    gone = facts.purchase("coil-1", version=2, withdrawn=True)
    plain = facts.footprint("f", "coil", "2", version=2)
    codes = [one[1] for one in found([*world(), gone, plain])]
    assert codes == ["same-record-twice", "electricity-upstream-outside-category-3"]


def test_they_are_told_in_chinese_too() -> None:
    assert "同一单据" in found(world(), "zh-CN")[0][4]
