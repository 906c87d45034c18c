"""A network prices what its buyer bought by the best source it may use, and says which."""

from carbon.inventory import Key
from footprint.networks.network import Network
from tests.unit.footprint import facts
from tests.unit.footprint.bus import Bus
from tierzero.footprint.v1.inventory_pb2 import (
    METHOD_AVERAGE_DATA,
    METHOD_SPEND_BASED,
    METHOD_SUPPLIER_AVERAGE,
    METHOD_SUPPLIER_SPECIFIC,
    METHOD_UNRESOLVED,
    Inventory,
)
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.supplier_portal.v1.product_pb2 import (
    SHARING_ALL_CUSTOMERS,
    SHARING_NAMED_CUSTOMERS,
    SHARING_NOBODY,
)

RESIN = "urn:naics:325211"


def network(bus: Bus) -> Network:
    """The plant's network after all has arrived."""
    return bus.deliver().networks["plant"]


def line(bus: Bus) -> Line:
    """The line of the plant's first purchase."""
    return Line.FromString(network(bus).slots[0].line)


def inventory(bus: Bus, year: int = 2024) -> Inventory:
    """What the plant's category 1 of the year says."""
    return Inventory.FromString(network(bus).stated[Key(1, year)].content)


def test_the_suppliers_own_footprint_is_used() -> None:
    found = line(
        Bus().send(facts.product("coil"), facts.footprint("f", "coil", "2.35"), facts.purchase("a"))
    )
    assert found.method == METHOD_SUPPLIER_SPECIFIC
    assert found.emissions.digits == "23500000"
    assert [(one.kind, one.id, one.version) for one in found.sources] == [("footprint", "f", 1)]


def test_without_it_the_average_of_the_suppliers_other_products_is_used() -> None:
    bus = Bus().send(facts.purchase("a"))
    for name, value in (("sheet", "2"), ("wire", "4")):
        bus.send(facts.product(name), facts.footprint(f"f-{name}", name, value))
    found = line(bus)
    assert found.method == METHOD_SUPPLIER_AVERAGE
    assert found.emissions.digits == "30000000"
    assert "no-supplier-footprint" in found.notes


def test_without_any_footprint_average_data_of_the_class_is_used() -> None:
    bus = Bus().send(
        facts.average_factor("coarse", "urn:cpc:412", "1"),
        facts.purchase("a", classifications=["urn:cpc:41261"]),
        facts.average_factor("fine", "urn:cpc:4126", "3"),
    )
    found = line(bus)
    assert found.method == METHOD_AVERAGE_DATA
    assert found.emissions.digits == "30000000"
    assert found.sources[0].id == "fine"


def test_spend_is_the_last_resort_and_normalised_to_the_factors_money() -> None:
    bus = Bus().send(
        facts.purchase("a", quantity="", amount="1000000", currency="CNY", classifications=[RESIN]),
        facts.spend_factor("resin", RESIN, "1.022"),
        facts.rate("CNY", "7.10"),
        facts.index(2022, "100"),
        facts.index(2024, "106"),
    )
    found = line(bus)
    assert found.method == METHOD_SPEND_BASED
    assert round(int(found.emissions.digits) / 1e6) == 135_796, "vector of the domain reference"
    assert [one.kind for one in found.sources] == [
        "emission-factor",
        "exchange-rate",
        "price-index",
        "price-index",
    ]


def test_a_purchase_nothing_is_known_about_waits_unresolved() -> None:
    bus = Bus().send(facts.purchase("a"))
    assert line(bus).method == METHOD_UNRESOLVED
    assert inventory(bus).unresolved_line_count == 1
    bus.send(facts.product("coil"), facts.footprint("f", "coil", "2"))
    assert inventory(bus).unresolved_line_count == 0
    assert inventory(bus).total.digits == "20000000"


