"""Figures worked out by hand, kind by kind: the independent code is right by itself."""

from fractions import Fraction
from typing import Any

import pytest

from footprint.verify.independent.recomputing import recompute
from tests.unit.footprint import facts, operations
from tests.unit.footprint.independent.test_recomputing import compared
from tierzero.procurement.v1 import activity_pb2 as contract
from tierzero.supplier_portal.v1.product_pb2 import SHARING_NOBODY


def factor(unit: str, value: str) -> Any:
    """A factor of a class that is named after its unit."""
    made = facts.average_factor(f"per-{unit}", f"urn:x:{unit}", value)
    made.unit = unit
    return made


MARKET = [
    *(
        factor(*one)
        for one in (
            ("kWh", "0.5777"),
            ("kg", "0.52"),
            ("tkm", "0.0783"),
            ("pkm", "0.117"),
            ("l", "2.5"),
            ("间夜", "53.5"),
            ("m2", "40"),
        )
    ),
    facts.spend_factor("resin", "urn:x:money", "1.022"),
    facts.rate("CNY", "7.10"),
    facts.index(2022, "100"),
    facts.index(2024, "106"),
]


def amount(value: str, unit: str, of: str) -> contract.Amount:
    return contract.Amount(value=value, unit=unit, classifications=[f"urn:x:{of}"])


def shares(*parts: str) -> list[contract.Share]:
    return [contract.Share(share=one, classifications=["urn:x:kg"]) for one in parts]


LEAKAGE = contract.Leakage(gas="R-410A", mass="500", mass_unit="g")
CASES: list[tuple[int, Any, Fraction]] = [
    (3, contract.FuelUse(fuel=amount("2", "m3", "l")), Fraction(5000)),
    # 1 GWh, 5 % lost: the reference's 30,405 kg.
    (
        3,
        contract.ElectricityUse(
            electricity=contract.Amount(value="1", unit="GWh"),
            loss_share="0.05",
            generation=["urn:x:kWh"],
        ),
        Fraction(577_700) * 5 / 95,
    ),
    (3, contract.ElectricityUse(electricity=amount("1", "万度", "kWh")), Fraction(5777)),
    (
        4,
        contract.Transport(
            mass="2500",
            mass_unit="kg",
            distance="300000",
            distance_unit="m",
            classifications=["urn:x:tkm"],
        ),
        Fraction("58.725"),
    ),
    (
        4,
        contract.Transport(
            fuels=[amount("100", "l", "l")], leakages=[LEAKAGE], allocation_share="0.25"
        ),
        # (100 × 2.5 + 0.5 × (771 + 3740) / 2) / 4
        Fraction("344.4375"),
    ),
    (
        9,
        contract.Transport(amount="1000000", currency="CNY", classifications=["urn:x:money"]),
        Fraction(1_000_000) * 10 / 71 * 100 / 106 * Fraction("1.022"),
    ),
    (
        5,
        contract.WasteTreatment(mass="3", mass_unit="t", treatments=shares("0.4", "0.6")),
        Fraction(1560),
    ),
    (
        6,
        contract.Travel(
            passengers="4", distance="1000", distance_unit="km", classifications=["urn:x:pkm"]
        ),
        Fraction(468),
    ),
    (6, contract.Travel(hotel_nights=amount("3", "间夜", "间夜")), Fraction("160.5")),
    (6, contract.Travel(fuels=[amount("40", "l", "l")]), Fraction(100)),
    (
        7,
        contract.Commuting(
            employees="10",
            days="200",
            one_way_distance="12",
            distance_unit="km",
            classifications=["urn:x:pkm"],
            telework_energy=amount("3", "kWh", "kWh"),
        ),
        # 10 × 200 × (2 × 12 × 0.117 + 3 × 0.5777)
        Fraction("9082.2"),
    ),
    (8, contract.LeasedAsset(emissions="100", share="0.3"), Fraction(30)),
    (13, contract.LeasedAsset(area=amount("50", "m2", "m2")), Fraction(2000)),
    (10, contract.Processing(processor_emissions="80", product_share="0.25"), Fraction(20)),
    (10, contract.Processing(sold=amount("7", "kg", "kg")), Fraction("3.64")),
    (
        11,
        contract.ProductUse(
            units_sold="100",
            lifetime_uses="10",
            energy_per_use=[amount("2", "kWh", "kWh")],
            leakage_per_use=[LEAKAGE],
        ),
        # 1,000 × (2 × 0.5777 + 0.5 × 2,255.5)
        Fraction("1128905.4"),
    ),
    (
        12,
        contract.EndOfLife(mass_sold="10", mass_unit="kg", treatments=shares("1")),
        Fraction("5.2"),
    ),
    (14, contract.Franchise(scope_1="1.5", scope_2="2"), Fraction("3.5")),
    (14, contract.Franchise(area=amount("1", "m2", "m2")), Fraction(40)),
    (15, contract.Investment(scope_1="10", scope_2="30", share="0.1"), Fraction(4)),
    (
        15,
        contract.Investment(
            share="0.5", revenue="106", currency="USD", classifications=["urn:x:money"]
        ),
        Fraction("51.1"),
    ),
]


@pytest.mark.parametrize(("category", "detail", "kilograms"), CASES)
def test_each_kind_by_its_formula(category: int, detail: Any, kilograms: Fraction) -> None:
    world = [*MARKET, operations.operation("one", category, detail)]
    line = recompute(world).lines["plant", "one"]
    assert line.milligrams == kilograms * 10**6
    assert compared(world).faults == []


def purchased(**more: Any) -> Fraction:
    """Kilograms of a purchase of coil from a mill that shares it, and sheet, with its customers."""
    mill = [
        facts.organization("mill", ["plant"]),
        facts.product("coil"),
        facts.product("sheet"),
        facts.product("secret", sharing=SHARING_NOBODY),
        facts.footprint("f", "coil", "2.35"),
        facts.footprint("g", "sheet", "3.05"),
        facts.footprint("h", "secret", "900"),
        operations.own_emissions("mill", "5000"),
    ]
    world = [*MARKET, *mill, facts.purchase("one", **more)]
    assert compared(world).faults == []
    return recompute(world).lines["plant", "one"].milligrams / 10**6


def test_each_method_of_a_purchase_by_its_formula() -> None:
    assert purchased(quantity="2", unit="t") == 4700
    assert purchased(product_id="", quantity="2", unit="t") == 5400, "the mean of what is shared"
    # 5,000 × 7,100 / 7.1 / 1,000,000 + 100 kWh × 0.5777 × (1 − 0.4)
    hybrid = {"amount": "7100", "currency": "CNY", "classifications": ["urn:x:kWh"]}
    assert purchased(quantity="100", unit="kWh", **hybrid) == Fraction("39.662")
    average = {"unit": "m3", "classifications": ["urn:x:l"]}
    assert purchased(quantity="1", **average) == 2500
    spend = {"amount": "1000000", "currency": "CNY", "classifications": ["urn:x:money"]}
    kilograms = purchased(quantity="", **spend)
    assert round(kilograms) == 135_796, "the reference's resin"
    assert purchased(quantity="1", unit="kWh") == 0, "nothing fits"
