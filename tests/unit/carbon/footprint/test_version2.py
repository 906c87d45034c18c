"""Documents of the data model 2.x in terms of version 3, attribute by attribute."""

import copy
from typing import Any

import pytest

from carbon.findings import FindingCode, Severity
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.version2 import is_version2, upgraded

PCF: dict[str, Any] = {
    "declaredUnit": "kilogram",
    "unitaryProductAmount": "1",
    "pCfExcludingBiogenic": "2",
    "pCfIncludingBiogenic": "1.5",
    "fossilGhgEmissions": "2",
    "fossilCarbonContent": "0",
    "referencePeriodStart": "2025-01-01T00:00:00Z",
    "referencePeriodEnd": "2026-01-01T00:00:00Z",
    "characterizationFactors": "AR6",
    "crossSectoralStandardsUsed": ["GHG Protocol Product standard", "ISO Standard 14067"],
    "exemptedEmissionsPercent": 2.5,
    "exemptedEmissionsDescription": "Cleaning agents",
    "boundaryProcessesDescription": "Cradle to gate",
    "productOrSectorSpecificRules": [{"operator": "PEF", "ruleNames": ["PEF 1"]}],
}
DOCUMENT: dict[str, Any] = {
    "id": "d9be4477-e351-45b3-acd9-e1da05e6f633",
    "specVersion": "2.2.0",
    "version": 3,
    "created": "2026-02-01T00:00:00Z",
    "updated": "2026-03-01T00:00:00Z",
    "status": "Active",
    "statusComment": "",
    "companyName": "Old Mill",
    "companyIds": ["urn:company:old"],
    "productDescription": "Coil",
    "productIds": ["urn:x-part:1"],
    "productCategoryCpc": "41211",
    "productNameCompany": "Coil",
    "comment": "",
    "pcf": PCF,
}


def carried(**pcf: Any) -> tuple[dict[str, Any], set[str]]:
    """The document with changes in terms of version 3, and the paths that were left out."""
    document = copy.deepcopy(DOCUMENT)
    document["pcf"] = document["pcf"] | pcf
    newer, findings = upgraded(document)
    assert {one.code for one in findings} <= {FindingCode.NOT_IN_VERSION_3}
    assert all(one.severity is Severity.WARNING for one in findings)
    return newer, {one.path for one in findings}


def test_a_plain_document_is_one_of_version_3() -> None:
    newer, lost = carried()
    footprint, findings = parse_footprint(newer)
    assert (findings, lost) == ([], set())
    assert footprint is not None
    assert footprint.spec_version == "3.0.0"
    assert not {"version", "updated", "statusComment", "productCategoryCpc"} & newer.keys()
    assert newer["productClassifications"] == ["urn:cpc:41211"]


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("declaredUnit", "declaredUnitOfMeasurement", "kilogram"),
        ("unitaryProductAmount", "declaredUnitAmount", "1"),
        ("pCfExcludingBiogenic", "pcfExcludingBiogenicUptake", "2"),
        ("pCfIncludingBiogenic", "pcfIncludingBiogenicUptake", "1.5"),
        ("dLucGhgEmissions", "landUseChangeGhgEmissions", "0.4"),
        ("iLucGhgEmissions", "landCarbonLeakage", "0.3"),
        ("biogenicCarbonWithdrawal", "biogenicCO2Uptake", "-0.5"),
        ("otherBiogenicGhgEmissions", "biogenicNonCO2Emissions", "0.1"),
    ],
)
def test_renamed_attributes_keep_their_value(old: str, new: str, value: str) -> None:
    newer, lost = carried(**{old: value})
    assert newer["pcf"][new] == value
    assert old not in newer["pcf"]
    assert lost == set()


@pytest.mark.parametrize(
    ("stated", "path"),
    [
        ({"dqi": {"coveragePercent": 80, "technologicalDQR": 2}}, "pcf.dqi"),
        ({"landManagementGhgEmissions": "0.2"}, "pcf.landManagementGhgEmissions"),
        ({"uncertaintyAssessmentDescription": "±10 %"}, "pcf.uncertaintyAssessmentDescription"),
        ({"biogenicAccountingMethodology": "PEF"}, "pcf.biogenicAccountingMethodology"),
        ({"assurance": {"assurance": True, "level": "limited"}}, "pcf.assurance.level"),
        (
            {"packagingEmissionsIncluded": False, "packagingGhgEmissions": "0.2"},
            "pcf.packagingGhgEmissions",
        ),
    ],
)
def test_what_version_3_has_no_place_for_is_named_and_left_out(
    stated: dict[str, Any], path: str
) -> None:
    newer, lost = carried(**stated)
    assert path in lost
    assert "dqi" not in newer["pcf"]
    assert "packagingGhgEmissions" not in newer["pcf"]
    assert parse_footprint(newer)[1] == []


def test_numbers_become_texts_as_they_were_written() -> None:
    newer, _lost = carried(primaryDataShare=56.12, exemptedEmissionsPercent=0)
    assert newer["pcf"]["primaryDataShare"] == "56.12"
    assert newer["pcf"]["exemptedEmissionsPercent"] == "0"


def test_the_standards_get_the_names_of_version_3() -> None:
    newer, _lost = carried()
    assert newer["pcf"]["crossSectoralStandards"] == ["GHGP-Product", "ISO14067"]
    assert newer["pcf"]["ipccCharacterizationFactors"] == ["AR6"]


@pytest.mark.parametrize(
    ("unit", "mass"), [("kilogram", "1"), ("kilowatt hour", "0"), ("ton kilometer", "0")]
)
def test_a_mass_that_follows_from_the_unit_is_stated(unit: str, mass: str) -> None:
    newer, _lost = carried(declaredUnit=unit)
    assert newer["pcf"]["productMassPerDeclaredUnit"] == mass


def test_a_mass_that_nobody_knows_is_not_made_up() -> None:
    newer, _lost = carried(declaredUnit="liter")
    assert [one.path for one in parse_footprint(newer)[1]] == ["pcf.productMassPerDeclaredUnit"]


def test_an_assurance_becomes_a_verification() -> None:
    stated = {"assurance": True, "coverage": "product level", "providerName": "Checkers"}
    newer, lost = carried(assurance=stated)
    assert newer["pcf"]["verification"] == {"providerName": "Checkers", "coverage": "product level"}
    assert lost == set()


@pytest.mark.parametrize(
    ("document", "expected"),
    [({"specVersion": "2.0.1"}, True), ({"specVersion": "3.0.0"}, False), ([], False), ({}, False)],
)
def test_version_2_is_what_says_so(document: object, expected: bool) -> None:
    assert is_version2(document) is expected
