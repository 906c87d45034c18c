"""Tables and rules that were written twice say the same."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.classifications import covers, normal_form
from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.gwp import BLENDS, GWP_SETS, Gas, refrigerant_potential
from carbon.unit_names import CASE_SENSITIVE, NAMES
from carbon.units import convert, dimension, known_unit
from footprint.verify.independent.classes import lineage
from footprint.verify.independent.gases import POTENTIALS
from footprint.verify.independent.numbers import number
from footprint.verify.independent.units import measures, size, unit

EVERY_NAME = [*(name for names in NAMES.values() for name in names), *CASE_SENSITIVE, "furlong"]
codes = st.text("0123.-: ab", max_size=8)
urns = st.builds("urn:{}:{}".format, st.sampled_from(["cpc", "UNSPSC", "naics", "x"]), codes)
texts = st.one_of(
    st.from_regex(r"[+-]?[0-9]{1,70}(\.[0-9]{1,70})?([eE][+-]?[0-9]{1,4})?", fullmatch=True),
    st.text("0123456789+-.eE ", max_size=12),
)


@pytest.mark.parametrize("name", EVERY_NAME)
def test_units_have_the_same_names_sizes_and_dimensions(name: str) -> None:
    for spelling in (name, name.upper(), f"  {name} "):
        assert (unit(spelling) is not None) == known_unit(spelling)
    if not known_unit(name):
        return
    for other in (names[0] for names in NAMES.values()):
        if dimension(other) != dimension(name):
            assert measures(other) != measures(name)
            continue
        assert measures(name) == measures(other)
        exact = size(name) / size(other)
        assert abs(Fraction(convert(parse_decimal("1"), name, other)) - exact) <= exact / 10**300


@given(urns, urns)
def test_classes_lie_in_the_same_classes(coarse: str, fine: str) -> None:
    kept = lineage(coarse)
    assert bool(kept) == bool(normal_form(coarse))
    if kept:
        assert (kept[-1] in lineage(fine)) == covers(coarse, fine)


def test_potentials_are_the_same_for_every_gas_and_blend() -> None:
    assert set(POTENTIALS) == set(GWP_SETS)
    for name, chosen in GWP_SETS.items():
        gases = [*(gas.value for gas in Gas), *BLENDS]
        assert set(POTENTIALS[name]) == set(gases)
        for gas in gases:
            assert POTENTIALS[name][gas] == Fraction(refrigerant_potential(gas, chosen))


@given(texts)
def test_the_same_texts_are_numbers(text: str) -> None:
    try:
        wanted = Fraction(parse_decimal(text))
    except InvalidDecimal:
        assert number(text) is None
    else:
        assert number(text) == wanted
