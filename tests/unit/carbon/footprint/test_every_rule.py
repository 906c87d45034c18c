"""The rules 1 to 15 across fields: broken each is told with code, path, severity and two texts."""

import copy
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

import pytest

from carbon.findings import Finding, Severity
from carbon.findings import FindingCode as Code
from carbon.findings_text import describe
from carbon.footprint.lifecycle import lifecycle_findings
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.rules import Profile, methodology_findings
from carbon.footprint.rules.texts import METHOD_TEXTS, SUM_AND_PERIOD_TEXTS
from supplier_portal.footprints.labels import label_of
from tests.unit.carbon.examples import day

NOW = day(2025, 6)
E, W = Severity.ERROR, Severity.WARNING
Json = dict[str, Any]


class Case(NamedTuple):
    """A change that breaks a rule, a near one that keeps it, and what is told of the first."""

    rule: str
    code: Code
    path: str
    severity: Severity
    broken: Json
    kept: Json
    now: datetime = NOW


def pcf(name: str) -> str:
    return f"pcf.{name}"


_PIECE = {"declaredUnitOfMeasurement": "piece"}
_KWH = {"declaredUnitOfMeasurement": "kilowatt hour"}
_CREDIT = {"ccuCalculationApproach": "Credit"}
_CERTIFIED = {"ccuCreditCertification": "https://example.com/c"}
_RULE = {"operator": "PEF", "ruleNames": ["a"]}
_NO_SOURCES = {"secondaryEmissionFactorSources": None}
_CAPTURE = {"ccsTechnologicalCO2Capture": "-0.1"}
_BIO = {"biogenicCarbonContent": "0.3"}

