"""Footprints survive the way through the contract unchanged, and broken ones are named."""

from dataclasses import fields
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from carbon.footprint.model import (
    CarbonFootprint,
    CcuCalculationApproach,
    DataQualityIndicators,
    EmissionFactorSource,
    FootprintStatus,
    ProductFootprint,
    RuleOperator,
    SectorRule,
    Verification,
    VerificationCoverage,
)
from carbon.units import DeclaredUnit
from tierzero.facts import (
    UnreadableFootprint,
    declared_unit_from_message,
    declared_unit_to_message,
    footprint_from_message,
    footprint_to_message,
)

_DECIMALS = {
    field.name: Decimal("0.10") for field in fields(CarbonFootprint) if "Decimal" in str(field.type)
}
_NEGATIVE = {
    "biogenic_co2_uptake": Decimal("-1.5"),
    "land_management_biogenic_co2_removals": Decimal("-1"),
    "ccs_technological_co2_capture": Decimal("-0"),
    "technological_co2_removals": Decimal("-2"),
}
_FULL = CarbonFootprint(
    **{
        **_DECIMALS,
        **_NEGATIVE,
        "declared_unit_of_measurement": DeclaredUnit.TON_KILOMETER,
        "reference_period_start": datetime(2025, 1, 1, tzinfo=UTC),
        "reference_period_end": datetime(2026, 1, 1, tzinfo=UTC),
        "ipcc_characterization_factors": ("AR6", "AR5"),
        "cross_sectoral_standards": ("ISO14067",),
        "geography_country": "CN",
        "packaging_emissions_included": False,
        "ccs_technological_co2_capture_included": True,
        "ccu_calculation_approach": CcuCalculationApproach.CREDIT,
        "product_or_sector_specific_rules": (
            SectorRule(RuleOperator.OTHER, ("a", "b"), "operator"),
            SectorRule(RuleOperator.PEF, ("c",)),
        ),
        "secondary_emission_factor_sources": (EmissionFactorSource("ecoinvent", "3.11"),),
        "dqi": DataQualityIndicators(Decimal(1), Decimal("2.5"), Decimal(5)),
        "verification": Verification(VerificationCoverage.PROGRAM, "provider"),
    }
)
_FOOTPRINT = ProductFootprint(
    id="5b1b8e4c-52a3-4a44-8c0e-0d9a8a8f1d3e",
    spec_version="3.0.4",
    created=datetime(2026, 2, 3, 4, 5, 6, 789000, tzinfo=UTC),
    status=FootprintStatus.DEPRECATED,
    company_name="Mill",
    company_ids=("urn:pact:mill.example:company-id:1",),
    product_description="",
    product_ids=("urn:pact:mill.example:product-id:1",),
    product_name_company="Resin",
    pcf=_FULL,
)


def test_a_full_footprint_comes_back_as_it_was() -> None:
    message = footprint_to_message(_FOOTPRINT)
    assert footprint_from_message(message) == _FOOTPRINT


def test_an_attribute_that_breaks_the_data_model_is_named_with_its_path() -> None:
    message = footprint_to_message(_FOOTPRINT)
    message.pcf.pcf_excluding_biogenic_uptake = "1,5"
    message.pcf.primary_data_share = "101"
    with pytest.raises(UnreadableFootprint) as caught:
        footprint_from_message(message)
    paths = {finding.path for finding in caught.value.findings}
    assert paths == {"pcf.pcfExcludingBiogenicUptake", "pcf.primaryDataShare"}


@pytest.mark.parametrize("unit", list(DeclaredUnit))
def test_every_declared_unit_has_one_value_in_the_contract(unit: DeclaredUnit) -> None:
    assert declared_unit_from_message(declared_unit_to_message(unit)) is unit


def test_a_unit_the_contract_does_not_state_is_none() -> None:
    assert declared_unit_from_message(0) is None
    assert declared_unit_from_message(999) is None
