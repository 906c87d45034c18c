"""Factors that come with the platform, as pins: electricity, fuels, freight, gases."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from carbon.calculation.guided import end_of_year
from carbon.calculation.model import Composition, DataType, Ratings
from carbon.electricity import electricity_in_product
from carbon.fuels import FUEL_SET, FUELS, combustion_of_energy
from carbon.grid_factors import CHINA_PRODUCT_2024 as GRID_SET
from carbon.gwp import BLENDS, DEFAULT_GWP_SET, Gas, refrigerant_potential
from carbon.transport_factors import UK_FREIGHT_2025 as FREIGHT

from .model import Kind, Pin
from .rows import GRID

_ONE = Decimal(1)
_BEST = Ratings(_ONE, _ONE, _ONE)
_IPCC_YEAR = 2006
_BIOGENIC = "biogenic"


def built_in(reference: str) -> Pin | None:
    """The pin of a reference such as ``fuel:diesel``; None where it is of another kind."""
    kind, _colon, name = reference.partition(":")
    make = _MAKERS.get(kind)
    return make(reference, name) if make else None


def gas_reference(gas: str, biogenic: bool) -> str:
    """The reference of a gas; what a gas of biogenic origin counts in is another component."""
    return f"gas:{gas}:{_BIOGENIC}" if biogenic else f"gas:{gas}"


def _electricity(reference: str, generation: str) -> Pin:
    """The grid's mix holds its losses; what is made at the site has none."""
    mix = generation == GRID
    value = electricity_in_product(_ONE, GRID_SET) if mix else GRID_SET.generation[generation]
    return Pin(
        reference=reference,
        kind=Kind.GRID,
        id=f"{GRID_SET.name}:{generation}",
        version=str(GRID_SET.data_year),
        name=generation,
        source=GRID_SET.source,
        emissions=Composition(fossil=value),
        unit="kilowatt hour",
        region="CN",
        data_ends=end_of_year(GRID_SET.data_year),
        gwp_sets=("AR6",),
    )


def _fuel(reference: str, code: str) -> Pin:
    fuel = FUELS[code]
    return Pin(
        reference=reference,
        kind=Kind.FUEL,
        id=f"{FUEL_SET}:{code}",
        version=str(_IPCC_YEAR),
        name=code,
        source="IPCC Guidelines, volume 2",
        emissions=Composition(fossil=combustion_of_energy(_ONE, fuel, DEFAULT_GWP_SET)),
        unit="gigajoule",
        heating_value=fuel.net_calorific_value,
        region="GLO",
        data_ends=end_of_year(_IPCC_YEAR),
        gwp_sets=(DEFAULT_GWP_SET.name,),
    )


def _freight(reference: str, mode: str) -> Pin:
    return Pin(
        reference=reference,
        kind=Kind.MODE,
        id=f"{FREIGHT.name}:{mode}",
        version=FREIGHT.version,
        name=mode,
        source=FREIGHT.source,
        emissions=Composition(fossil=FREIGHT.modes[mode]),
        unit="ton kilometer",
        region=FREIGHT.region,
        data_ends=end_of_year(FREIGHT.data_year),
        gwp_sets=("AR6",),
    )


def _gas(reference: str, name: str) -> Pin:
    """A potential weighs what was measured; it is no emission factor, so the data is primary."""
    gas, _colon, _origin = name.rpartition(f":{_BIOGENIC}")
    known, biogenic = (gas, True) if _colon else (name, False)
    return Pin(
        reference=reference,
        kind=Kind.GAS,
        id=f"gwp:{name}",
        version=DEFAULT_GWP_SET.name,
        name=known,
        source=DEFAULT_GWP_SET.source,
        emissions=_weighed(known, biogenic),
        unit="kilogram",
        data_type=DataType.PRIMARY,
        primary_data_share=Decimal(100),
        ratings=_BEST,
        gwp_sets=(DEFAULT_GWP_SET.name,),
    )


def _weighed(gas: str, biogenic: bool) -> Composition:
    """CO2 of biogenic origin was in the air before and nets to nothing; other gases count apart."""
    if not biogenic:
        return Composition(fossil=refrigerant_potential(gas, DEFAULT_GWP_SET))
    if gas == Gas.CO2:
        return Composition()
    potential = gas if gas in BLENDS or not gas.startswith("CH4") else Gas.CH4_NON_FOSSIL.value
    return Composition(biogenic_non_co2=refrigerant_potential(potential, DEFAULT_GWP_SET))


_MAKERS: Mapping[str, Callable[[str, str], Pin]] = {
    "grid": _electricity,
    "fuel": _fuel,
    "mode": _freight,
    "gas": _gas,
}