CASES = (
    Case(
        *("1", Code.SUM_EXCLUDING_UPTAKE, pcf("pcfExcludingBiogenicUptake"), E),
        {"landUseChangeGhgEmissions": "0.1"},
        {"landUseChangeGhgEmissions": "0.01"},
    ),
    Case(
        *("2", Code.SUM_INCLUDING_UPTAKE, pcf("pcfIncludingBiogenicUptake"), E),
        {"pcfIncludingBiogenicUptake": "2.0"},
        {"pcfIncludingBiogenicUptake": "2.351"},
    ),
    Case(
        *("3", Code.LAND_MANAGEMENT_ABOVE_FOSSIL, pcf("landManagementFossilGhgEmissions"), E),
        {"landManagementFossilGhgEmissions": "2.36"},
        {"landManagementFossilGhgEmissions": "2.35"},
    ),
    Case(
        *("3", Code.PACKAGING_ABOVE_TOTAL, pcf("packagingGhgEmissions"), E),
        {"packagingEmissionsIncluded": True, "packagingGhgEmissions": "2.36"},
        {"packagingEmissionsIncluded": True, "packagingGhgEmissions": "2.35"},
    ),
    Case(
        *("4", Code.REFERENCE_PERIOD_EMPTY, pcf("referencePeriodEnd"), E),
        {"referencePeriodStart": "2025-01-01T00:00:00Z"},
        {"referencePeriodStart": "2024-12-31T23:59:59Z"},
    ),
    Case(
        *("4", Code.VALIDITY_BEFORE_REFERENCE_END, "validityPeriodStart", E),
        {"/validityPeriodStart": "2024-12-31T23:59:59Z"},
        {"/validityPeriodStart": "2025-01-01T00:00:00Z"},
    ),
    Case(
        *("4", Code.VALIDITY_TOO_LONG, "validityPeriodEnd", E),
        {"/validityPeriodEnd": "2028-01-01T00:00:01Z"},
        {"/validityPeriodEnd": "2028-01-01T00:00:00Z"},
    ),
    Case(
        *("4", Code.VALIDITY_EMPTY, "validityPeriodEnd", E),
        {
            "/validityPeriodStart": "2026-01-01T00:00:00Z",
            "/validityPeriodEnd": "2026-01-01T00:00:00Z",
        },
        {
            "/validityPeriodStart": "2026-01-01T00:00:00Z",
            "/validityPeriodEnd": "2026-01-01T00:00:01Z",
        },
    ),
    Case(
        *("5", Code.UNKNOWN_COUNTRY, pcf("geographyCountry"), E),
        {"geographyCountry": "XX", "geographyCountrySubdivision": None},
        {"geographyCountry": "DE", "geographyCountrySubdivision": None},
    ),
    Case(
        *("5", Code.UNKNOWN_SUBDIVISION, pcf("geographyCountrySubdivision"), E),
        {"geographyCountrySubdivision": "DE-JS"},
        {"geographyCountrySubdivision": "DE-NW"},
    ),
    Case(
        *("6", Code.PACKAGING_NOT_INCLUDED, pcf("packagingGhgEmissions"), E),
        {"packagingGhgEmissions": "0.1"},
        {"packagingEmissionsIncluded": True, "packagingGhgEmissions": "0.1"},
    ),
    Case(
        *("6", Code.PACKAGING_NOT_INCLUDED, pcf("packagingBiogenicCarbonContent"), E),
        {"packagingBiogenicCarbonContent": "0"},
        {
            "packagingEmissionsIncluded": True,
            "packagingGhgEmissions": "0",
            "packagingBiogenicCarbonContent": "0",
        },
    ),
    Case(
        *("6", Code.CAPTURE_NOT_INCLUDED, pcf("ccsTechnologicalCO2Capture"), E),
        {**_CAPTURE, "fossilGhgEmissions": "2.45"},
        {
            **_CAPTURE,
            "fossilGhgEmissions": "2.45",
            "ccsTechnologicalCO2CaptureIncluded": True,
        },
    ),
    Case(
        *("6", Code.CAPTURE_NOT_INCLUDED, pcf("technologicalCO2Removals"), E),
        {"technologicalCO2Removals": "0"},
        {"technologicalCO2Removals": "0", "ccsTechnologicalCO2CaptureIncluded": True},
    ),
    Case(
        *("6", Code.CAPTURE_NOT_INCLUDED, pcf("technologicalCO2CaptureOrigin"), E),
        {"technologicalCO2CaptureOrigin": "kiln"},
        {"technologicalCO2CaptureOrigin": "kiln", "ccsTechnologicalCO2CaptureIncluded": True},
    ),
    Case(
        *("7", Code.CREDIT_WITHOUT_CERTIFICATION, pcf("ccuCreditCertification"), E),
        _CREDIT,
        _CREDIT | _CERTIFIED,
    ),
    Case(
        *("7", Code.CERTIFICATION_WITHOUT_CREDIT, pcf("ccuCreditCertification"), E),
        {"ccuCalculationApproach": "Cut-off", **_CERTIFIED},
        {"ccuCalculationApproach": "Cut-off"},
    ),
    Case(
        *("7", Code.CCU_WITHOUT_APPROACH, pcf("ccuCalculationApproach"), E),
        {"ccuCarbonContent": "0.1"},
        {"ccuCarbonContent": "0"},
    ),
    Case(
        *("7", Code.CCU_WITHOUT_ORIGIN, pcf("technologicalCO2CaptureOrigin"), E),
        {"ccuCarbonContent": "0.1", "ccuCalculationApproach": "Cut-off"},
        {
            "ccuCarbonContent": "0.1",
            "ccuCalculationApproach": "Cut-off",
            "technologicalCO2CaptureOrigin": "kiln",
            "ccsTechnologicalCO2CaptureIncluded": True,
        },
    ),
    Case(
        "8",
        Code.OTHER_OPERATOR_MISSING,
        pcf("productOrSectorSpecificRules[0].otherOperatorName"),
        E,
        {"productOrSectorSpecificRules": [{"operator": "Other", "ruleNames": ["a"]}]},
        {"productOrSectorSpecificRules": [_RULE]},
    ),
    Case(
        "8",
        Code.OTHER_OPERATOR_UNEXPECTED,
        pcf("productOrSectorSpecificRules[0].otherOperatorName"),
        E,
        {"productOrSectorSpecificRules": [{**_RULE, "otherOperatorName": "b"}]},
        {
            "productOrSectorSpecificRules": [
                {"operator": "Other", "ruleNames": ["a"], "otherOperatorName": "b"}
            ]
        },
    ),
    Case(
        *("9", Code.SECONDARY_SOURCES_MISSING, pcf("secondaryEmissionFactorSources"), W),
        _NO_SOURCES,
        {**_NO_SOURCES, "primaryDataShare": "100"},
    ),
    Case(
        *("9", Code.SECONDARY_SOURCES_UNEXPECTED, pcf("secondaryEmissionFactorSources"), W),
        {"primaryDataShare": "100"},
        {"primaryDataShare": "99.9"},
    ),
    Case(
        *("10", Code.EXEMPTED_ABOVE_CAP, pcf("exemptedEmissionsPercent"), W),
        {"exemptedEmissionsPercent": "3.1", "exemptedEmissionsDescription": "screws"},
        {"exemptedEmissionsPercent": "3", "exemptedEmissionsDescription": "screws"},
    ),
    Case(
        *("10 in v2", Code.EXEMPTED_ABOVE_CAP, pcf("exemptedEmissionsPercent"), W),
        {
            "/specVersion": "2.3.0",
            "exemptedEmissionsPercent": "5.1",
            "exemptedEmissionsDescription": "screws",
        },
        {
            "/specVersion": "2.3.0",
            "exemptedEmissionsPercent": "5",
            "exemptedEmissionsDescription": "screws",
        },
    ),
    Case(
        *("10", Code.EXEMPTED_WITHOUT_DESCRIPTION, pcf("exemptedEmissionsDescription"), W),
        {"exemptedEmissionsPercent": "1"},
        {"exemptedEmissionsPercent": "1", "exemptedEmissionsDescription": "screws"},
    ),
    Case(
        *("12", Code.CARBON_ABOVE_MASS, pcf("fossilCarbonContent"), W),
        {"fossilCarbonContent": "0.8", **_BIO},
        {"fossilCarbonContent": "0.7", **_BIO},
    ),
    Case(
        *("12", Code.UPTAKE_NOT_FROM_CARBON, pcf("biogenicCO2Uptake"), W),
        {**_BIO, "biogenicCO2Uptake": "-1.2", "pcfIncludingBiogenicUptake": "1.15"},
        {**_BIO, "biogenicCO2Uptake": "-1.1", "pcfIncludingBiogenicUptake": "1.25"},
    ),
    Case(
        *("12", Code.UPTAKE_WITHOUT_CARBON, pcf("biogenicCO2Uptake"), W),
        {
            "biogenicCarbonContent": None,
            "biogenicCO2Uptake": "-1.1",
            "pcfIncludingBiogenicUptake": "1.25",
        },
        {"biogenicCarbonContent": None},
    ),
    Case(
        *("13", Code.MASS_NOT_DECLARED_AMOUNT, pcf("productMassPerDeclaredUnit"), E),
        {"productMassPerDeclaredUnit": "2"},
        {"productMassPerDeclaredUnit": "2", "declaredUnitAmount": "2"},
    ),
    Case(
        *("13", Code.MASS_MISSING_FOR_PIECE, pcf("productMassPerDeclaredUnit"), E),
        {**_PIECE, "productMassPerDeclaredUnit": "0"},
        {**_PIECE, "productMassPerDeclaredUnit": "0.1"},
    ),
    Case(
        *("13", Code.MASS_FOR_MASSLESS_UNIT, pcf("productMassPerDeclaredUnit"), E),
        _KWH,
        {**_KWH, "productMassPerDeclaredUnit": "0"},
    ),
    Case(
        *("14", Code.OUTDATED_CHARACTERIZATION, pcf("ipccCharacterizationFactors"), W),
        {"ipccCharacterizationFactors": ["AR5"]},
        {"ipccCharacterizationFactors": ["AR5", "AR6"]},
    ),
    Case(
        *("14", Code.EXPIRED, "validityPeriodEnd", W),
        {"/validityPeriodEnd": "2025-05-31T00:00:00Z"},
        {"/validityPeriodEnd": "2025-05-31T00:00:00Z", "/status": "Deprecated"},
    ),
    Case(
        *("SHALL", Code.PACKAGING_FLAG_MISSING, pcf("packagingEmissionsIncluded"), W),
        {"packagingEmissionsIncluded": None},
        {},
    ),
    Case(
        *("SHOULD", Code.PACKAGING_NUMBER_MISSING, pcf("packagingGhgEmissions"), W),
        {"packagingEmissionsIncluded": True},
        {"packagingEmissionsIncluded": True, "packagingGhgEmissions": "0.1"},
    ),
    Case(
        *("SHALL", Code.CAPTURE_FLAG_MISSING, pcf("ccsTechnologicalCO2CaptureIncluded"), W),
        {"ccsTechnologicalCO2CaptureIncluded": None},
        {},
    ),
    Case(
        *("SHALL", Code.PRIMARY_DATA_SHARE_MISSING, pcf("primaryDataShare"), W),
        {"primaryDataShare": None},
        {},
    ),
    Case(
        *("SHALL-2027", Code.DATA_QUALITY_MISSING, pcf("dqi"), W),
        {"dqi": None, "/validityPeriodEnd": None},
        {},
        day(2028, 1),
    ),
)


