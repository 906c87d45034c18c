"""Provinces: each with a name in both languages, and those with a grid factor among them."""

from typing import Any

import pycountry

from carbon.grid_factors import CHINA_ORGANIZATION_2023
from carbon.provinces import PROVINCES


def test_every_subdivision_of_the_standard_has_its_name() -> None:
    found: Any = pycountry.subdivisions
    standard = {one.code for one in found.get(country_code="CN")}
    assert set(PROVINCES) == standard
    assert len({name.chinese for name in PROVINCES.values()}) == len(standard)
    assert all(name.english.isascii() for name in PROVINCES.values())


def test_factors_are_of_provinces() -> None:
    without = set(PROVINCES) - set(CHINA_ORGANIZATION_2023.provinces)
    assert without == {"CN-XZ", "CN-HK", "CN-MO", "CN-TW"}
    assert PROVINCES["CN-JS"].chinese == "江苏"
