"""Categories 2 to 15 and the hybrid method, each against a number worked out by hand."""

from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.gwp import AR6
from carbon.scope3 import (
    category02,
    category03,
    category04,
    category05,
    category06,
    category07,
    category08,
    category09,
    category10,
    category11,
    category12,
    category13,
    category14,
    category15,
    hybrid,
)
from carbon.scope3.quantities import Factor, InvalidShare, Quantity, times
from carbon.scope3.results import Method
from carbon.scope3.transport import Leakage, Leg, tonne_kilometers
from carbon.units import UnitMismatch
from tests.unit.carbon.examples import footprint, purchase


def quantity(value: str, unit: str) -> Quantity:
    return Quantity(Decimal(value), unit)


def factor(value: str, unit: str) -> Factor:
    return Factor(Decimal(value), unit)


TRUCK = factor("0.2157", "tkm")
LANDFILL = factor("520.58", "t")
RECYCLING = factor("4.65", "t")


def test_02_capital_goods_count_in_full_in_the_year_of_purchase() -> None:
    line = category02.price_capital_good(purchase(), [footprint()], [], [], [], "AR6")
    assert (line.method, line.emissions_mg) == (Method.SUPPLIER_SPECIFIC, 23_500_000_000)


def test_03_upstream_of_fuel_and_electricity() -> None:
    diesel = quantity("1000", "l")
    assert category03.upstream_of_fuel(diesel, factor("0.61101", "l")) == Decimal("611.01")
    power = quantity("2", "MWh")
    assert category03.upstream_of_electricity(power, factor("0.05", "kWh")) == 100
    assert category03.electricity_resold(power, factor("0.5777", "kWh")) == Decimal("1155.4")


def test_03_losses_of_a_gigawatt_hour() -> None:
    lost = category03.transmission_losses(
        quantity("1", "GWh"), Decimal("0.05"), factor("0.5777", "kWh")
    )
    assert round(lost) == 30_405
    delivered = category03.transmission_losses_of_delivered(
        quantity("1", "GWh"), factor("0.01853", "kWh")
    )
    assert delivered == 18_530


@pytest.mark.parametrize("share", ["-0.01", "1", "1.5"])
def test_03_losses_are_a_share_below_one(share: str) -> None:
    with pytest.raises(InvalidShare):
        category03.transmission_losses(quantity("1", "kWh"), Decimal(share), factor("1", "kWh"))


def test_03_well_to_tank_is_life_cycle_minus_combustion() -> None:
    to_tank = category03.well_to_tank(factor("3.2", "l"), factor("2500", "m3"))
    assert (to_tank.value, to_tank.unit) == (Decimal("0.7"), "l")


@pytest.mark.parametrize("category", [category04, category09])
def test_04_and_09_transport(category: ModuleType) -> None:
    legs = [
        Leg(quantity("12", "t"), quantity("350", "km"), TRUCK),
        Leg(quantity("500", "kg"), quantity("1000", "km"), factor("0.0065", "tkm")),
    ]
    assert category.distance_based(legs) == Decimal("905.94") + Decimal("3.25")


def test_04_fuel_with_leakage_by_the_share_of_the_load() -> None:
    emitted = category04.fuel_based(
        [(quantity("100", "l"), factor("2.7", "l"))],
        [Leakage("HFC-134a", quantity("10", "g"))],
        Decimal("0.5"),
        AR6,
    )
    assert emitted == Decimal("142.65")


def test_04_sites_and_spend() -> None:
    stored = category04.site_based(
        [(quantity("1000", "kWh"), factor("0.5306", "kWh"))],
        [Leakage("R-410A", quantity("1", "kg"))],
        AR6,
    )
    assert stored == Decimal("2786.1")
    assert category04.spend_on_transport(Decimal(1000), Decimal("0.595")) == 595


def test_05_waste() -> None:
    streams = [(quantity("2", "t"), LANDFILL), (quantity("500", "kg"), RECYCLING)]
    assert category05.waste_type_specific(streams) == Decimal("1043.485")
    shares = [(Decimal("0.25"), LANDFILL), (Decimal("0.75"), RECYCLING)]
    assert category05.average_data(quantity("4", "t"), shares) == Decimal("534.53")


@pytest.mark.parametrize("shares", [["0.5", "0.4"], ["1.1", "-0.1"], []])
def test_05_and_12_treatments_make_a_whole(shares: list[str]) -> None:
    treatments = [(Decimal(share), LANDFILL) for share in shares]
    with pytest.raises(InvalidShare):
        category05.average_data(quantity("1", "t"), treatments)
    with pytest.raises(InvalidShare):
        category12.waste_type_specific(quantity("1", "t"), treatments)


