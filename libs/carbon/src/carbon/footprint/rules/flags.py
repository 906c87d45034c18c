"""Attributes that depend on a flag or on one another: packaging, carbon capture, sector rules."""

from collections.abc import Iterator
from datetime import datetime

from carbon.findings import FindingCode
from carbon.footprint.model import CcuCalculationApproach, ProductFootprint, RuleOperator
from carbon.footprint.rules.violation import Rule, Violation, violation


def packaging_absent_when_excluded(
    footprint: ProductFootprint, now: datetime
) -> Iterator[Violation]:
    """Without packaging in the total, both packaging numbers are absent."""
    if footprint.pcf.packaging_emissions_included is not False:
        return
    for name, value in _packaging(footprint):
        if value is not None:
            yield violation(FindingCode.PACKAGING_NOT_INCLUDED, name)


def packaging_flag_stated(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The methodology asks whether packaging is included."""
    if footprint.pcf.packaging_emissions_included is None:
        yield violation(FindingCode.PACKAGING_FLAG_MISSING, "pcf.packagingEmissionsIncluded")


def packaging_stated_when_included(
    footprint: ProductFootprint, now: datetime
) -> Iterator[Violation]:
    """Packaging that is included should be shown apart."""
    pcf = footprint.pcf
    if pcf.packaging_emissions_included and pcf.packaging_ghg_emissions is None:
        yield violation(FindingCode.PACKAGING_NUMBER_MISSING, "pcf.packagingGhgEmissions")


def capture_absent_when_excluded(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """Without capture in the total, capture, removals and origin are absent."""
    if footprint.pcf.ccs_technological_co2_capture_included is not False:
        return
    for name, value in _capture(footprint):
        if value is not None:
            yield violation(FindingCode.CAPTURE_NOT_INCLUDED, name)


def capture_flag_stated(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """The methodology asks whether technological capture is included."""
    if footprint.pcf.ccs_technological_co2_capture_included is None:
        yield violation(FindingCode.CAPTURE_FLAG_MISSING, "pcf.ccsTechnologicalCO2CaptureIncluded")


def certification_only_with_credit(
    footprint: ProductFootprint, now: datetime
) -> Iterator[Violation]:
    """The credit approach has a certification, the cut-off approach has none."""
    approach = footprint.pcf.ccu_calculation_approach
    certified = footprint.pcf.ccu_credit_certification is not None
    path = "pcf.ccuCreditCertification"
    if approach is CcuCalculationApproach.CREDIT and not certified:
        yield violation(FindingCode.CREDIT_WITHOUT_CERTIFICATION, path)
    if approach is not CcuCalculationApproach.CREDIT and certified:
        yield violation(FindingCode.CERTIFICATION_WITHOUT_CREDIT, path)


def captured_content_explained(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """Carbon from capture and utilization comes with its approach and origin."""
    pcf = footprint.pcf
    if not pcf.ccu_carbon_content:
        return
    if pcf.ccu_calculation_approach is None:
        yield violation(FindingCode.CCU_WITHOUT_APPROACH, "pcf.ccuCalculationApproach")
    if pcf.technological_co2_capture_origin is None:
        yield violation(FindingCode.CCU_WITHOUT_ORIGIN, "pcf.technologicalCO2CaptureOrigin")


def other_operator_named(footprint: ProductFootprint, now: datetime) -> Iterator[Violation]:
    """A rule of another operator names it, and only then."""
    for position, rule in enumerate(footprint.pcf.product_or_sector_specific_rules):
        path = f"pcf.productOrSectorSpecificRules[{position}].otherOperatorName"
        is_other = rule.operator is RuleOperator.OTHER
        if is_other and rule.other_operator_name is None:
            yield violation(FindingCode.OTHER_OPERATOR_MISSING, path)
        if not is_other and rule.other_operator_name is not None:
            yield violation(FindingCode.OTHER_OPERATOR_UNEXPECTED, path)


def _packaging(footprint: ProductFootprint) -> tuple[tuple[str, object], ...]:
    pcf = footprint.pcf
    return (
        ("pcf.packagingGhgEmissions", pcf.packaging_ghg_emissions),
        ("pcf.packagingBiogenicCarbonContent", pcf.packaging_biogenic_carbon_content),
    )


def _capture(footprint: ProductFootprint) -> tuple[tuple[str, object], ...]:
    pcf = footprint.pcf
    return (
        ("pcf.ccsTechnologicalCO2Capture", pcf.ccs_technological_co2_capture),
        ("pcf.technologicalCO2Removals", pcf.technological_co2_removals),
        ("pcf.technologicalCO2CaptureOrigin", pcf.technological_co2_capture_origin),
    )


RULES: tuple[Rule, ...] = (
    packaging_absent_when_excluded,
    packaging_flag_stated,
    packaging_stated_when_included,
    capture_absent_when_excluded,
    capture_flag_stated,
    certification_only_with_credit,
    captured_content_explained,
    other_operator_named,
)
