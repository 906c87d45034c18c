"""Totals and their parts (PACT specification v3, notes on pcfExcluding/IncludingBiogenicUptake)."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from carbon.decimals import distance, format_decimal, product, total
from carbon.findings import FindingCode
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from carbon.footprint.rules.violation import Rule, Violation, violation

RELATIVE_TOLERANCE = Decimal("0.005")
ABSOLUTE_TOLERANCE = Decimal("0.000001")

_NONE = Decimal(0)


def total_excluding_uptake(pcf: CarbonFootprint) -> Decimal:
    """Sum of the parts of pcfExcludingBiogenicUptake, kgCO2e; an absent part counts nothing."""
    parts = (
        pcf.fossil_ghg_emissions,
        pcf.land_use_change_ghg_emissions,
        pcf.land_management_biogenic_co2_emissions,
        pcf.land_management_biogenic_co2_removals,
        pcf.technological_co2_removals,
        pcf.ccs_technological_co2_capture,
        pcf.biogenic_non_co2_emissions,
    )
    return total([part for part in parts if part is not None])


def total_including_uptake(pcf: CarbonFootprint) -> Decimal:
    """The stated pcfExcludingBiogenicUptake plus the (never positive) uptake, kgCO2e."""
    return total((pcf.pcf_excluding_biogenic_uptake, pcf.biogenic_co2_uptake or _NONE))


def sum_excluding_uptake(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The total without uptake is the sum of its parts."""
    stated = footprint.pcf.pcf_excluding_biogenic_uptake
    expected = total_excluding_uptake(footprint.pcf)
    if not nearly_equal(stated, expected):
        yield _sum(FindingCode.SUM_EXCLUDING_UPTAKE, "pcfExcluding", stated, expected)


def sum_including_uptake(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The total with uptake is the total without it plus the uptake."""
    stated = footprint.pcf.pcf_including_biogenic_uptake
    expected = total_including_uptake(footprint.pcf)
    if not nearly_equal(stated, expected):
        yield _sum(FindingCode.SUM_INCLUDING_UPTAKE, "pcfIncluding", stated, expected)


def land_management_part_of_fossil(
    footprint: ProductFootprint, now: datetime
) -> Iterator[Violation]:
    """Fossil emissions of land management are a part of all fossil emissions."""
    part = footprint.pcf.land_management_fossil_ghg_emissions
    if part is not None and part > footprint.pcf.fossil_ghg_emissions:
        yield violation(
            FindingCode.LAND_MANAGEMENT_ABOVE_FOSSIL,
            "pcf.landManagementFossilGhgEmissions",
            part=part,
            total=footprint.pcf.fossil_ghg_emissions,
        )


def packaging_part_of_total(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """Packaging that is included in the total cannot exceed it."""
    pcf = footprint.pcf
    part = pcf.packaging_ghg_emissions if pcf.packaging_emissions_included else None
    if part is not None and part > pcf.pcf_excluding_biogenic_uptake:
        yield violation(
            FindingCode.PACKAGING_ABOVE_TOTAL,
            "pcf.packagingGhgEmissions",
            part=part,
            total=pcf.pcf_excluding_biogenic_uptake,
        )


def nearly_equal(
    stated: Decimal, expected: Decimal, relative_tolerance: Decimal = RELATIVE_TOLERANCE
) -> bool:
    """Whether two totals differ by no more than rounding of their parts explains."""
    if stated == expected:
        return True
    apart = distance(stated, expected)
    return apart <= ABSOLUTE_TOLERANCE or apart <= product(
        relative_tolerance, distance(stated, _NONE)
    )


def _sum(code: FindingCode, name: str, stated: Decimal, expected: Decimal) -> Violation:
    path = f"pcf.{name}BiogenicUptake"
    return violation(code, path, stated=stated, expected=format_decimal(expected))


RULES: tuple[Rule, ...] = (
    sum_excluding_uptake,
    sum_including_uptake,
    land_management_part_of_fossil,
    packaging_part_of_total,
)
