"""Outputs by mass, energy and volume: what joins them, and what is refused by name."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carbon.allocation import (
    AllocationError,
    Basis,
    CoProduct,
    QuantityMissing,
    allocate,
    amount,
    compared_per,
    economic_value_ratio,
    physical_basis,
)
from carbon.calculation.allocating import Reason, allocation_by_ratio, exact_shares
from carbon.decimals import quotient
from carbon.units import convert

D = Decimal
POWER = CoProduct("power", D(1000), D("0.4"), unit="megawatt hour")
POWER_KWH = replace(POWER, quantity=D(1_000_000), unit="kilowatt hour", price=D("0.0004"))
HEAT = CoProduct("heat", D(5400), D("0.08"), unit="gigajoule")
STEAM = CoProduct("steam", D(2000), D("0.2"), D("2.7"), unit="tonne")
OXYGEN = CoProduct("oxygen", D(300), D("0.6"), unit="cubic meter")
NITROGEN = CoProduct("nitrogen", D(900_000), D("0.0002"), unit="liter")
SLAG = CoProduct("slag", D(500), D("0.1"))


def test_combined_heat_and_power_is_shared_by_energy() -> None:
    """1,000 MWh are 3,600 GJ: 0.4 of 9,000 GJ. 0.4 a MWh is 0.111 a GJ, against 0.08."""
    found = allocation_by_ratio([POWER, HEAT])
    assert (found.reason, found.basis) == (Reason.RATIO_UP_TO_FIVE, Basis.ENERGY)
    assert found.shares == (D("0.4"), D("0.6"))
    assert found.compared_per is Basis.ENERGY
    assert found.ratio is not None
    assert round(found.ratio, 6) == round(D("0.4") / D("3.6") / D("0.08"), 6)


def test_two_gases_are_shared_by_volume() -> None:
    found = allocation_by_ratio([OXYGEN, NITROGEN])
    assert (found.basis, found.shares) == (Basis.VOLUME, (D("0.25"), D("0.75")))
    assert (found.ratio, found.compared_per) == (D(3), Basis.VOLUME)
    dear = replace(OXYGEN, price=D("1.01"))
    assert allocation_by_ratio([dear, NITROGEN]).basis is Basis.ECONOMIC


def test_steam_by_mass_joins_power_by_its_heat() -> None:
    """2,000 t at 2.7 MJ/kg are 5,400 GJ; per kWh and per tonne no price is compared."""
    found = allocation_by_ratio([POWER, STEAM])
    assert (found.basis, found.shares) == (Basis.ENERGY, (D("0.4"), D("0.6")))
    assert found.compared_per is Basis.ENERGY
    assert found.ratio is not None
    assert round(found.ratio, 6) == round((D("0.4") / 3600) / (D(400) / 5_400_000), 6)


def test_prices_of_one_dimension_are_converted_before_they_are_compared() -> None:
    """5 a kilogram and 2,000 a tonne differ by 2.5; the bare numbers would by 400."""
    tonnes = CoProduct("t", D(1), D(2000), unit="tonne")
    assert economic_value_ratio([CoProduct("kg", D(1), D(5)), tonnes]) == D("2.5")
    assert allocation_by_ratio([CoProduct("kg", D(1000), D(5)), tonnes]).shares == (
        D("0.5"),
        D("0.5"),
    )


def test_of_what_all_have_mass_comes_first_and_a_wish_before_it() -> None:
    known = [replace(OXYGEN, kilograms=D(429)), replace(NITROGEN, kilograms=D(1126))]
    assert physical_basis(known) is Basis.MASS
    assert physical_basis(known, Basis.VOLUME) is Basis.VOLUME
    assert compared_per(known) is Basis.VOLUME, "both are sold by volume"
    assert compared_per([known[0], SLAG], Basis.ENERGY) is Basis.MASS


def test_heat_of_a_volume_needs_no_mass_and_heat_of_a_mass_does() -> None:
    gas = CoProduct("gas", D(10), D(1), D("35.8"), "liter", "cubic meter")
    assert amount(gas, Basis.ENERGY) == D("0.358")
    per_mass = replace(gas, heating_value_unit="kilogram", lower_heating_value=D(50))
    assert amount(per_mass, Basis.ENERGY) is None
    assert amount(replace(per_mass, kilograms=D(2)), Basis.ENERGY) == 100
    assert amount(replace(gas, heating_value_unit="hour"), Basis.ENERGY) is None


@pytest.mark.parametrize(
    ("outputs", "wished", "basis", "places"),
    [
        ([POWER, SLAG], Basis.MASS, Basis.ENERGY, (1,)),
        ([OXYGEN, SLAG], Basis.MASS, Basis.MASS, (0,)),
        ([OXYGEN, SLAG], Basis.VOLUME, Basis.VOLUME, (1,)),
        ([OXYGEN, NITROGEN], Basis.ENERGY, Basis.ENERGY, (0, 1)),
        ([CoProduct("sheet", D(3), D(1), unit="square meter"), SLAG], Basis.MASS, Basis.MASS, (0,)),
        ([POWER, OXYGEN, STEAM], Basis.MASS, Basis.ENERGY, (1,)),
    ],
)
def test_what_is_missing_is_named_and_no_price_is_compared(
    outputs: list[CoProduct], wished: Basis, basis: Basis, places: tuple[int, ...]
) -> None:
    with pytest.raises(QuantityMissing) as refused:
        physical_basis(outputs, wished)
    assert (refused.value.basis, refused.value.places) == (basis, places)
    assert all(outputs[place].name in str(refused.value) for place in places)
    with pytest.raises(AllocationError):
        allocation_by_ratio(outputs, wished)


def test_a_price_alone_joins_no_dimensions() -> None:
    with pytest.raises(QuantityMissing):
        economic_value_ratio([POWER, SLAG], Basis.ECONOMIC)


quantities = st.decimals("0.001", "1e9", places=3)
prices = st.decimals("0.01", "1e4", places=2)
heats = st.decimals("0.1", "60", places=2)
UNITS = {
    Basis.MASS: ("gram", "kilogram", "tonne"),
    Basis.ENERGY: ("kilowatt hour", "megawatt hour", "megajoule", "gigajoule", "10^4 kwh"),
    Basis.VOLUME: ("liter", "cubic meter", "milliliter", "10^4 m3"),
}


@st.composite
def outputs_of_any(draw: st.DrawFn) -> list[CoProduct]:
    """All with an energy: themselves, or by the heating value of what they are stated in."""
    return [
        CoProduct(
            str(place),
            draw(quantities),
            draw(prices),
            draw(heats),
            draw(st.sampled_from(UNITS[draw(st.sampled_from(tuple(UNITS)))])),
        )
        for place in range(draw(st.integers(2, 7)))
    ]


def joined(outputs: list[CoProduct]) -> list[CoProduct]:
    by_volume = set(UNITS[Basis.VOLUME])
    return [
        replace(one, heating_value_unit="cubic meter") if one.unit in by_volume else one
        for one in outputs
    ]


@given(outputs_of_any())
def test_shares_are_exactly_one(outputs: list[CoProduct]) -> None:
    found = allocation_by_ratio(joined(outputs))
    assert sum(found.shares) == 1
    assert all(0 <= share <= 1 for share in found.shares)


@given(outputs_of_any(), st.data())
def test_the_unit_changes_nothing(outputs: list[CoProduct], data: st.DataObject) -> None:
    known = joined(outputs)
    kinds = {unit: units for units in UNITS.values() for unit in units}
    again = [in_unit(one, data.draw(st.sampled_from(kinds[one.unit]))) for one in known]
    assert allocation_by_ratio(again) == allocation_by_ratio(known)


def in_unit(one: CoProduct, unit: str) -> CoProduct:
    """The same quantity at the same value: twice the units at half the price."""
    times = convert(D(1), one.unit, unit)
    quantity = convert(one.quantity, one.unit, unit)
    return replace(one, quantity=quantity, unit=unit, price=quotient(one.price, times))


@given(outputs_of_any(), st.data())
def test_order_changes_nothing(outputs: list[CoProduct], data: st.DataObject) -> None:
    known = joined(outputs)
    order = data.draw(st.permutations(range(len(known))))
    straight = allocation_by_ratio(known)
    turned = allocation_by_ratio([known[place] for place in order])
    assert (turned.basis, turned.ratio) == (straight.basis, straight.ratio)
    for share, place in zip(turned.shares, order, strict=True):
        # Of equals the first is the largest and takes the residue.
        assert abs(share - straight.shares[place]) <= D("1e-23")


@given(outputs_of_any(), st.decimals("0.001", "1000", places=3))
def test_twice_of_everything_is_shared_alike(outputs: list[CoProduct], times: Decimal) -> None:
    known = joined(outputs)
    more = [replace(one, quantity=one.quantity * times) for one in known]
    assert allocation_by_ratio(more) == allocation_by_ratio(known)


@given(outputs_of_any(), st.integers(-(10**15), 10**15))
def test_nothing_of_a_burden_is_lost(outputs: list[CoProduct], burden: int) -> None:
    for basis in (Basis.ENERGY, Basis.ECONOMIC):
        assert sum(allocate(burden, joined(outputs), basis)) == burden


rows = st.lists(st.tuples(quantities, prices, heats), min_size=2, max_size=7)


@given(rows, st.sampled_from([Basis.MASS, Basis.ENERGY]))
def test_what_is_stated_by_mass_is_shared_as_ever(
    known: list[tuple[Decimal, Decimal, Decimal]], physical: Basis
) -> None:
    """share = m·k ÷ Σ m·k, prices per kg: the formula written out once more, with k by hand."""
    outputs = [CoProduct("", mass, price, heat) for mass, price, heat in known]
    found = allocation_by_ratio(outputs, physical)
    ratio = max(price for _mass, price, _heat in known) / min(price for _m, price, _h in known)
    assume(abs(ratio - 5) > D("1e-9") or ratio == 5)
    by_value = ratio > 5
    weights = [
        mass * (price if by_value else heat if physical is Basis.ENERGY else 1)
        for mass, price, heat in known
    ]
    assert found.basis is (Basis.ECONOMIC if by_value else physical)
    for share, weight in zip(found.shares, weights, strict=True):
        assert abs(share - weight / sum(weights)) < D("1e-22")
    assert found.shares == exact_shares(outputs, Basis.ECONOMIC if by_value else physical)
