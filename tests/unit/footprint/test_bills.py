"""Footprints follow their parts over all tiers, and show nothing but totals."""

from itertools import pairwise
from typing import Any

import pytest

from carbon.inventory import Key
from footprint.networks.network import Network
from footprint.networks.rollups.messages import messages_of
from footprint.networks.rollups.pricing import year_of
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bills import bill, part
from tests.unit.footprint.bus import Bus
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_LITER, DECLARED_UNIT_PIECE
from tierzero.footprint.v1.inventory_pb2 import (
    METHOD_SUPPLIER_AVERAGE,
    METHOD_SUPPLIER_SPECIFIC,
    Inventory,
)
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.footprint.v1.roll_up_pb2 import RollUp
from tierzero.procurement.v1.inventory_policy_pb2 import OTHER_GWP_SETS_REFUSED
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import PRECEDENCE_CALCULATED_FIRST
from tierzero.supplier_portal.v1.product_pb2 import SHARING_NAMED_CUSTOMERS, SHARING_NOBODY

METAL = "urn:cpc:41"


def network(bus: Bus) -> Network:
    return bus.deliver().networks["plant"]


def line(bus: Bus) -> Line:
    return Line.FromString(network(bus).slots[0].line)


def total(bus: Bus, year: int = 2024) -> str:
    return Inventory.FromString(network(bus).stated[Key(1, year)].content).total.digits


def shown(bus: Bus, year: int = 2024) -> dict[str, RollUp]:
    return {one.product_id: one for one in messages_of(network(bus).roll_ups.sheets[year])}


def chain() -> Bus:
    """A car of two doors, a door of half a hinge, a hinge of steel; the plant buys ten cars.

    Nobody but the next maker sees a part.
    """
    for_maker: dict[str, Any] = {"sharing": SHARING_NAMED_CUSTOMERS}
    return Bus().send(
        facts.purchase("a", "car", "10", supplier="maker"),
        facts.product("car", "maker"),
        bill("car", [part("door", "2", "joiner")], "maker", own="1"),
        facts.product("door", "joiner", shared_with=["maker"], **for_maker),
        bill("door", [part("hinge", "0.5", "smith")], "joiner"),
        facts.product("hinge", "smith", shared_with=["joiner"], **for_maker),
        bill("hinge", [part("steel", "4", "mill")], "smith", output="2"),
        facts.product("steel", "mill", shared_with=["smith"], **for_maker),
        facts.footprint("f", "steel", "3"),
    )


def test_a_change_in_the_fourth_tier_reaches_the_inventory() -> None:
    bus = chain()
    # 10 × (1 + 2 × 0.5 × 4 / 2 × 3) kg
    assert total(bus) == "70000000"
    bus.send(facts.footprint("f", "steel", "4", version=2))
    assert total(bus) == "90000000"
    found = line(bus)
    assert (found.method, found.factor) == (METHOD_SUPPLIER_SPECIFIC, "9")
    (source,) = found.sources
    assert (source.kind, source.id, source.version) == ("calculated-footprint", "car", 1)
    assert source.value == "9"


def test_only_the_total_of_what_is_shared_with_the_buyer_is_shown() -> None:
    bus = chain()
    assert shown(bus).keys() == {"car"}
    assert "door" not in str(line(bus))


def test_the_time_of_knowing_is_that_of_the_newest_fact_below() -> None:
    bus = chain()
    late = facts.footprint("f", "steel", "4", version=9)
    bus.send(late)
    assert line(bus).known_at == late.fact.recorded_at
    assert shown(bus)["car"].known_at == late.fact.recorded_at


def test_a_part_that_is_not_shared_with_the_maker_is_missing_until_a_factor_fills_in() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "1", supplier="maker"),
        facts.product("car", "maker"),
        bill("car", [part("steel", "2", "mill", classification=METAL)], "maker"),
        facts.product("steel", "mill", SHARING_NOBODY),
        facts.footprint("f", "steel", "3"),
    )
    assert "bill-of-materials-part-missing" in line(bus).notes
    (finding,) = (one.finding for one in shown(bus).values())
    assert (finding.code, list(finding.product_ids)) == ("bill-of-materials-part-missing", [""])
    bus.send(facts.average_factor("metal", METAL, "5"))
    assert total(bus) == "10000000"
    assert "calculated-partly-filled" in line(bus).notes
    assert line(bus).indicators.filled_share == 100
    bus.send(facts.product("steel", "mill", SHARING_NAMED_CUSTOMERS, ["maker"], version=2))
    assert total(bus) == "6000000"
    assert line(bus).indicators.filled_share == 0


