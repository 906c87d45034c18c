"""Each rule of the methodology speaks when it is broken and is silent otherwise."""

import copy
from datetime import datetime
from typing import Any

import pytest

from carbon.findings import FindingCode as Code
from carbon.findings import Severity, has_errors
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.rules import Profile, methodology_findings
from tests.unit.carbon.examples import day

NOW = day(2025, 6)


def findings_of(
    document: dict[str, Any],
    top: dict[str, Any],
    pcf: dict[str, Any],
    now: datetime = NOW,
    profile: Profile = Profile.OWN,
) -> dict[Code, Severity]:
    changed = copy.deepcopy(document) | top
    changed["pcf"] = {
        name: value for name, value in (changed["pcf"] | pcf).items() if value is not None
    }
    footprint, errors = parse_footprint(changed)
    assert footprint is not None, errors
    found = methodology_findings(footprint, now, profile)
    return {finding.code: finding.severity for finding in found}


def test_a_sound_footprint_has_no_findings(document: dict[str, Any]) -> None:
    assert findings_of(document, {}, {}) == {}


_RULE = {"operator": "PEF", "ruleNames": ["a"]}
_PIECE = {"declaredUnitOfMeasurement": "piece"}
_HOUR = {"declaredUnitOfMeasurement": "hour"}

ERRORS: list[tuple[Code, dict[str, Any], dict[str, Any]]] = [
    (Code.SUM_EXCLUDING_UPTAKE, {}, {"fossilGhgEmissions": "2.3"}),
    (Code.SUM_INCLUDING_UPTAKE, {}, {"pcfIncludingBiogenicUptake": "2.5"}),
    (Code.LAND_MANAGEMENT_ABOVE_FOSSIL, {}, {"landManagementFossilGhgEmissions": "2.36"}),
    (
        Code.PACKAGING_ABOVE_TOTAL,
        {},
        {"packagingEmissionsIncluded": True, "packagingGhgEmissions": "2.36"},
    ),
    (Code.REFERENCE_PERIOD_EMPTY, {}, {"referencePeriodStart": "2025-01-01T00:00:00Z"}),
    (Code.VALIDITY_BEFORE_REFERENCE_END, {"validityPeriodStart": "2024-12-31T00:00:00Z"}, {}),
    (Code.VALIDITY_TOO_LONG, {"validityPeriodEnd": "2028-01-01T00:00:01Z"}, {}),
    (
        Code.VALIDITY_EMPTY,
        {
            "validityPeriodStart": "2026-01-01T00:00:00Z",
            "validityPeriodEnd": "2026-01-01T00:00:00Z",
        },
        {},
    ),
    (Code.UNKNOWN_COUNTRY, {}, {"geographyCountrySubdivision": None, "geographyCountry": "XX"}),
    (Code.UNKNOWN_SUBDIVISION, {}, {"geographyCountrySubdivision": "CN-QQ"}),
    (Code.PACKAGING_NOT_INCLUDED, {}, {"packagingGhgEmissions": "0.1"}),
    (Code.CAPTURE_NOT_INCLUDED, {}, {"technologicalCO2CaptureOrigin": "flue gas"}),
    (Code.CREDIT_WITHOUT_CERTIFICATION, {}, {"ccuCalculationApproach": "Credit"}),
    (
        Code.CERTIFICATION_WITHOUT_CREDIT,
        {},
        {"ccuCalculationApproach": "Cut-off", "ccuCreditCertification": "https://a.example"},
    ),
    (
        Code.OTHER_OPERATOR_MISSING,
        {},
        {"productOrSectorSpecificRules": [{"operator": "Other", "ruleNames": ["a"]}]},
    ),
    (
        Code.OTHER_OPERATOR_UNEXPECTED,
        {},
        {"productOrSectorSpecificRules": [_RULE | {"otherOperatorName": "b"}]},
    ),
    (Code.MASS_NOT_DECLARED_AMOUNT, {}, {"productMassPerDeclaredUnit": "2"}),
    (Code.MASS_MISSING_FOR_PIECE, {}, _PIECE | {"productMassPerDeclaredUnit": "0"}),
    (Code.MASS_FOR_MASSLESS_UNIT, {}, _HOUR),
]

