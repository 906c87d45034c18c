"""The schema layer names every error with its path, and none of them by accident."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbon.findings import FindingCode as Code
from carbon.findings import Severity
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.parsing import parse_footprint

REPLACEMENTS: list[tuple[str, object, Code]] = [
    ("id", "not-a-uuid", Code.INVALID_UUID),
    ("id", 7, Code.INVALID_UUID),
    ("specVersion", "3.0", Code.INVALID_PATTERN),
    ("created", "2025-02-01", Code.INVALID_DATE_TIME),
    ("created", "2025-02-01T00:00:00", Code.INVALID_DATE_TIME),
    ("created", "2025-02-30T00:00:00Z", Code.INVALID_DATE_TIME),
    ("created", "0001-01-01T00:00:00+14:00", Code.INVALID_DATE_TIME),
    ("status", "active", Code.UNKNOWN_VALUE),
    ("status", ["Active"], Code.UNKNOWN_VALUE),
    ("companyName", "", Code.EMPTY_TEXT),
    ("companyName", 5, Code.NOT_TEXT),
    ("companyName", "x" * 10_001, Code.TEXT_TOO_LONG),
    ("companyName", "Mill\x00", Code.UNSEEN_CHARACTER),
    ("companyName", "half a \ud800 character", Code.UNSEEN_CHARACTER),
    ("productDescription", "turned \u202e round", Code.UNSEEN_CHARACTER),
    ("companyIds", [], Code.EMPTY_LIST),
    ("companyIds", "urn:lei:1", Code.NOT_LIST),
    ("pcf", "x", Code.NOT_OBJECT),
    ("pcf.declaredUnitOfMeasurement", "kg", Code.UNKNOWN_VALUE),
    ("pcf.declaredUnitAmount", "0", Code.NOT_POSITIVE),
    ("pcf.declaredUnitAmount", 1, Code.INVALID_DECIMAL),
    ("pcf.productMassPerDeclaredUnit", "-1", Code.NEGATIVE),
    ("pcf.fossilGhgEmissions", "abc", Code.INVALID_DECIMAL),
    ("pcf.fossilGhgEmissions", "NaN", Code.INVALID_DECIMAL),
    ("pcf.fossilGhgEmissions", "-0.1", Code.NEGATIVE),
    ("pcf.biogenicCO2Uptake", "0.1", Code.POSITIVE),
    ("pcf.primaryDataShare", "100.1", Code.OUT_OF_RANGE),
    ("pcf.exemptedEmissionsPercent", "-1", Code.OUT_OF_RANGE),
    ("pcf.dqi.technologicalDQR", "0.9", Code.OUT_OF_RANGE),
    ("pcf.packagingEmissionsIncluded", "false", Code.NOT_BOOLEAN),
    ("pcf.geographyCountrySubdivision", "Jiangsu", Code.INVALID_PATTERN),
    ("pcf.ccuCreditCertification", "not a uri", Code.INVALID_URI),
    ("pcf.verification", {"coverage": "everything"}, Code.UNKNOWN_VALUE),
]


def changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    copied = copy.deepcopy(document)
    *parents, last = path.split(".")
    target = copied
    for parent in parents:
        target = target[parent]
    target[last] = value
    return copied


@pytest.mark.parametrize(("path", "value", "code"), REPLACEMENTS)
def test_one_bad_value_is_one_finding_at_its_path(
    document: dict[str, Any], path: str, value: object, code: Code
) -> None:
    footprint, findings = parse_footprint(changed(document, path, value))
    assert footprint is None
    (finding,) = findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.path.startswith(path)


def test_items_of_lists_are_named_by_position(document: dict[str, Any]) -> None:
    document["productIds"] = ["urn:gtin:1", "gtin:2", "urn:gtin:1"]
    _, findings = parse_footprint(document)
    assert [(finding.code, finding.path) for finding in findings] == [
        (Code.INVALID_URN, "productIds[1]"),
        (Code.DUPLICATE_ITEM, "productIds[2]"),
    ]


def test_inner_objects_have_their_full_path(document: dict[str, Any]) -> None:
    document["pcf"]["productOrSectorSpecificRules"] = [
        {"operator": "PEF", "ruleNames": ["a"]},
        {"operator": "PEF"},
    ]
    _, findings = parse_footprint(document)
    assert [finding.path for finding in findings] == [
        "pcf.productOrSectorSpecificRules[1].ruleNames"
    ]


def test_two_geographies_are_one_too_many(document: dict[str, Any]) -> None:
    document["pcf"]["geographyCountry"] = "CN"
    _, findings = parse_footprint(document)
    assert [(finding.code, finding.path) for finding in findings] == [
        (Code.SEVERAL_GEOGRAPHIES, "pcf.geographyCountrySubdivision")
    ]


def test_an_empty_document_misses_each_required_attribute() -> None:
    footprint, findings = parse_footprint({})
    assert footprint is None
    required = {field.name for field in PRODUCT_FOOTPRINT.fields if field.required}
    assert {finding.path for finding in findings} == required
    assert {finding.code for finding in findings} == {Code.MISSING}
    assert len(required) == 10


def test_all_errors_are_reported_at_once(document: dict[str, Any]) -> None:
    document["companyName"] = ""
    document["pcf"]["fossilGhgEmissions"] = "x"
    del document["pcf"]["exemptedEmissionsPercent"]
    _, findings = parse_footprint(document)
    assert {finding.path for finding in findings} == {
        "companyName",
        "pcf.fossilGhgEmissions",
        "pcf.exemptedEmissionsPercent",
    }


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
names = st.sampled_from([field.name for field in PRODUCT_FOOTPRINT.fields])


@settings(max_examples=200)
@given(st.dictionaries(names, json_values) | json_values)
def test_no_document_makes_reading_fail(anything: object) -> None:
    footprint, findings = parse_footprint(anything)
    assert (footprint is None) == bool(findings)
