"""What "total only" leaves of a footprint."""

from typing import Any

import pytest

from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT
from carbon.footprint.presentation import (
    HIDDEN_PATHS,
    Detail,
    is_shown,
    presented,
    presented_document,
)
from carbon.footprint.writing import to_wire

WHOLE: dict[str, Any] = {
    "id": "91715e5e-fd0b-4d1c-8fab-76290c46e6ed",
    "specVersion": "3.0.0",
    "precedingPfIds": ["00000000-0000-4000-8000-000000000001"],
    "created": "2026-01-02T00:00:00Z",
    "status": "Active",
    "validityPeriodStart": "2026-01-01T00:00:00Z",
    "validityPeriodEnd": "2028-01-01T00:00:00Z",
    "companyName": "Mill",
    "companyIds": ["urn:lei:529900T8BM49AURSDO55"],
    "productDescription": "canary description",
    "productIds": ["urn:gtin:4006381333931"],
    "productNameCompany": "Coil",
    "productClassifications": ["urn:cpc:41211"],
    "comment": "canary comment",
    "extensions": [
        {"specVersion": "2.0.0", "dataSchema": "https://example.com/s", "data": {"a": "canary"}}
    ],
    "pcf": {
        "declaredUnitOfMeasurement": "kilogram",
        "declaredUnitAmount": "1",
        "productMassPerDeclaredUnit": "1",
        "referencePeriodStart": "2025-01-01T00:00:00Z",
        "referencePeriodEnd": "2026-01-01T00:00:00Z",
        "geographyCountry": "CN",
        "boundaryProcessesDescription": "canary boundary",
        "pcfExcludingBiogenicUptake": "2.5",
        "pcfIncludingBiogenicUptake": "2.3",
        "fossilGhgEmissions": "2.4",
        "fossilCarbonContent": "0.01",
        "biogenicCarbonContent": "0.0545",
        "recycledCarbonContent": "0.777001",
        "landUseChangeGhgEmissions": "0.1",
        "biogenicCO2Uptake": "-0.2",
        "packagingEmissionsIncluded": True,
        "packagingGhgEmissions": "0.777002",
        "outboundLogisticsGhgEmissions": "0.777003",
        "ipccCharacterizationFactors": ["AR6"],
        "crossSectoralStandards": ["ISO14067"],
        "productOrSectorSpecificRules": [{"operator": "PEF", "ruleNames": ["canary rule"]}],
        "exemptedEmissionsPercent": "1",
        "exemptedEmissionsDescription": "canary exemption",
        "allocationRulesDescription": "canary allocation",
        "secondaryEmissionFactorSources": [{"name": "canary source", "version": "3"}],
        "primaryDataShare": "77.7004",
        "dqi": {"technologicalDQR": "1.77", "geographicalDQR": "2", "temporalDQR": "3"},
        "verification": {"providerName": "canary verifier"},
    },
}


def test_nothing_hidden_is_left_and_every_required_attribute_is() -> None:
    shown = presented_document(WHOLE, Detail.TOTAL_ONLY)
    assert "canary" not in str(shown)
    assert "0.777" not in str(shown)
    assert shown["pcf"]["pcfExcludingBiogenicUptake"] == "2.5"
    assert shown["pcf"]["geographyCountry"] == "CN"
    required = {field.name for field in PRODUCT_FOOTPRINT.fields if field.required}
    assert required <= shown.keys()
    assert {field.name for field in CARBON_FOOTPRINT.fields if field.required} <= shown[
        "pcf"
    ].keys()


@pytest.mark.parametrize("detail", Detail)
def test_what_is_presented_is_a_footprint_by_pact(detail: Detail) -> None:
    footprint, findings = parse_footprint(presented_document(WHOLE, detail))
    assert footprint is not None, findings


@pytest.mark.parametrize("detail", Detail)
def test_document_and_value_are_presented_alike(detail: Detail) -> None:
    footprint, _ = parse_footprint(WHOLE)
    assert footprint is not None
    assert to_wire(presented(footprint, detail)) == presented_document(WHOLE, detail)


def test_all_fields_is_the_document_itself() -> None:
    assert presented_document(WHOLE, Detail.ALL_FIELDS) == WHOLE


def test_what_is_shown_can_be_asked_by_path() -> None:
    assert all(not is_shown(path, Detail.TOTAL_ONLY) for path in HIDDEN_PATHS)
    assert all(is_shown(path, Detail.ALL_FIELDS) for path in HIDDEN_PATHS)
    assert is_shown("pcf.pcfExcludingBiogenicUptake", Detail.TOTAL_ONLY)
    assert is_shown("productClassifications[0]", Detail.TOTAL_ONLY)
    assert not is_shown("pcf.dqi.temporalDQR", Detail.TOTAL_ONLY)
    assert not is_shown("extensions[0].data.a", Detail.TOTAL_ONLY)