def test_what_only_the_buyer_may_see_does_not_count_as_a_part() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "1", supplier="maker"),
        facts.product("car", "maker"),
        bill("car", [part("steel", "2", "mill")], "maker"),
        facts.purchase("b", "steel", "1"),
        facts.product("steel", "mill", SHARING_NAMED_CUSTOMERS, ["plant"]),
        facts.footprint("f", "steel", "3"),
    )
    assert total(bus) == "3000000"
    (finding,) = (one.finding for one in shown(bus).values())
    assert list(finding.product_ids) == ["steel"], "the buyer knows the product"


def test_a_part_is_named_once_the_buyer_buys_from_its_supplier() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "1", supplier="maker"),
        facts.product("car", "maker"),
        bill("car", [part("steel", "2", "mill")], "maker"),
        facts.product("steel", "mill"),
    )
    assert list(shown(bus)["car"].finding.product_ids) == [""]
    bus.send(facts.purchase("b", "coil", "1"))
    assert list(shown(bus)["car"].finding.product_ids) == ["steel"]


def test_a_makers_own_product_is_a_part_also_where_it_is_shared_with_nobody() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "1", supplier="maker"),
        facts.product("car", "maker"),
        bill("car", [part("door", "2", "maker")], "maker"),
        facts.product("door", "maker", SHARING_NOBODY),
        facts.footprint("f", "door", "3", "maker"),
    )
    assert total(bus) == "6000000"


def test_a_stated_footprint_comes_first_unless_the_bill_says_otherwise() -> None:
    bus = chain().send(facts.footprint("own", "car", "100", "maker"))
    assert total(bus) == "1000000000"
    bus.send(
        bill(
            "car",
            [part("door", "2", "joiner")],
            "maker",
            version=2,
            precedence=PRECEDENCE_CALCULATED_FIRST,
        )
    )
    assert total(bus) == "60000000"
    bus.send(bill("car", [], "maker", version=3, withdrawn=True))
    assert total(bus) == "1000000000"
    assert not shown(bus)


def test_a_part_counts_by_its_stated_footprint_in_years_in_which_there_is_one() -> None:
    bus = chain().send(
        facts.purchase("b", "car", "10", supplier="maker", year=2028),
        facts.footprint("stated", "hinge", "1", "smith"),
        facts.average_factor("metal", METAL, "5"),
    )
    assert total(bus) == "20000000"
    # The footprints have expired by then: no part has data, and none a class.
    assert "bill-of-materials-part-missing" in str(network(bus).slots[1].line)


def test_cycles_are_named_as_far_as_the_buyer_knows_the_products() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "1", supplier="maker"),
        facts.product("car", "maker"),
        facts.product("axle", "maker"),
        facts.product("wheel", "smith"),
        bill("car", [part("axle", "1", "maker")], "maker"),
        bill("axle", [part("wheel", "1", "smith")], "maker"),
        bill("wheel", [part("axle", "1", "maker")], "smith"),
    )
    found = shown(bus)
    assert found["axle"].finding.code == "bill-of-materials-cycle"
    assert list(found["axle"].finding.product_ids) == ["axle", ""]
    assert found["car"].finding.code == "bill-of-materials-part-missing"
    bus.send(facts.purchase("b", "wheel", "1", supplier="smith"))
    assert list(shown(bus)["axle"].finding.product_ids) == ["axle", "wheel"]
    bus.send(bill("wheel", [], "smith", version=2, own="3"))
    assert total(bus) == "6000000"


def test_units_join_by_the_mass_of_the_part_or_not_at_all() -> None:
    bus = Bus().send(
        facts.purchase("a", "car", "1", supplier="maker", unit="piece"),
        facts.product("car", "maker"),
        bill("car", [part("oil", "3", "mill")], "maker", unit=DECLARED_UNIT_PIECE),
        facts.product("oil", "mill"),
        bill("oil", [], "mill", own="7", unit=DECLARED_UNIT_LITER),
    )
    assert "bill-of-materials-unit-mismatch" in line(bus).notes
    bus.send(
        bill(
            "oil",
            [],
            "mill",
            version=2,
            own="7",
            unit=DECLARED_UNIT_LITER,
            mass_per_declared_unit="0.75",
        )
    )
    assert total(bus) == "28000000", "3 kg are 4 litres"


def test_indicators_roll_up_as_the_domain_reference_says() -> None:
    """0.8 kg × 2.35 + 4 × 0.085 + 1.2 l × 0.31 per half litre + own 0.5, with primary data shares
    of 60, 0, 100 and 100 per cent."""
    bus = Bus().send(
        facts.purchase("a", "car", "1000", supplier="maker"), facts.product("car", "maker")
    )
    parts = [
        ("sheet", "2.35", "1", "0.8", "kg", 2, "60"),
        ("screw", "0.085", "1", "4", "piece", 8, ""),
        ("paint", "0.31", "0.5", "1.2", "liter", 1, "100"),
    ]
    for name, value, amount, _, _, unit, primary in parts:
        stated = facts.footprint(f"f-{name}", name, value, unit=unit)  # type: ignore[arg-type]
        stated.pcf.declared_unit_amount = amount
        stated.pcf.primary_data_share = primary
        bus.send(facts.product(name), stated)
    made_of = [part(name, many, "mill", unit=unit) for name, _, _, many, unit, _, _ in parts]
    bus.send(bill("car", made_of, "maker", own="0.5", own_primary_data_share="100"))
    assert total(bus) == "3464000000"
    assert round(line(bus).indicators.primary_data_share, 2) == 68.48
    assert line(bus).indicators.technological_dqr == pytest.approx(5)


