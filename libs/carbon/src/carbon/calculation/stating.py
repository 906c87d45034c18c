"""The result as PACT's CarbonFootprint: every attribute that follows from the calculation."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_EVEN, Decimal

from carbon.decimals import exact_arithmetic, plain
from carbon.footprint.model import (
    CarbonFootprint,
    CcuCalculationApproach,
    DataQualityIndicators,
    EmissionFactorSource,
    SectorRule,
)
from carbon.footprint.rules.mass import expected_uptake
from carbon.units import DeclaredUnit

from .model import Stage
from .rolling import QUANTUM, Result

_ALL = Decimal(100)
_NONE = Decimal(0)
_HUNDREDTH = Decimal("0.01")
_WORST = Decimal(5)


@dataclass(frozen=True)
class Capture:
    """Carbon capture and utilization, as far as the supplier says something of it."""

    included: bool | None = None
    origin: str | None = None
    used_carbon_content: Decimal | None = None
    approach: CcuCalculationApproach | None = None
    certification: str | None = None


@dataclass(frozen=True)
class Statement:
    """What a footprint states beside the result; carbon contents in kg C per declared unit."""

    declared_unit: DeclaredUnit
    mass_per_declared_unit: Decimal
    period_start: datetime
    period_end: datetime
    country: str = ""
    subdivision: str = ""
    standards: tuple[str, ...] = ()
    characterization: tuple[str, ...] = ("AR6",)
    fossil_carbon: Decimal = _NONE
    biogenic_carbon: Decimal | None = None
    recycled_carbon: Decimal | None = None
    packaging_included: bool | None = None
    packaging_biogenic_carbon: Decimal | None = None
    capture: Capture = Capture()
    exempted_percent: Decimal = _NONE
    exempted_description: str = ""
    boundary: str = ""
    allocation: str = ""
    sources: tuple[EmissionFactorSource, ...] = ()
    rules: tuple[SectorRule, ...] = ()
    outbound_logistics: Decimal | None = None


def carbon_footprint(result: Result, statement: Statement) -> CarbonFootprint:
    """The footprint of one declared unit; its totals are the sums that PACT asks for."""
    emissions, capture = result.emissions, statement.capture
    uptake = _uptake(statement.biogenic_carbon)
    is_biogenic = bool(statement.biogenic_carbon)
    has_capture = capture.included or bool(emissions.capture or emissions.technological_removals)
    share = stated_share(result.primary_data_share)
    with exact_arithmetic():
        including = plain(result.total + (uptake or _NONE))
    return CarbonFootprint(
        declared_unit_of_measurement=statement.declared_unit,
        declared_unit_amount=Decimal(1),
        product_mass_per_declared_unit=statement.mass_per_declared_unit,
        reference_period_start=statement.period_start,
        reference_period_end=statement.period_end,
        geography_country=None if statement.subdivision else statement.country or None,
        geography_country_subdivision=statement.subdivision or None,
        boundary_processes_description=statement.boundary or None,
        pcf_excluding_biogenic_uptake=plain(result.total),
        pcf_including_biogenic_uptake=including,
        fossil_ghg_emissions=plain(emissions.fossil),
        fossil_carbon_content=statement.fossil_carbon,
        biogenic_carbon_content=statement.biogenic_carbon,
        recycled_carbon_content=statement.recycled_carbon,
        biogenic_co2_uptake=uptake,
        packaging_emissions_included=statement.packaging_included,
        packaging_ghg_emissions=_of_packaging(result, statement),
        packaging_biogenic_carbon_content=(
            statement.packaging_biogenic_carbon if statement.packaging_included else None
        ),
        outbound_logistics_ghg_emissions=statement.outbound_logistics,
        ccs_technological_co2_capture_included=True if has_capture else capture.included,
        ccs_technological_co2_capture=plain(emissions.capture) if has_capture else None,
        technological_co2_removals=emissions.technological_removals or None,
        technological_co2_capture_origin=(capture.origin or None) if has_capture else None,
        ccu_carbon_content=capture.used_carbon_content,
        ccu_calculation_approach=capture.approach,
        ccu_credit_certification=capture.certification or None,
        ipcc_characterization_factors=statement.characterization,
        cross_sectoral_standards=statement.standards,
        product_or_sector_specific_rules=statement.rules,
        exempted_emissions_percent=statement.exempted_percent,
        exempted_emissions_description=statement.exempted_description or None,
        allocation_rules_description=statement.allocation or None,
        secondary_emission_factor_sources=() if share == _ALL else statement.sources,
        primary_data_share=share,
        dqi=_quality(result),
        land_use_change_ghg_emissions=_asked(emissions.land_use_change, is_biogenic),
        land_management_biogenic_co2_emissions=_asked(
            emissions.land_management_emissions, is_biogenic
        ),
        land_management_biogenic_co2_removals=emissions.land_management_removals or None,
        biogenic_non_co2_emissions=_asked(emissions.biogenic_non_co2, is_biogenic),
    )


def stated_share(share: Decimal | None) -> Decimal | None:
    """Per cent to two places; 100 only where all is primary."""
    if share is None:
        return None
    rounded = share.quantize(_HUNDREDTH, ROUND_HALF_EVEN)
    return plain(_ALL - _HUNDREDTH if rounded == _ALL and share < _ALL else rounded)


def _uptake(carbon: Decimal | None) -> Decimal | None:
    if carbon is None:
        return None
    with exact_arithmetic():
        return plain(expected_uptake(carbon).quantize(QUANTUM, ROUND_HALF_EVEN))


def _of_packaging(result: Result, statement: Statement) -> Decimal | None:
    return plain(result.of_stage(Stage.PACKAGING)) if statement.packaging_included else None


def _quality(result: Result) -> DataQualityIndicators | None:
    ratings = result.ratings
    if ratings.technological is None:
        return None
    return DataQualityIndicators(
        *(_rounded(one) for one in (ratings.technological, ratings.geographical, ratings.temporal))
    )


def _rounded(rating: Decimal | None) -> Decimal:
    return plain((_WORST if rating is None else rating).quantize(_HUNDREDTH, ROUND_HALF_EVEN))


def _asked(emitted: Decimal, is_biogenic: bool) -> Decimal | None:
    """Stated where there is something, and as 0 where a biogenic product is asked for it."""
    return plain(emitted) if emitted or is_biogenic else None
