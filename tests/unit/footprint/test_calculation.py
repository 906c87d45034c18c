"""Whoever types a line's calculation into a calculator gets the line's figure."""

import re
from fractions import Fraction
from typing import Any

from hypothesis import given, settings

from footprint.networks.network import Network
from footprint.verify.independent.admission import is_usable
from footprint.why.calculation import calculation_of
from footprint.why.documents import documents_of
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bills import bill
from tests.unit.footprint.bus import Bus
from tests.unit.footprint.independent.rich_worlds import rich_worlds
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_PIECE
from tierzero.footprint.v1.inventory_pb2 import METHOD_UNRESOLVED
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

HALF = Fraction(1, 2)
_WORD = re.compile(r"(?P<open>\(*)(?P<core>.*?)(?P<close>\)*)")
_OPERATORS = {"×": "*", "÷": "/", "+": "+", "-": "-"}


def calculated(text: str) -> Fraction:
    """The kilograms that the numbers and signs of a calculation give."""
    left, _equals, _right = text.rpartition(" = ")
    typed: list[str] = []
    for word in left.split():
        match = _WORD.fullmatch(word)
        assert match is not None
        core = match["core"]
        if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", core):
            core = f"Fraction('{core}')"
        else:
            core = _OPERATORS.get(core, "")
        typed.append(match["open"] + core + match["close"])
    return Fraction(eval(" ".join(typed), {"Fraction": Fraction}))


def explained(network: Network) -> list[tuple[Line, Activity, str]]:
    """Each line of the network with its calculation."""
    policy = network.book["policies"].get(network.id)
    gwp_set = policy.gwp_set if policy and not policy.fact.withdrawn else "AR6"
    found: list[tuple[Line, Activity, str]] = []
    for slot in network.slots:
        if slot.line:
            line, activity = Line.FromString(slot.line), Activity.FromString(slot.activity)
            documents = list(documents_of(network.book, network.id, line))
            found.append((line, activity, calculation_of(line, activity, documents, gwp_set)))
    return found


@settings(max_examples=200, deadline=None)
@given(rich_worlds)
def test_every_line_can_be_recomputed_by_hand(world: list[Any]) -> None:
    bus = Bus().send(*filter(is_usable, world)).deliver()
    for network in bus.networks.values():
        for line, activity, text in explained(network):
            assert bool(text) == (line.method != METHOD_UNRESOLVED), activity
            if text:
                milligrams = calculated(text) * 10**6
                assert abs(milligrams - int(line.emissions.digits)) <= HALF, text


def calculation(*world: Any) -> str:
    ((_line, _activity, text),) = explained(Bus().send(*world).deliver().networks["plant"])
    return text


def test_conversions_of_units_and_money_are_written_out() -> None:
    coil = [facts.product("coil"), facts.footprint("f", "coil", "2.35")]
    assert calculation(*coil, facts.purchase("a", quantity="2", unit="t")) == (
        "2 t × 1000 kilogram/t × 2.35 kgCO2e ÷ 1 kilogram = 4700 kgCO2e"
    )
    world = [
        facts.spend_factor("resin", "urn:x:resin", "1.022"),
        facts.rate("CNY", "7.10"),
        facts.index(2022, "100"),
        facts.index(2024, "106"),
        operations.operation("t", 9, operations.freight("1000000", "urn:x:resin")),
    ]
    assert calculation(*world) == (
        "1000000 CNY ÷ 7.10 CNY/USD × 100 ÷ 106 × 1.022 kgCO2e/USD = 135795.907521 kgCO2e"
    )


def test_a_footprint_that_follows_its_parts_is_written_out_by_its_total_alone() -> None:
    made = bill("nut", [], own="3", unit=DECLARED_UNIT_PIECE, mass_per_declared_unit="0.5")
    nut = [facts.product("nut"), made]
    assert calculation(*nut, facts.purchase("a", "nut", "10", unit="piece")) == (
        "10 piece × 3 kgCO2e ÷ 1 piece = 30 kgCO2e"
    )
    assert calculation(*nut, facts.purchase("a", "nut", "2", unit="t")) == (
        "2 t × 1000 kilogram/t ÷ 0.5 kilogram × 3 kgCO2e = 12000 kgCO2e"
    )
