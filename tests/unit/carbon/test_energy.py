"""Fuels and electricity by the reference's vectors."""

from decimal import Decimal

import pytest

from carbon.electricity import (
    Contract,
    MoreContractsThanElectricity,
    NoGridFactor,
    certificates,
    electricity_in_product,
    purchased_electricity,
)
from carbon.fuels import FUELS, combustion, combustion_of_energy
from carbon.grid_factors import CHINA_ORGANIZATION_2023 as ORGANIZATION
from carbon.grid_factors import CHINA_PRODUCT_2024 as PRODUCT
from carbon.gwp import AR6


@pytest.mark.parametrize(
    ("fuel", "expected"),
    [
        ("diesel", "3196.8264"),
        ("natural gas", "2695.40640"),
        ("other bituminous coal", "2458.21110"),
    ],
)
def test_burning_a_tonne(fuel: str, expected: str) -> None:
    assert combustion(Decimal(1000), FUELS[fuel], AR6) == Decimal(expected)


def test_energy_and_mass_agree() -> None:
    assert combustion_of_energy(Decimal(43), FUELS["diesel"], AR6) == combustion(
        Decimal(1000), FUELS["diesel"], AR6
    )


def test_a_site_in_jiangsu_with_600_certificates() -> None:
    both = purchased_electricity(Decimal(1_000_000), "CN-JS", (certificates(600),), ORGANIZATION)
    assert both.location_based == 582_700
    assert both.market_based == 243_840


def test_contracts_never_touch_the_location_based_figure() -> None:
    for contracts in ((), (Contract(Decimal(50), Decimal("0.3")),)):
        both = purchased_electricity(Decimal(100), "CN", contracts, ORGANIZATION)
        assert both.location_based == Decimal("53.06")
    assert both.market_based == Decimal("45.48")


def test_certificates_cannot_exceed_the_electricity_bought() -> None:
    with pytest.raises(MoreContractsThanElectricity):
        purchased_electricity(Decimal(999), "CN", (certificates(1),), ORGANIZATION)


@pytest.mark.parametrize("place", ["CN-XZ", "HK", ""])
def test_a_place_without_factor_is_not_guessed(place: str) -> None:
    with pytest.raises(NoGridFactor):
        purchased_electricity(Decimal(1), place, (), ORGANIZATION)


def test_the_table_has_thirty_provinces() -> None:
    assert len(ORGANIZATION.provinces) == 30
    assert len(ORGANIZATION.regions) == 7
    assert all(0 < factor < 1 for factor in ORGANIZATION.provinces.values())


def test_products_use_the_carbon_footprint_factor() -> None:
    assert electricity_in_product(Decimal(1000), PRODUCT) == Decimal("577.7")
    assert electricity_in_product(Decimal(1000), PRODUCT, "wind") == Decimal("65.1")