def test_a_corrected_purchase_restates_and_a_withdrawn_one_is_gone() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"))
    bus.send(facts.purchase("a"), facts.purchase("b", quantity="5"))
    assert inventory(bus).total.digits == "15000000"
    bus.send(facts.purchase("a", quantity="1", version=3), facts.purchase("a", version=2))
    assert inventory(bus).total.digits == "6000000", "the lower version that came late is ignored"
    bus.send(facts.purchase("b", version=2, withdrawn=True), facts.purchase("b"))
    assert inventory(bus).total.digits == "1000000"
    assert inventory(bus).line_count == 1


def test_a_purchase_moved_to_another_year_restates_both() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"))
    bus.send(facts.purchase("a"))
    network(bus)
    bus.send(facts.purchase("a", year=2025, version=2))
    assert inventory(bus, 2024).total.digits == "0"
    assert inventory(bus, 2025).total.digits == "10000000"


def test_a_deprecated_footprint_gives_way_to_its_successor() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"))
    bus.send(facts.purchase("a"))
    bus.send(facts.footprint("f", "coil", "1", version=2, active=False))
    assert line(bus).method == METHOD_UNRESOLVED
    bus.send(facts.footprint("g", "coil", "7"))
    assert line(bus).emissions.digits == "70000000"


def test_what_is_shared_with_nobody_is_not_used_and_does_not_leave_the_router() -> None:
    bus = Bus().send(facts.purchase("a"), facts.footprint("f", "coil", "1"))
    bus.send(facts.product("coil", sharing=SHARING_NOBODY))
    assert not any(bundle.footprints or bundle.products for _, bundle in bus.forwarded)
    assert line(bus).method == METHOD_UNRESOLVED


def test_a_change_of_sharing_gives_and_takes_back() -> None:
    bus = Bus().send(facts.purchase("a"), facts.footprint("f", "coil", "1"))
    customers = ["plant", "rival"]
    bus.send(facts.product("coil", "mill", SHARING_NAMED_CUSTOMERS, customers))
    assert line(bus).method == METHOD_SUPPLIER_SPECIFIC
    assert list(network(bus).book["products"]["coil"].shared_with) == customers, "as it is stated"
    bus.send(facts.product("coil", sharing=SHARING_NOBODY, version=2))
    assert line(bus).method == METHOD_UNRESOLVED
    bus.send(facts.product("coil", "mill", SHARING_NAMED_CUSTOMERS, customers, version=3))
    assert line(bus).method == METHOD_SUPPLIER_SPECIFIC


def test_all_customers_are_those_the_supplier_names() -> None:
    bus = Bus().send(facts.purchase("a"), facts.footprint("f", "coil", "1"))
    bus.send(facts.product("coil", sharing=SHARING_ALL_CUSTOMERS))
    assert line(bus).method == METHOD_UNRESOLVED, "nothing is known of the supplier yet"
    bus.send(facts.organization("mill", ["rival"]))
    assert line(bus).method == METHOD_UNRESOLVED
    bus.send(facts.organization("mill", ["rival", "plant"], version=2))
    assert line(bus).method == METHOD_SUPPLIER_SPECIFIC
    bus.send(facts.organization("mill", ["rival"], version=3))
    assert line(bus).method == METHOD_UNRESOLVED


def test_where_the_supplier_names_no_customer_those_who_buy_are() -> None:
    bus = Bus().send(facts.purchase("a"), facts.footprint("f", "coil", "1"))
    bus.send(facts.product("coil", sharing=SHARING_ALL_CUSTOMERS), facts.organization("mill"))
    assert line(bus).method == METHOD_SUPPLIER_SPECIFIC


def test_a_suppliers_recipe_does_not_travel() -> None:
    bus = Bus().send(facts.product("coil"), facts.footprint("f", "coil", "1"), facts.purchase("a"))
    shown = network(bus).book["footprints"]["f"]
    assert shown.pcf.pcf_excluding_biogenic_uptake == "1"
    assert not shown.comment
