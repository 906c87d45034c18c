"""Units convert exactly within a dimension and never across one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.unit_names import DEFINITIONS, NAMES
from carbon.units import (
    DeclaredUnit,
    UnitMismatch,
    UnknownUnit,
    canonical_unit,
    convert,
    convert_for_product,
    dimension,
    known_unit,
)


@pytest.mark.parametrize(
    ("quantity", "unit", "target", "expected"),
    [
        ("1", "t", "kg", "1000"),
        ("2.5", "吨", "千克", "2500"),
        ("1", "ton", "kilogram", "1000"),
        ("1", "Mg", "kg", "1000"),
        ("1", "mg", "kg", "0.000001"),
        ("1", "万千瓦时", "kilowatt hour", "10000"),
        ("1", "kWh", "MJ", "3.6"),
        ("3.6", "MJ", "kWh", "1"),
        ("1", "GWh", "MWh", "1000"),
        ("1", "tce", "GJ", "29.3076"),
        ("1", "万立方米", "m3", "10000"),
        ("250", "ml", "liter", "0.25"),
        ("1", "m³", "l", "1000"),
        ("1500", "kg·km", "tkm", "1.5"),
        ("12", "件", "piece", "12"),
        ("90", "min", "hour", "1.5"),
        ("1", "10^4  kWh", "MWh", "10"),
    ],
)
def test_conversion(quantity: str, unit: str, target: str, expected: str) -> None:
    assert convert(Decimal(quantity), unit, target) == Decimal(expected)


@pytest.mark.parametrize("declared", list(DeclaredUnit))
def test_every_declared_unit_is_known_by_its_own_name(declared: DeclaredUnit) -> None:
    assert canonical_unit(declared) == declared


def test_each_name_means_one_unit_and_each_unit_is_defined() -> None:
    spellings = [name.casefold() for names in NAMES.values() for name in names]
    assert len(spellings) == len(set(spellings))
    assert set(NAMES) == {definition.split(" = ")[0] for definition in DEFINITIONS}


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-1e12, max_value=1e12),
    st.sampled_from(["kg", "g", "t", "mg", "lb", "kt"]),
    st.sampled_from(["kg", "g", "t", "mg", "kt"]),
)
def test_there_and_back_is_where_one_started(quantity: Decimal, unit: str, other: str) -> None:
    assert convert(convert(quantity, unit, other), other, unit) == quantity


def test_what_cannot_be_joined_is_refused_with_a_code() -> None:
    with pytest.raises(UnitMismatch) as mismatch:
        convert(Decimal(1), "kg", "kWh")
    with pytest.raises(UnknownUnit) as unknown:
        convert(Decimal(1), "furlong", "kg")
    assert (mismatch.value.code, unknown.value.code) == ("unit-mismatch", "unknown-unit")


@pytest.mark.parametrize("text", ["MG", "ML", "mJ", "", "kilo"])
def test_ambiguous_and_unknown_names_are_not_guessed(text: str) -> None:
    assert not known_unit(text)


def test_energy_and_area_differ_in_dimension() -> None:
    assert dimension("千瓦时") == dimension("MJ")
    assert dimension("m2") != dimension("m3")


def test_a_mass_becomes_pieces_by_the_stated_mass() -> None:
    assert convert_for_product(Decimal(3), "kg", "piece", Decimal("0.25")) == 12
    assert convert_for_product(Decimal(1), "t", "liter", Decimal("0.8")) == 1250


@pytest.mark.parametrize("mass", [None, Decimal(0)])
def test_without_a_mass_nothing_is_guessed(mass: Decimal | None) -> None:
    with pytest.raises(UnitMismatch):
        convert_for_product(Decimal(3), "kg", "piece", mass)


def test_pieces_never_become_kilograms_by_a_mass_per_kilogram() -> None:
    with pytest.raises(UnitMismatch):
        convert_for_product(Decimal(3), "piece", "kilogram", Decimal(1))