WARNINGS: list[tuple[Code, dict[str, Any], dict[str, Any]]] = [
    (Code.PACKAGING_FLAG_MISSING, {}, {"packagingEmissionsIncluded": None}),
    (Code.PACKAGING_NUMBER_MISSING, {}, {"packagingEmissionsIncluded": True}),
    (Code.CAPTURE_FLAG_MISSING, {}, {"ccsTechnologicalCO2CaptureIncluded": None}),
    (Code.SECONDARY_SOURCES_MISSING, {}, {"secondaryEmissionFactorSources": None}),
    (Code.SECONDARY_SOURCES_UNEXPECTED, {}, {"primaryDataShare": "100"}),
    (Code.PRIMARY_DATA_SHARE_MISSING, {}, {"primaryDataShare": None}),
    (
        Code.EXEMPTED_ABOVE_CAP,
        {},
        {"exemptedEmissionsPercent": "3.01", "exemptedEmissionsDescription": "screws"},
    ),
    (Code.EXEMPTED_WITHOUT_DESCRIPTION, {}, {"exemptedEmissionsPercent": "3"}),
    (Code.CARBON_ABOVE_MASS, {}, {"fossilCarbonContent": "1.1"}),
    (Code.OUTDATED_CHARACTERIZATION, {}, {"ipccCharacterizationFactors": ["AR5"]}),
]


@pytest.mark.parametrize(("code", "top", "pcf"), ERRORS)
def test_the_portal_refuses_and_the_exchange_warns(
    document: dict[str, Any], code: Code, top: dict[str, Any], pcf: dict[str, Any]
) -> None:
    assert findings_of(document, top, pcf) == {code: Severity.ERROR}
    inbound = findings_of(document, top, pcf, profile=Profile.EXCHANGE)
    assert inbound == {code: Severity.WARNING}


@pytest.mark.parametrize(("code", "top", "pcf"), WARNINGS)
def test_what_is_doubtful_is_a_warning_everywhere(
    document: dict[str, Any], code: Code, top: dict[str, Any], pcf: dict[str, Any]
) -> None:
    assert findings_of(document, top, pcf) == {code: Severity.WARNING}


def test_carbon_from_capture_needs_approach_and_origin(document: dict[str, Any]) -> None:
    capture = {"ccuCarbonContent": "0.1", "ccsTechnologicalCO2CaptureIncluded": True}
    assert set(findings_of(document, {}, capture)) == {
        Code.CCU_WITHOUT_APPROACH,
        Code.CCU_WITHOUT_ORIGIN,
    }


def test_uptake_is_44_twelfths_of_the_biogenic_carbon(document: dict[str, Any]) -> None:
    grown = {"biogenicCarbonContent": "0.3", "pcfIncludingBiogenicUptake": "1.25"}
    assert findings_of(document, {}, grown | {"biogenicCO2Uptake": "-1.1"}) == {}
    off = grown | {"biogenicCO2Uptake": "-1.2", "pcfIncludingBiogenicUptake": "1.15"}
    assert set(findings_of(document, {}, off)) == {Code.UPTAKE_NOT_FROM_CARBON}
    bare = off | {"biogenicCarbonContent": None}
    assert set(findings_of(document, {}, bare)) == {Code.UPTAKE_WITHOUT_CARBON}


def test_every_part_belongs_to_the_total(document: dict[str, Any]) -> None:
    parts = {
        "landUseChangeGhgEmissions": "1",
        "landManagementBiogenicCO2Emissions": "0.5",
        "landManagementBiogenicCO2Removals": "-0.25",
        "technologicalCO2Removals": "-0.1",
        "ccsTechnologicalCO2Capture": "-0.2",
        "biogenicNonCO2Emissions": "0.05",
        "ccsTechnologicalCO2CaptureIncluded": True,
        "pcfExcludingBiogenicUptake": "3.35",
        "pcfIncludingBiogenicUptake": "3.35",
    }
    assert findings_of(document, {}, parts) == {}


def test_rounding_of_the_parts_is_tolerated(document: dict[str, Any]) -> None:
    assert findings_of(document, {}, {"fossilGhgEmissions": "2.36"}) == {}


def test_an_expired_footprint_is_named_only_while_it_is_active(document: dict[str, Any]) -> None:
    assert set(findings_of(document, {}, {}, now=day(2028))) == {Code.EXPIRED}
    assert findings_of(document, {"status": "Deprecated"}, {}, now=day(2028)) == {}


def test_ratings_become_obligatory(document: dict[str, Any]) -> None:
    assert findings_of(document, {}, {"dqi": None}, now=day(2027, 12, 31)) == {}
    late = findings_of(document, {}, {"dqi": None}, now=day(2028))
    assert Code.DATA_QUALITY_MISSING in late


def test_the_cap_on_exemptions_was_higher_before_version_3(document: dict[str, Any]) -> None:
    exempted = {"exemptedEmissionsPercent": "4", "exemptedEmissionsDescription": "screws"}
    assert findings_of(document, {"specVersion": "2.2.0"}, exempted) == {}


def test_warnings_are_not_errors(document: dict[str, Any]) -> None:
    footprint, _ = parse_footprint(document)
    assert footprint is not None
    assert not has_errors(methodology_findings(footprint, day(2028)))