def changed(document: Json, changes: Json) -> ProductFootprint:
    """The example with changes in ``pcf``; a name with a stroke is outside of it."""
    made = copy.deepcopy(document)
    for name, value in changes.items():
        place = made if name.startswith("/") else made["pcf"]
        place[name.removeprefix("/")] = value
    footprint, findings = parse_footprint(made)
    assert footprint is not None, findings
    return footprint


def told(found: list[Finding], case: Case) -> list[Finding]:
    return [one for one in found if (one.code, one.path) == (case.code, case.path)]


@pytest.mark.parametrize("case", CASES, ids=[f"{one.rule}-{one.code}-{one.path}" for one in CASES])
def test_a_broken_rule_is_told_with_its_place_and_a_kept_one_is_not(
    document: Json, case: Case
) -> None:
    found = methodology_findings(changed(document, case.broken), case.now)
    [one] = told(found, case)
    assert one.severity is case.severity
    exchanged = methodology_findings(changed(document, case.broken), case.now, Profile.EXCHANGE)
    assert [other.severity for other in told(exchanged, case)] == [W], "never rejects inbound"
    for text in (describe(one, "en"), describe(one, "zh-CN")):
        assert text
        assert "{" not in text
    assert describe(one, "en") != describe(one, "zh-CN")
    assert str(label_of(case.path)), "pages name the attribute"
    kept = methodology_findings(changed(document, case.kept), case.now)
    assert told(kept, case) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("primaryDataShare", "100.1"),
        ("exemptedEmissionsPercent", "-1"),
        ("dqi", {"technologicalDQR": "0.9", "geographicalDQR": "1", "temporalDQR": "1"}),
    ],
)
def test_rules_10_and_11_bound_numbers_already_in_the_schema(
    document: Json, name: str, value: Any
) -> None:
    document["pcf"][name] = value
    footprint, [finding] = parse_footprint(document)
    assert footprint is None
    assert finding.code is Code.OUT_OF_RANGE
    assert finding.path.startswith(f"pcf.{name}")


def test_rule_15_an_issued_footprint_only_becomes_deprecated(document: Json) -> None:
    issued = changed(document, {})
    ended = replace(issued, status=FootprintStatus.DEPRECATED)
    assert lifecycle_findings(issued, issued) == lifecycle_findings(issued, ended) == []
    restated = replace(issued, comment="another")
    cases = {
        Code.ISSUED_FOOTPRINT_CHANGED: lifecycle_findings(issued, restated),
        Code.DEPRECATED_IS_FINAL: lifecycle_findings(ended, issued),
    }
    for code, found in cases.items():
        assert [(one.code, one.severity) for one in found] == [(code, E)]
        assert describe(found[0], "en") != describe(found[0], "zh-CN")


def test_every_code_of_the_methodology_is_in_the_table() -> None:
    known = {one.code for one in CASES}
    known |= {Code.ISSUED_FOOTPRINT_CHANGED, Code.DEPRECATED_IS_FINAL}
    assert known == {*METHOD_TEXTS, *SUM_AND_PERIOD_TEXTS}
