"""Worlds with activities of every kind in many units, and now and then a fact that is no use."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from tests.unit.footprint import facts, operations
from tests.unit.footprint.worlds import _distinct, customers, fact, sharings
from tierzero.common.v1.unit_pb2 import DeclaredUnit
from tierzero.procurement.v1 import activity_pb2 as contract
from tierzero.procurement.v1.factor_pb2 import FACTOR_KIND_AVERAGE_DATA, FACTOR_KIND_SPEND_BASED

CLASSES = ("urn:x:goods", "urn:x:goods:fine", "urn:cpc:41", "urn:cpc:412-6", "nonsense")
UNITS = ("kg", "t", "公斤", "kWh", "万千瓦时", "MJ", "piece", "km", "m", "tkm", "pkm", "l", "间夜")
GASES = ("HFC-134a", "R-410A", "R-404A", "SF6", "CH4", "phlogiston")
CURRENCIES = ("CNY", "USD", "EUR")

numbers = st.one_of(
    st.decimals("0", "100000", places=3).map(str),
    st.sampled_from(["0", "1", "0.1", "1e3", "3.33333333333333333333"]),
)
broken = st.sampled_from(["", "-1", "NaN", "1,5", "0.1e-90"])
any_number = st.integers(0, 79).flatmap(lambda one: broken if one == 0 else numbers)
units = st.sampled_from([*(UNITS * 3), "furlong"])
masses = st.sampled_from([*(["kg", "t", "吨"] * 4), "kWh"])
lengths = st.sampled_from([*(["km", "m", "公里"] * 4), "kg"])
classes = st.lists(st.sampled_from(CLASSES), max_size=3)
parts = st.sampled_from([*(["", "0", "0.25", "0.5", "0.75"] * 4), "1", "1.1"])
versions = st.integers(1, 3)
years = st.sampled_from([2024, 2025, 2026])

amounts = st.builds(contract.Amount, value=any_number, unit=units, classifications=classes)
leakages = st.builds(
    contract.Leakage, gas=st.sampled_from(GASES), mass=any_number, mass_unit=masses
)
treatments = st.sampled_from([("1",), ("",), ("0.5", "0.5"), ("0.25", "0.75"), ("0.5",)]).flatmap(
    lambda shares: st.tuples(
        *(st.builds(contract.Share, share=st.just(one), classifications=classes) for one in shares)
    )
)


def _few(one: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(one, max_size=2)


def _maybe(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | one


stated = st.just("") | any_number | any_number

DETAILS: dict[type[Any], tuple[tuple[int, ...], st.SearchStrategy[Any]]] = {
    contract.FuelUse: ((3,), st.builds(contract.FuelUse, fuel=_maybe(amounts))),
    contract.ElectricityUse: (
        (3,),
        st.builds(
            contract.ElectricityUse, electricity=amounts, loss_share=parts, generation=classes
        ),
    ),
    contract.Transport: (
        (4, 9),
        st.builds(
            contract.Transport,
            mass=stated,
            mass_unit=masses,
            distance=stated,
            distance_unit=lengths,
            classifications=classes,
            fuels=_few(amounts),
            allocation_share=parts,
            leakages=_few(leakages),
            amount=stated,
            currency=st.sampled_from(CURRENCIES),
        ),
    ),
    contract.WasteTreatment: (
        (5,),
        st.builds(
            contract.WasteTreatment, mass=any_number, mass_unit=masses, treatments=treatments
        ),
    ),
    contract.Travel: (
        (6,),
        st.builds(
            contract.Travel,
            passengers=stated,
            distance=stated,
            distance_unit=lengths,
            classifications=classes,
            fuels=_few(amounts),
            hotel_nights=_maybe(amounts),
        ),
    ),
    contract.Commuting: (
        (7,),
        st.builds(
            contract.Commuting,
            employees=any_number,
            days=any_number,
            one_way_distance=stated,
            distance_unit=lengths,
            classifications=classes,
            telework_energy=_maybe(amounts),
        ),
    ),
    contract.LeasedAsset: (
        (8, 13),
        st.builds(contract.LeasedAsset, emissions=stated, share=parts, area=_maybe(amounts)),
    ),
    contract.Processing: (
        (10,),
        st.builds(
            contract.Processing,
            processor_emissions=stated,
            product_share=parts,
            sold=_maybe(amounts),
        ),
    ),
    contract.ProductUse: (
        (11,),
        st.builds(
            contract.ProductUse,
            units_sold=any_number,
            lifetime_uses=any_number,
            energy_per_use=_few(amounts),
            leakage_per_use=_few(leakages),
        ),
    ),
    contract.EndOfLife: (
        (12,),
        st.builds(
            contract.EndOfLife, mass_sold=any_number, mass_unit=masses, treatments=treatments
        ),
    ),
    contract.Franchise: (
        (14,),
        st.builds(contract.Franchise, scope_1=stated, scope_2=stated, area=_maybe(amounts)),
    ),
    contract.Investment: (
        (15,),
        st.builds(
            contract.Investment,
            scope_1=stated,
            scope_2=stated,
            share=parts,
            revenue=stated,
            currency=st.sampled_from([*CURRENCIES, ""]),
            classifications=classes,
        ),
    ),
}


@st.composite
def operation(draw: st.DrawFn) -> Any:
    """An activity of any kind, in a category where such a one belongs; rarely in another."""
    categories, details = DETAILS[draw(st.sampled_from([*DETAILS]))]
    category = draw(st.sampled_from([*(categories * 9), 5]))
    identity, buyer = f"o{draw(st.integers(1, 60))}", draw(st.sampled_from(["plant", "yard"]))
    return operations.operation(
        f"{buyer}-{identity}", category, draw(details), buyer, draw(versions), year=draw(years)
    )


@st.composite
def factor(draw: st.DrawFn) -> Any:
    """An average or spend-based factor with all that chooses among factors."""
    is_of_money = draw(st.booleans())
    made = facts.average_factor(
        f"factor-{draw(st.integers(1, 9))}",
        draw(st.sampled_from(CLASSES)),
        draw(any_number),
        draw(versions),
        draw(st.sampled_from(["", "", "plant"])),
    )
    made.unit = draw(st.sampled_from(CURRENCIES) if is_of_money else units)
    made.kind = FACTOR_KIND_SPEND_BASED if is_of_money else FACTOR_KIND_AVERAGE_DATA
    made.gwp_set = draw(st.sampled_from(["AR5", "AR6"]))
    made.price_year = draw(st.sampled_from([0, 2022])) if is_of_money else 0
    made.data_year, made.includes_margins = draw(st.sampled_from([0, 2023])), draw(st.booleans())
    if draw(st.booleans()):
        made.valid_until.CopyFrom(facts.stamp(datetime(2025, 1, 1, tzinfo=UTC)))
    return made


@st.composite
def footprint(draw: st.DrawFn) -> Any:
    """A footprint in any declared unit, valid for longer or shorter."""
    product, number = draw(st.sampled_from(["coil", "wire"])), draw(st.integers(1, 3))
    made = facts.footprint(f"{product}-{number}", product, draw(numbers), "mill", draw(versions))
    pcf = made.pcf
    pcf.declared_unit_of_measurement = draw(st.sampled_from([*DeclaredUnit.values()]))
    pcf.declared_unit_amount = draw(st.sampled_from(["1", "3", "0.7", "0"]))
    pcf.product_mass_per_declared_unit = draw(st.sampled_from(["", "0", "1", "0.3"]))
    pcf.ipcc_characterization_factors[:] = draw(st.sampled_from([["AR6"], ["AR5"], []]))
    if draw(st.booleans()):
        end = datetime(draw(st.sampled_from([2025, 2026])), 2, 1, tzinfo=UTC)
        made.validity_period_end.CopyFrom(facts.stamp(end))
    else:
        pcf.reference_period_end.CopyFrom(facts.stamp(datetime(2024, 2, 29, tzinfo=UTC)))
    return made


@st.composite
def purchase(draw: st.DrawFn) -> Any:
    """A purchase in any unit and currency."""
    buyer = draw(st.sampled_from(["plant", "yard"]))
    return facts.purchase(
        f"{buyer}-{draw(st.integers(1, 30))}",
        draw(st.sampled_from(["coil", "wire", ""])),
        draw(stated),
        buyer,
        "mill",
        draw(versions),
        year=draw(years),
        unit=draw(units),
        amount=draw(stated),
        currency=draw(st.sampled_from([*CURRENCIES, ""])),
        classifications=draw(classes),
    )


@st.composite
def money(draw: st.DrawFn) -> Any:
    """A rate one way or the other, or an index."""
    year = draw(st.sampled_from([2022, 2024, 2025, 2026]))
    if draw(st.booleans()):
        return facts.index(year, draw(numbers), draw(versions))
    made = facts.rate(draw(st.sampled_from(CURRENCIES)), draw(numbers), year, draw(versions))
    if draw(st.booleans()):
        made.base, made.currency = made.currency, made.base
        made.fact.id += "-turned"
    return made


product = st.builds(
    facts.product, st.sampled_from(["coil", "wire"]), st.just("mill"), sharings, customers, versions
)


def _coarse(unit: str, number: int) -> Any:
    """A factor of the coarsest class, so that what is measured in the unit has one."""
    made = facts.average_factor(f"coarse-{unit}", CLASSES[number % 3], f"0.{number + 1}7")
    made.unit, made.gwp_set = unit, "AR5" if number % 3 == 1 else "AR6"
    return made


def _of_money() -> list[Any]:
    factor = facts.spend_factor("coarse-money", CLASSES[0], "0.331")
    other = facts.spend_factor("coarse-money-2", CLASSES[2], "1.7")
    other.unit, other.price_year = "EUR", 0
    rates = [facts.rate("CNY", f"7.{year % 7}", year) for year in (2024, 2025, 2026)]
    turned = facts.rate("USD", "1.07", 2025)
    turned.base, turned.fact.id = "EUR", "turned"
    indices = [facts.index(year, str(year - 1900)) for year in (2022, 2024, 2025, 2026)]
    return [factor, other, *rates, turned, *indices]


_SOLD = [facts.product("coil"), facts.organization("mill", ["plant"])]
_FACTORS = [
    _coarse(unit, number)
    for number, unit in enumerate(["kg", "kWh", "piece", "tkm", "pkm", "l", "间夜", "t", "MJ", "m"])
]


def _with_coarse(drawn: tuple[bool, Sequence[Any]]) -> list[Any]:
    is_furnished, stated_ = drawn
    furniture = [*_FACTORS, *_of_money()] if is_furnished else []
    return _distinct([*_SOLD, *furniture, *stated_])


rich_worlds = st.tuples(
    st.sampled_from([True, True, True, False]),
    st.lists(
        st.one_of(
            operation(),
            operation(),
            operation(),
            purchase(),
            factor(),
            footprint(),
            money(),
            product,
            fact,
        ),
        min_size=10,
        max_size=50,
    ),
).map(_with_coarse)
