"""Activities other than purchases, policies, and suppliers that state only their own emissions."""

import pytest

from carbon.inventory import Key
from footprint.networks.network import Network
from footprint.routing.admission import (
    admitted_activities,
    admitted_policies,
    admitted_supplier_emissions,
)
from tests.unit.footprint import facts, operations
from tests.unit.footprint.bus import Bus
from tierzero.agents import Unusable
from tierzero.footprint.v1.inventory_pb2 import (
    METHOD_AVERAGE_DATA,
    METHOD_HYBRID,
    METHOD_SPEND_BASED,
    METHOD_SUPPLIER_SPECIFIC,
    METHOD_UNRESOLVED,
    Inventory,
)
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1 import activity_pb2 as contract
from tierzero.procurement.v1.activity_pb2 import ActivitiesRecorded
from tierzero.procurement.v1.inventory_policy_pb2 import (
    OTHER_GWP_SETS_REFUSED,
    ExcludedCategory,
    InventoryPoliciesStated,
)
from tierzero.supplier_portal.v1.supplier_emissions_pb2 import SupplierEmissionsStated

LANDFILL = "urn:x:landfill"
RESIN = "urn:naics:325211"


def network(bus: Bus) -> Network:
    return bus.deliver().networks["plant"]


def line(bus: Bus, slot: int = 0) -> Line:
    return Line.FromString(network(bus).slots[slot].line)


def inventory(bus: Bus, category: int, year: int = 2024) -> Inventory:
    return Inventory.FromString(network(bus).stated[Key(category, year)].content)


def test_waste_is_priced_by_the_factor_of_its_class_whenever_that_comes() -> None:
    bus = Bus().send(operations.operation("w", 5, operations.waste("1000", LANDFILL)))
    assert line(bus).method == METHOD_UNRESOLVED
    bus.send(facts.average_factor("landfill", LANDFILL, "0.52058"))
    found = line(bus)
    assert (found.method, found.emissions.digits) == (METHOD_AVERAGE_DATA, "520580000")
    assert (found.quantity, found.unit, found.factor) == ("1000", "kg", "0.52058")
    stated = inventory(bus, 5)
    assert (stated.total.digits, len(stated.suppliers)) == ("520580000", 0)


def test_spend_on_transport_brings_its_money_along() -> None:
    bus = Bus().send(
        facts.spend_factor("freight", RESIN, "0.595"),
        facts.rate("CNY", "7.10"),
        facts.index(2022, "100"),
        facts.index(2024, "106"),
        operations.operation("t", 9, operations.freight("1000000", RESIN)),
    )
    assert line(bus).method == METHOD_SPEND_BASED
    assert inventory(bus, 9).total.digits == "79059261228"


def test_own_figures_of_a_building_are_primary() -> None:
    bus = Bus().send(operations.operation("b", 13, operations.asset("12.5")))
    assert line(bus).method == METHOD_SUPPLIER_SPECIFIC
    assert inventory(bus, 13).total.digits == "12500000"


def test_a_customer_prices_by_the_suppliers_own_emissions_where_there_is_no_footprint() -> None:
    bus = Bus().send(
        facts.average_factor("resin", RESIN, "2"),
        facts.rate("CNY", "7.10"),
        facts.purchase("a", amount="7100", currency="CNY", classifications=[RESIN]),
        operations.own_emissions("mill", "5000"),
    )
    assert line(bus).method == METHOD_AVERAGE_DATA
    bus.send(facts.organization("mill", ["plant"]))
    found = line(bus)
    # 5,000 kg × 1,000 / 1,000,000 + 10 kg × 2 × (1 − 0.4)
    assert (found.method, found.emissions.digits) == (METHOD_HYBRID, "17000000")
    assert "supplier-emissions" in [source.kind for source in found.sources]
    bus.send(facts.organization("mill", ["yard"], version=2))
    assert line(bus).method == METHOD_AVERAGE_DATA


def test_a_strict_policy_leaves_other_gwp_sets_out_and_says_so() -> None:
    bus = Bus().send(
        facts.spend_factor("resin", RESIN, "1"),
        facts.rate("CNY", "7.10"),
        facts.index(2022, "100"),
        facts.index(2024, "106"),
        operations.operation("t", 4, operations.freight("10", RESIN)),
    )
    assert "other-gwp-set" in line(bus).notes
    bus.send(operations.policy("plant", "AR6", OTHER_GWP_SETS_REFUSED))
    found = line(bus)
    assert found.method == METHOD_UNRESOLVED
    assert "other-gwp-set-refused" in found.notes
    bus.send(operations.policy("plant", "AR5", OTHER_GWP_SETS_REFUSED, version=2))
    assert line(bus).method == METHOD_SPEND_BASED


def test_an_excluded_category_shows_its_reason_also_without_activities() -> None:
    bus = Bus().send(operations.operation("b", 13, operations.asset("12.5")))
    bus.send(operations.policy("plant", excluded={13: "not ours", 7: "too small"}))
    assert inventory(bus, 13).exclusion_reason == "not ours"
    assert inventory(bus, 7).exclusion_reason == "too small"
    bus.send(operations.policy("plant", version=2))
    assert inventory(bus, 13).exclusion_reason == ""
    assert inventory(bus, 7).exclusion_reason == ""
    assert inventory(bus, 13).total.digits == "12500000"


@pytest.mark.parametrize(
    ("category", "detail", "code"),
    [
        (4, operations.waste("1", LANDFILL), "wrong-category"),
        (5, operations.waste("-1", LANDFILL), "negative"),
        (5, contract.WasteTreatment(mass="1", mass_unit="kg"), "invalid-share"),
        (5, contract.WasteTreatment(mass="1", mass_unit="barrel"), "unknown-unit"),
        (9, contract.Transport(amount="1"), "missing-field"),
        (13, contract.LeasedAsset(emissions="x"), "invalid-decimal"),
        (13, contract.LeasedAsset(emissions="1", share="2"), "invalid-share"),
    ],
)
def test_what_no_network_could_use_is_refused(category: int, detail: object, code: str) -> None:
    activity = operations.operation("w", category, detail)
    with pytest.raises(Unusable) as refused:
        admitted_activities(ActivitiesRecorded(facts=[activity]))
    assert refused.value.code == code


def test_policies_and_own_emissions_are_checked_too() -> None:
    policy = operations.policy("plant", "AR7")
    with pytest.raises(Unusable, match="AR7"):
        admitted_policies(InventoryPoliciesStated(facts=[policy]))
    silent = operations.policy("plant")
    silent.excluded_categories.append(ExcludedCategory(category=7))
    with pytest.raises(Unusable, match="reason"):
        admitted_policies(InventoryPoliciesStated(facts=[silent]))
    stated = operations.own_emissions("mill", "1")
    stated.covered_share = "1.5"
    with pytest.raises(Unusable, match="covered_share"):
        admitted_supplier_emissions(SupplierEmissionsStated(facts=[stated]))