def test_06_business_travel() -> None:
    trips = [
        category06.Trip(2, quantity("9000", "km"), factor("0.11704", "pkm")),
        category06.Trip(1, quantity("300", "km"), factor("0.03092", "pkm")),
    ]
    assert category06.distance_based(trips) == Decimal("2115.996")
    nights = [(quantity("4", "room night"), factor("53.5", "room night"))]
    assert category06.hotel_nights(nights) == 214
    assert category06.fuel_based([(quantity("10", "l"), factor("2.3", "l"))]) == 23


def test_07_commuting_and_telework() -> None:
    commutes = [
        category07.Commute(
            Decimal(120), quantity("15", "km"), Decimal(220), factor("0.17265", "pkm")
        )
    ]
    assert category07.distance_based(commutes) == Decimal("136738.8")
    at_home = category07.telework(
        quantity("2", "kWh"), Decimal(100), Decimal(50), factor("0.5306", "kWh")
    )
    assert at_home == 5306


@pytest.mark.parametrize("category", [category08, category13])
def test_08_and_13_leased_assets(category: ModuleType) -> None:
    assert category.asset_specific(Decimal(1000), Decimal(500), Decimal("0.2")) == 300
    areas = [(quantity("2000", "m2"), factor("45", "m2"))]
    assert category.average_data(areas) == 90_000


def test_10_processing() -> None:
    sold = [(quantity("30", "t"), factor("0.12", "kg"))]
    assert category10.average_data(sold) == 3600
    assert category10.site_specific(Decimal(80_000), Decimal("0.1")) == 8000


def test_11_use_over_the_whole_lifetime() -> None:
    machine = category11.Use(
        units_sold=Decimal(1000),
        uses_in_lifetime=Decimal(2000),
        energy_per_use=((quantity("0.8", "kWh"), factor("0.5306", "kWh")),),
        leakage_per_use=(Leakage("HFC-32", quantity("1", "mg")),),
    )
    assert category11.direct_use([machine], AR6) == Decimal("848960") + Decimal("1542")
    burnt = [(quantity("10", "t"), factor("3.1968", "kg"))]
    assert category11.fuels_and_feedstocks(burnt) == 31_968
    released = category11.contained_gases(
        Decimal(100), [Leakage("R-410A", quantity("0.8", "kg"))], Decimal("0.5"), AR6
    )
    assert released == 90_220


def test_12_end_of_life() -> None:
    shares = [(Decimal("0.4"), LANDFILL), (Decimal("0.6"), RECYCLING)]
    treated = category12.waste_type_specific(quantity("10", "t"), shares)
    assert treated == Decimal("2082.32") + Decimal("27.9")


def test_14_franchises() -> None:
    assert (
        category14.franchise_specific([(Decimal(10), Decimal(5)), (Decimal(1), Decimal(2))]) == 18
    )
    assert category14.average_data([(quantity("100", "m2"), factor("60", "m2"))]) == 6000


def test_15_investments() -> None:
    held = [category15.Investment(Decimal(900), Decimal(100), Decimal("0.25"))]
    assert category15.investment_specific(held) == 250
    assert category15.average_data(Decimal(10_000), Decimal("0.1"), Decimal("0.3")) == 300


def test_hybrid_with_all_data() -> None:
    operations = hybrid.SupplierOperations(Decimal(8000), Decimal(2000), Decimal("0.1"))
    emitted = hybrid.with_material_data(
        operations,
        [(quantity("1", "t"), factor("2.5", "kg"))],
        [Leg(quantity("1", "t"), quantity("100", "km"), TRUCK)],
        [(quantity("50", "kg"), LANDFILL)],
        Decimal(7),
    )
    assert emitted == Decimal("1000") + 2500 + Decimal("21.57") + Decimal("26.029") + 7


def test_hybrid_with_own_emissions_only() -> None:
    operations = hybrid.SupplierOperations(Decimal(8000), Decimal(2000), Decimal("0.1"))
    emitted = hybrid.with_own_emissions_only(
        operations, quantity("1", "t"), factor("2.5", "kg"), Decimal("0.3")
    )
    assert emitted == 1000 + 1750


def test_a_factor_for_something_else_is_refused() -> None:
    with pytest.raises(UnitMismatch):
        times(quantity("1", "kg"), factor("1", "kWh"))


amounts = st.decimals("0", "1e9", places=3)


@given(amounts, amounts)
def test_transport_is_linear_in_mass(first: Decimal, second: Decimal) -> None:
    def emitted(mass: Decimal) -> Decimal:
        leg = Leg(Quantity(mass, "kg"), quantity("250", "km"), TRUCK)
        return times(tonne_kilometers(leg), TRUCK)

    assert emitted(first) + emitted(second) == emitted(first + second)
