"""Combustion of fuels with the IPCC's default factors (2006 Guidelines, volume 2).

Net calorific values from table 1.2, CO2 from table 1.4, CH4 and N2O of manufacturing industries
from table 2.3. Carbon of biomass is not among them; it is reported apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from carbon.decimals import exact_arithmetic
from carbon.gwp import Gas, GwpSet, co2_equivalent

FUEL_SET = "ipcc-2006-manufacturing"
"""Name of this set of factors, stored with each result that uses it."""

_GIGAJOULES_PER_TERAJOULE = 1_000
_KILOGRAMS_PER_TONNE = 1_000


class Phase(StrEnum):
    """State of a fuel, which decides its CH4 and N2O."""

    GAS = "gas"
    LIQUID = "liquid"
    SOLID = "solid"


@dataclass(frozen=True)
class Fuel:
    """Net calorific value in GJ/t and carbon dioxide in kg/TJ."""

    code: str
    phase: Phase
    net_calorific_value: Decimal
    co2: Decimal


_TRACE_GASES: Mapping[Phase, tuple[Decimal, Decimal]] = {
    Phase.GAS: (Decimal(1), Decimal("0.1")),
    Phase.LIQUID: (Decimal(3), Decimal("0.6")),
    Phase.SOLID: (Decimal(10), Decimal("1.5")),
}
"""CH4 and N2O in kg/TJ."""

_ROWS: tuple[tuple[str, Phase, str, int], ...] = (
    ("natural gas", Phase.GAS, "48.0", 56_100),
    ("liquefied petroleum gas", Phase.LIQUID, "47.3", 63_100),
    ("gasoline", Phase.LIQUID, "44.3", 69_300),
    ("diesel", Phase.LIQUID, "43.0", 74_100),
    ("jet kerosene", Phase.LIQUID, "44.1", 71_500),
    ("other kerosene", Phase.LIQUID, "43.8", 71_900),
    ("residual fuel oil", Phase.LIQUID, "40.4", 77_400),
    ("petroleum coke", Phase.SOLID, "32.5", 97_500),
    ("anthracite", Phase.SOLID, "26.7", 98_300),
    ("coking coal", Phase.SOLID, "28.2", 94_600),
    ("other bituminous coal", Phase.SOLID, "25.8", 94_600),
    ("sub-bituminous coal", Phase.SOLID, "18.9", 96_100),
    ("lignite", Phase.SOLID, "11.9", 101_000),
    ("coke", Phase.SOLID, "28.2", 107_000),
)

FUELS: Mapping[str, Fuel] = {
    code: Fuel(code, phase, Decimal(calorific_value), Decimal(co2))
    for code, phase, calorific_value, co2 in _ROWS
}


def gases_per_terajoule(fuel: Fuel) -> Mapping[Gas, Decimal]:
    """kg of each gas from burning one TJ (net) of the fuel in manufacturing."""
    methane, nitrous_oxide = _TRACE_GASES[fuel.phase]
    return {Gas.CO2: fuel.co2, Gas.CH4_NON_FOSSIL: methane, Gas.N2O: nitrous_oxide}


def combustion(mass: Decimal, fuel: Fuel, gwp_set: GwpSet) -> Decimal:
    """kgCO2e from burning so many kg: mass × NCV × (EF_CO2 + EF_CH4·GWP + EF_N2O·GWP)."""
    with exact_arithmetic():
        gigajoules = mass / _KILOGRAMS_PER_TONNE * fuel.net_calorific_value
        return combustion_of_energy(gigajoules, fuel, gwp_set)


def combustion_of_energy(gigajoules: Decimal, fuel: Fuel, gwp_set: GwpSet) -> Decimal:
    """kgCO2e from burning so many GJ (net) of the fuel."""
    with exact_arithmetic():
        per_terajoule = co2_equivalent(gases_per_terajoule(fuel), gwp_set)
        return gigajoules / _GIGAJOULES_PER_TERAJOULE * per_terajoule
