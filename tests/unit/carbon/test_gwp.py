"""Global warming potentials: sets by version, never mixed."""

from decimal import Decimal

import pytest

from carbon.gwp import (
    AR5,
    AR6,
    AR6_FIRST_PRINT,
    BLENDS,
    GWP_SETS,
    Gas,
    MixedGwpSets,
    co2_equivalent,
    one_gwp_set,
    refrigerant_potential,
)


@pytest.mark.parametrize("name", list(GWP_SETS))
def test_every_set_knows_every_gas(name: str) -> None:
    assert set(GWP_SETS[name].values) == set(Gas)
    assert all(value > 0 for value in GWP_SETS[name].values.values())


def test_sulphur_hexafluoride_has_two_values_in_circulation() -> None:
    assert AR5.values[Gas.SF6] == 23_500
    assert AR6.values[Gas.SF6] == 24_300
    assert AR6_FIRST_PRINT.values[Gas.SF6] == 25_200


@pytest.mark.parametrize(
    ("blend", "expected"), [("R-410A", 2256), ("R-404A", 4728), ("R-407C", 1908)]
)
def test_blends_by_mass(blend: str, expected: int) -> None:
    assert sum(BLENDS[blend].values()) == 1
    assert abs(refrigerant_potential(blend, AR6) - expected) <= Decimal("0.5")


def test_gases_add_up() -> None:
    masses = {Gas.CO2: Decimal(10), Gas.CH4_FOSSIL: Decimal(2), Gas.N2O: Decimal("0.5")}
    assert co2_equivalent(masses, AR6) == Decimal("206.1")
    assert co2_equivalent(masses, AR5) == Decimal("202.5")


def test_an_unknown_refrigerant_is_not_guessed() -> None:
    with pytest.raises(ValueError, match="R-999"):
        refrigerant_potential("R-999", AR6)


def test_sets_are_never_mixed() -> None:
    assert one_gwp_set(["AR6", "", "AR6"]) == "AR6"
    with pytest.raises(MixedGwpSets):
        one_gwp_set(["AR6", "AR5"])
