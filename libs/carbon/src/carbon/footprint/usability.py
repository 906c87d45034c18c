"""PACT usability model (March 2026): how far a footprint can be used, instead of a rejection.

L1 indicative: identity, unit, period, geography and the number. L2 consistent: how it came about.
L3 methodologically complete: everything the methodology asks for at the moment of looking.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from carbon.findings import Severity
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from carbon.footprint.rules import methodology_findings
from carbon.footprint.rules.quality import RATINGS_OBLIGATORY_FROM


class UsabilityLevel(IntEnum):
    """Levels of the usability model; a higher one includes the lower ones."""

    INDICATIVE = 1
    CONSISTENT = 2
    COMPLETE = 3


@dataclass(frozen=True)
class Usability:
    """The level reached, and the JSON paths that keep the footprint from the next one."""

    level: UsabilityLevel
    missing: tuple[str, ...]


def usability(footprint: ProductFootprint, now: datetime) -> Usability:
    """Grade a footprint that has passed the schema layer, which is what L1 asks for."""
    missing = _missing_for_consistent(footprint.pcf)
    if missing:
        return Usability(UsabilityLevel.INDICATIVE, missing)
    missing = _missing_for_complete(footprint, now)
    if missing:
        return Usability(UsabilityLevel.CONSISTENT, missing)
    return Usability(UsabilityLevel.COMPLETE, ())


def _missing_for_consistent(pcf: CarbonFootprint) -> tuple[str, ...]:
    needed = {
        "pcf.biogenicCarbonContent": pcf.biogenic_carbon_content is not None,
        "pcf.primaryDataShare": pcf.primary_data_share is not None,
        "pcf.packagingEmissionsIncluded": pcf.packaging_emissions_included is not None,
        "pcf.secondaryEmissionFactorSources": _sources_named(pcf),
    }
    return tuple(path for path, present in needed.items() if not present)


def _needed_where_biogenic(pcf: CarbonFootprint, now: datetime) -> dict[str, bool]:
    """A product that holds biogenic carbon is asked for more, land management from 2028 on."""
    if not pcf.biogenic_carbon_content:
        return {}
    needed = {
        "pcf.biogenicCO2Uptake": pcf.biogenic_co2_uptake is not None,
        "pcf.landUseChangeGhgEmissions": pcf.land_use_change_ghg_emissions is not None,
        "pcf.biogenicNonCO2Emissions": pcf.biogenic_non_co2_emissions is not None,
    }
    if now < RATINGS_OBLIGATORY_FROM:
        return needed
    return needed | {
        "pcf.landManagementFossilGhgEmissions": pcf.land_management_fossil_ghg_emissions
        is not None,
        "pcf.landManagementBiogenicCO2Emissions": pcf.land_management_biogenic_co2_emissions
        is not None,
    }


def _sources_named(pcf: CarbonFootprint) -> bool:
    return pcf.primary_data_share == 100 or bool(pcf.secondary_emission_factor_sources)


def _missing_for_complete(footprint: ProductFootprint, now: datetime) -> tuple[str, ...]:
    pcf = footprint.pcf
    needed = {
        "pcf.boundaryProcessesDescription": bool(pcf.boundary_processes_description),
        **_needed_where_biogenic(pcf, now),
        "pcf.packagingGhgEmissions": not pcf.packaging_emissions_included
        or pcf.packaging_ghg_emissions is not None,
        "pcf.exemptedEmissionsDescription": not pcf.exempted_emissions_percent
        or bool(pcf.exempted_emissions_description),
        "pcf.ccsTechnologicalCO2CaptureIncluded": pcf.ccs_technological_co2_capture_included
        is not None,
        "pcf.allocationRulesDescription": bool(pcf.allocation_rules_description),
        "pcf.dqi": pcf.dqi is not None,
    }
    absent = [path for path, present in needed.items() if not present]
    broken = [
        finding.path
        for finding in methodology_findings(footprint, now)
        if finding.severity is Severity.ERROR
    ]
    return tuple(dict.fromkeys(absent + broken))
