"""What follows from the cells that are filled in, where others are empty.

The usability model of PACT (March 2026) lets an indicative footprint state a total alone and fills
in zeros; here the fossil part takes the whole total that other parts leave, so that sums hold.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from carbon.decimals import total as sum_of
from carbon.units import DeclaredUnit
from tierzero.i18n import Text, _

MASSLESS = frozenset(
    {
        DeclaredUnit.KILOWATT_HOUR,
        DeclaredUnit.MEGAJOULE,
        DeclaredUnit.TON_KILOMETER,
        DeclaredUnit.HOUR,
        DeclaredUnit.MEGABIT_SECOND,
    }
)
_OTHER_PARTS = (
    "land_use_change_ghg_emissions",
    "land_management_biogenic_co2_emissions",
    "land_management_biogenic_co2_removals",
    "technological_co2_removals",
    "ccs_technological_co2_capture",
    "biogenic_non_co2_emissions",
)
_ZERO = Decimal(0)


class Undeterminable(Exception):
    """A value that is needed follows from nothing in the row."""

    def __init__(self, name: str, code: str, message: Text) -> None:
        super().__init__(name, code)
        self.name = name
        self.code = code
        self.message = message


def completed(given: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes with those added that follow from them; raises Undeterminable."""
    amount = given.get("declared_unit_amount") or Decimal(1)
    found = {**given, "declared_unit_amount": amount}
    found["product_mass_per_declared_unit"] = _mass(found)
    total = found["pcf_excluding_biogenic_uptake"]
    if found.get("pcf_including_biogenic_uptake") is None:
        uptake = found.get("biogenic_co2_uptake") or _ZERO
        found["pcf_including_biogenic_uptake"] = sum_of((total, uptake))
    if found.get("fossil_ghg_emissions") is None:
        found["fossil_ghg_emissions"] = _fossil(found)
    for name in ("fossil_carbon_content", "exempted_emissions_percent"):
        if found.get(name) is None:
            found[name] = _ZERO
    return found


def _mass(given: Mapping[str, Any]) -> Decimal:
    mass, unit = given.get("product_mass_per_declared_unit"), given["declared_unit_of_measurement"]
    if mass is not None:
        return mass
    if unit is DeclaredUnit.KILOGRAM:
        return given["declared_unit_amount"]
    if unit in MASSLESS:
        return _ZERO
    text = _("Enter the mass in kg; only for kilograms, energy, transport and time it is known.")
    raise Undeterminable("product_mass_per_declared_unit", "mass-missing", text)


def _fossil(given: Mapping[str, Any]) -> Decimal:
    others = sum_of(given.get(name) or _ZERO for name in _OTHER_PARTS)
    fossil = sum_of((given["pcf_excluding_biogenic_uptake"], others.copy_negate()))
    if fossil < 0:
        text = _("Enter the fossil emissions; they do not follow from the other parts.")
        raise Undeterminable("fossil_ghg_emissions", "fossil-missing", text)
    return fossil
