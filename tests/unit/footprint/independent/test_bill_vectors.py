"""Bills of materials worked out by hand: which figure holds, and how many kilograms it gives."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from footprint.verify.independent.comparing import Comparison, compare
from footprint.verify.independent.recomputing import Line, recompute
from footprint.verify.report import report_of
from footprint.verify.verifying import Verdict
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bills import bill, part
from tests.unit.footprint.bus import Bus, results
from tests.unit.footprint.independent.test_recomputing import compared
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_LITER, DECLARED_UNIT_PIECE
from tierzero.footprint.v1.inventory_pb2 import METHOD_SUPPLIER_SPECIFIC, METHOD_UNRESOLVED
from tierzero.footprint.v1.inventory_service_pb2 import Line as StoredLine
from tierzero.procurement.v1.inventory_policy_pb2 import OTHER_GWP_SETS_REFUSED
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import PRECEDENCE_CALCULATED_FIRST
from tierzero.supplier_portal.v1.product_pb2 import SHARING_NAMED_CUSTOMERS, SHARING_NOBODY

METAL = "urn:cpc:41"
NANOGRAM = Fraction(1, 10**6)
CAR = [facts.product("car", "maker"), facts.purchase("one", "car", "1", supplier="maker")]
STEEL = [facts.product("steel", "mill"), facts.footprint("f", "steel", "3")]
OF_STEEL = bill("car", [part("steel", "2", "mill", classification=METAL)], "maker")


def line_of(*world: Any) -> Line:
    """The one line, upon which both ways must agree."""
    found = compared(world)
    assert (found.faults, found.uncovered) == ([], 0)
    return recompute(world).lines["plant", "one"]


def kilograms(*world: Any) -> float:
    """Of a line that is right to the nanogram and supplier-specific."""
    line = line_of(*world)
    assert line.method == METHOD_SUPPLIER_SPECIFIC
    assert line.off < NANOGRAM
    rounded = round(line.milligrams)
    assert abs(line.milligrams - rounded) <= line.off
    return rounded / 10**6


def test_the_domain_references_product() -> None:
    stated = [
        ("sheet", "2.35", "1", "0.8", "kg", 2),
        ("screw", "0.085", "1", "4", "piece", DECLARED_UNIT_PIECE),
        ("paint", "0.31", "0.5", "1.2", "liter", DECLARED_UNIT_LITER),
    ]
    world: list[Any] = [*CAR]
    for name, value, amount, _, _, unit in stated:
        figure = facts.footprint(f"f-{name}", name, value, unit=unit)  # type: ignore[arg-type]
        figure.pcf.declared_unit_amount = amount
        world += [facts.product(name), figure]
    parts = [part(name, many, "mill", unit=unit) for name, _, _, many, unit, _ in stated]
    # 0.8 × 2.35 + 4 × 0.085 + 1.2 × 0.31 / 0.5 + 0.5
    assert kilograms(*world, bill("car", parts, "maker", own="0.5")) == 3.464


def test_units_tiers_and_outputs_by_hand() -> None:
    """Six cars of 3 kg of oil each; a litre of oil weighs 0.75 kg and comes from 2 t per m³."""
    oil = bill("oil", [part("steel", "4", "mill", unit="t")], unit=DECLARED_UNIT_LITER)
    oil.output_amount, oil.mass_per_declared_unit, oil.own_emissions = "2000", "0.75", "500"
    car = bill("car", [part("oil", "18", "mill")], "maker", output="6", own="3")
    # (18 kg / 0.75 × (500 + 4,000 × 3) / 2,000 + 3) / 6
    assert kilograms(*CAR, *STEEL, facts.product("oil"), oil, car) == 25.5


def test_a_part_counts_where_it_is_shared_with_the_maker_else_its_class_does() -> None:
    secret = facts.product("steel", "mill", SHARING_NOBODY, version=2)
    for_buyer = facts.product("steel", "mill", SHARING_NAMED_CUSTOMERS, ["plant"], 2)
    for_maker = facts.product("steel", "mill", SHARING_NAMED_CUSTOMERS, ["maker"], 2)
    factor = facts.average_factor("metal", METAL, "5")
    assert kilograms(*CAR, *STEEL, OF_STEEL) == 6
    assert kilograms(*CAR, *STEEL, OF_STEEL, factor) == 6
    assert kilograms(*CAR, *STEEL, OF_STEEL, for_maker) == 6
    for hidden in (secret, for_buyer):
        assert kilograms(*CAR, *STEEL, OF_STEEL, factor, hidden) == 10
        assert line_of(*CAR, *STEEL, OF_STEEL, hidden).method == METHOD_UNRESOLVED


def test_precedence_says_whether_the_stated_or_the_calculated_figure_holds() -> None:
    own = facts.footprint("own", "car", "100", "maker")
    first = bill("car", [part("steel", "2", "mill")], "maker", 2)
    first.precedence = PRECEDENCE_CALCULATED_FIRST
    assert kilograms(*CAR, *STEEL, OF_STEEL, own) == 100
    assert kilograms(*CAR, *STEEL, OF_STEEL, own, first) == 6
    # Without steel there is nothing to calculate with.
    assert kilograms(*CAR, OF_STEEL, own, first) == 100


def test_a_part_with_both_counts_by_the_order_that_its_own_bill_asks_for() -> None:
    made = [*STEEL, facts.product("ore", "mine"), facts.footprint("g", "ore", "7", "mine")]
    steel = bill("steel", [part("ore", "1", "mine")])
    first = bill("steel", [part("ore", "1", "mine")], precedence=PRECEDENCE_CALCULATED_FIRST)
    assert kilograms(*CAR, *made, OF_STEEL, steel) == 6
    assert kilograms(*CAR, *made, OF_STEEL, first) == 14


def test_products_on_a_cycle_have_no_figure_and_those_beside_it_do() -> None:
    world = [
        *CAR,
        *STEEL,
        facts.product("axle", "maker"),
        facts.product("wheel", "smith"),
        bill("car", [part("axle", "1", "maker", classification=METAL)], "maker"),
        bill("axle", [part("wheel", "1", "smith")], "maker"),
        bill("wheel", [part("axle", "1", "maker"), part("steel", "1", "mill")], "smith"),
    ]
    assert line_of(*world).method == METHOD_UNRESOLVED
    assert kilograms(*world, facts.average_factor("metal", METAL, "5")) == 5
    # A wheel with a stated footprint leads nowhere: the axle is made of it.
    assert kilograms(*world, facts.footprint("w", "wheel", "11", "smith")) == 11


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2024, 12, 31), (2030, 1, 1), 6),
        ((2025, 1, 1), (2030, 1, 1), 8),
        ((2020, 1, 1), (2024, 1, 1), 8),
    ],
)
def test_a_part_counts_when_it_holds_at_any_moment_of_the_year(
    start: tuple[int, int, int], end: tuple[int, int, int], expected: int
) -> None:
    """Of 2024: another footprint of the steel, older and not as good, holds all the year."""
    newer, older = facts.footprint("n", "steel", "3"), facts.footprint("o", "steel", "4")
    newer.pcf.reference_period_start.CopyFrom(facts.stamp(datetime(*start, tzinfo=UTC)))
    newer.pcf.reference_period_end.CopyFrom(facts.stamp(datetime(2029, 1, 1, tzinfo=UTC)))
    newer.validity_period_end.CopyFrom(facts.stamp(datetime(*end, tzinfo=UTC)))
    assert kilograms(*CAR, facts.product("steel"), newer, older, OF_STEEL) == expected


def test_a_strict_policy_takes_no_figure_that_rests_on_another_set() -> None:
    other = bill("car", [part("steel", "2", "mill")], "maker", 2, own="1")
    other.gwp_set = "AR5"
    world = [*CAR, *STEEL, other]
    strict = operations.policy("plant", "AR6", OTHER_GWP_SETS_REFUSED)
    assert kilograms(*world) == 7
    assert line_of(*world, strict).method == METHOD_UNRESOLVED
    other.own_emissions = "0"
    assert kilograms(*world, strict) == 6, "what emits nothing agrees with every set"


def stored(*changed: int) -> Comparison:
    """What is kept of a car of steel, its milligrams changed, against the facts."""
    world = [*CAR, *STEEL, OF_STEEL]
    kept = results(Bus().send(*world).deliver().networks)
    for by in changed:
        line = StoredLine.FromString(kept.lines["plant", "one"])
        line.emissions.digits = str(int(line.emissions.digits) + by)
        kept.lines["plant", "one"] = line.SerializeToString()
    return compare(kept.lines, kept.inventories, recompute(world))


def test_the_bound_is_half_a_milligram_and_what_float64_may_lose() -> None:
    found = stored()
    assert (found.faults, found.calculated) == ([], 1)
    assert 0 < found.lost < NANOGRAM
    (fault,) = stored(1).faults
    assert fault == "line plant:one: off by 1 mg, more than 0.5 mg"
    said = "\n".join(report_of(Verdict(1, 0, 1, 1, 1, (), found)))
    assert "1 lines from bills of materials: bounds with up to" in said


def test_what_is_too_large_for_float64_is_not_judged() -> None:
    huge = "1" + "0" * 55
    world = [*CAR, *STEEL, bill("car", [part("wheel", huge, "maker")], "maker", output="1e-50")]
    world += [
        facts.product("wheel", "maker"),
        bill("wheel", [part("steel", huge, "mill")], "maker"),
    ]
    found = compared(world)
    assert (found.faults, found.uncovered) == ([], 1)


def test_a_makers_own_part_counts_unshared_and_a_strangers_bill_does_not_hold() -> None:
    door = [
        facts.product("door", "maker", SHARING_NOBODY),
        facts.footprint("d", "door", "3", "maker"),
    ]
    assert kilograms(*CAR, *door, bill("car", [part("door", "2", "maker")], "maker")) == 6
    strange = bill("car", [part("steel", "2", "mill")], "mill")
    assert line_of(*CAR, *STEEL, strange).method == METHOD_UNRESOLVED


def test_only_a_mass_joins_what_is_declared_otherwise() -> None:
    oil = bill("oil", [], unit=DECLARED_UNIT_LITER, own="7", mass_per_declared_unit="0.75")
    known = [*CAR, facts.product("oil"), oil]
    assert kilograms(*known, bill("car", [part("oil", "3", "mill")], "maker")) == 28
    pieces = bill("car", [part("oil", "3", "mill", unit="piece")], "maker")
    assert line_of(*known, pieces).method == METHOD_UNRESOLVED
