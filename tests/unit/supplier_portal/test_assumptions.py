"""What follows from the cells of a row, and what does not."""

from decimal import Decimal
from typing import Any

import pytest

from carbon.units import DeclaredUnit
from supplier_portal.bulk.assumptions import Undeterminable, completed


def _row(unit: DeclaredUnit = DeclaredUnit.KILOGRAM, **given: str) -> dict[str, Any]:
    numbers = {name: Decimal(value) for name, value in given.items()}
    total = {"pcf_excluding_biogenic_uptake": Decimal(10)}
    return {"declared_unit_of_measurement": unit, **total, **numbers}


def test_a_total_alone_is_fossil_and_has_no_uptake() -> None:
    found = completed(_row())
    assert found["fossil_ghg_emissions"] == 10
    assert found["pcf_including_biogenic_uptake"] == 10
    assert found["fossil_carbon_content"] == 0


def test_the_other_parts_are_taken_off_and_the_uptake_is_added() -> None:
    found = completed(_row(land_use_change_ghg_emissions="3", biogenic_co2_uptake="-4"))
    assert found["fossil_ghg_emissions"] == 7
    assert found["pcf_including_biogenic_uptake"] == 6


def test_what_is_stated_is_never_replaced() -> None:
    found = completed(_row(fossil_ghg_emissions="1", pcf_including_biogenic_uptake="2"))
    assert (found["fossil_ghg_emissions"], found["pcf_including_biogenic_uptake"]) == (1, 2)


def test_parts_that_exceed_the_total_need_the_fossil_part() -> None:
    with pytest.raises(Undeterminable) as lacking:
        completed(_row(biogenic_non_co2_emissions="11"))
    assert lacking.value.name == "fossil_ghg_emissions"


@pytest.mark.parametrize(
    ("unit", "mass"),
    [
        (DeclaredUnit.KILOGRAM, Decimal(5)),
        (DeclaredUnit.KILOWATT_HOUR, Decimal(0)),
        (DeclaredUnit.TON_KILOMETER, Decimal(0)),
    ],
)
def test_the_mass_follows_from_some_units(unit: DeclaredUnit, mass: Decimal) -> None:
    assert completed(_row(unit, declared_unit_amount="5"))["product_mass_per_declared_unit"] == mass


def test_the_mass_of_a_piece_must_be_stated() -> None:
    with pytest.raises(Undeterminable) as lacking:
        completed(_row(DeclaredUnit.PIECE))
    assert lacking.value.code == "mass-missing"
