"""Mass and carbon content of the declared unit (PACT how-to guide v3)."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from carbon.decimals import exact_arithmetic, format_decimal, readable, total
from carbon.findings import FindingCode
from carbon.footprint.model import ProductFootprint
from carbon.footprint.rules.sums import nearly_equal
from carbon.footprint.rules.violation import Rule, Violation, violation
from carbon.units import DeclaredUnit

MASSLESS_UNITS = frozenset(
    {
        DeclaredUnit.KILOWATT_HOUR,
        DeclaredUnit.MEGAJOULE,
        DeclaredUnit.TON_KILOMETER,
        DeclaredUnit.HOUR,
        DeclaredUnit.MEGABIT_SECOND,
    }
)
"""Declared units of energy, transport and services: their mass is stated as 0."""

_MASS = "pcf.productMassPerDeclaredUnit"
_UPTAKE_TOLERANCE = Decimal("0.01")


def mass_fits_declared_unit(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """A kilogram weighs a kilogram, a piece weighs something, a service weighs nothing."""
    pcf = footprint.pcf
    unit, mass = pcf.declared_unit_of_measurement, pcf.product_mass_per_declared_unit
    if unit is DeclaredUnit.KILOGRAM and mass != pcf.declared_unit_amount:
        yield violation(
            FindingCode.MASS_NOT_DECLARED_AMOUNT,
            _MASS,
            stated=mass,
            expected=pcf.declared_unit_amount,
        )
    if unit is DeclaredUnit.PIECE and not mass:
        yield violation(FindingCode.MASS_MISSING_FOR_PIECE, _MASS)
    if unit in MASSLESS_UNITS and mass:
        yield violation(FindingCode.MASS_FOR_MASSLESS_UNIT, _MASS, stated=mass, unit=unit)


def carbon_within_mass(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """A product does not hold more carbon than it weighs."""
    pcf = footprint.pcf
    mass = pcf.product_mass_per_declared_unit
    carbon = total((pcf.fossil_carbon_content, pcf.biogenic_carbon_content or Decimal(0)))
    if mass and carbon > mass:
        yield violation(
            FindingCode.CARBON_ABOVE_MASS,
            "pcf.fossilCarbonContent",
            carbon=format_decimal(carbon),
            mass=mass,
        )


def uptake_fits_carbon(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """Uptake is the CO2 whose carbon the product holds: 44/12 of the biogenic carbon content."""
    uptake = footprint.pcf.biogenic_co2_uptake
    carbon = footprint.pcf.biogenic_carbon_content
    path = "pcf.biogenicCO2Uptake"
    if not uptake:
        return
    if carbon is None:
        yield violation(FindingCode.UPTAKE_WITHOUT_CARBON, path)
        return
    expected = expected_uptake(carbon)
    if not nearly_equal(uptake, expected, _UPTAKE_TOLERANCE):
        yield violation(
            FindingCode.UPTAKE_NOT_FROM_CARBON, path, stated=uptake, expected=readable(expected)
        )


def expected_uptake(biogenic_carbon: Decimal) -> Decimal:
    """CO2 taken from the air, as a negative number of kg, for so many kg of biogenic carbon."""
    with exact_arithmetic():
        return -biogenic_carbon * 44 / 12


RULES: tuple[Rule, ...] = (mass_fits_declared_unit, carbon_within_mass, uptake_fits_carbon)