def test_verified_parts_and_ratings_show_in_the_total() -> None:
    bus = chain()
    stated = facts.footprint("f", "steel", "3", version=2)
    stated.pcf.verification.coverage = "PCF calculation model"
    stated.pcf.dqi.technological_dqr = "1"
    bus.send(stated)
    indicators = line(bus).indicators
    # Six of seven kilograms come from steel, one from the maker's own work.
    assert indicators.verified_share == pytest.approx(600 / 7)
    assert indicators.technological_dqr == pytest.approx((6 * 1 + 1 * 5) / 7)
    assert 0 < indicators.uncertainty < 1


def test_a_strict_policy_leaves_out_what_rests_on_another_gwp_set() -> None:
    bus = chain()
    other = bill("hinge", [part("steel", "4", "mill")], "smith", version=2, output="2", own="1")
    other.gwp_set = "AR5"
    bus.send(other)
    assert "other-gwp-set" in line(bus).notes
    assert line(bus).gwp_set == "AR5, AR6"
    bus.send(operations.policy("plant", "AR6", OTHER_GWP_SETS_REFUSED))
    assert "other-gwp-set-refused" in line(bus).notes
    assert total(bus) == "0"


def test_a_figure_beyond_numbers_is_a_finding() -> None:
    huge, names = "1" + "0" * 55, ["p0", "p1", "p2", "p3", "p4", "p5", "p6"]
    bus = Bus().send(facts.purchase("a", "p6", "1", supplier="maker"))
    bus.send(facts.product("p0", "maker"), bill("p0", [], "maker", own=huge))
    for below, name in pairwise(names):
        bus.send(facts.product(name, "maker"), bill(name, [part(below, huge, "maker")], "maker"))
    assert "bill-of-materials-out-of-range" in line(bus).notes
    bus.send(bill("p0", [], "maker", version=2, own="0"))
    assert total(bus) == "0"


def test_a_year_without_purchases_shows_nothing_and_shows_it_again_later() -> None:
    bus = chain()
    bus.send(facts.purchase("a", "car", "10", supplier="maker", version=2, withdrawn=True))
    assert not shown(bus)
    assert not network(bus).roll_ups.years
    bus.send(facts.footprint("f", "steel", "4", version=2))
    bus.send(facts.purchase("a", "car", "10", supplier="maker", version=3))
    assert shown(bus).keys() == {"car"}
    assert total(bus) == "90000000"


def test_only_lines_whose_figure_changed_are_priced_again() -> None:
    bus = chain().send(
        facts.product("cart", "maker"),
        bill("cart", [], "maker", own="5"),
        facts.purchase("b", "cart", "1", supplier="maker"),
    )
    held = network(bus)
    kept = held.slots[1]
    bus.send(facts.footprint("f", "steel", "4", version=2))
    assert network(bus).slots[1] is kept
    year = year_of(held, 2024)
    bus.send(facts.footprint("f", "steel", "5", version=3))
    assert year_of(network(bus), 2024) is year, "followed, not built anew"


def test_the_mean_of_a_supplier_is_of_what_it_states_and_not_of_what_is_calculated() -> None:
    """What is rolled up from a bill prices its own product only."""
    bus = Bus().send(
        facts.purchase("a", "car", "10", supplier="maker"),
        facts.product("car", "maker"),
        facts.product("van", "maker"),
        facts.product("bus", "maker"),
        bill("van", [part("steel", "2", "mill")], "maker", own="1"),
        facts.product("steel", "mill", shared_with=["maker"], sharing=SHARING_NAMED_CUSTOMERS),
        facts.footprint("f", "steel", "3"),
        facts.purchase("b", "van", "1", supplier="maker"),
    )
    of_car = Line.FromString(network(bus).slots[0].line)
    assert of_car.method != METHOD_SUPPLIER_AVERAGE, "the van's roll-up is no mean"
    assert total(bus) == "7000000", "which prices the van itself: 1 + 2 × 3"
    bus.send(facts.footprint("g", "bus", "5", supplier="maker"))
    of_car = Line.FromString(network(bus).slots[0].line)
    assert (of_car.method, of_car.factor) == (METHOD_SUPPLIER_AVERAGE, "5")
