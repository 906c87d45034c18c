"""Footprints on the bus carry every attribute of the model."""

from datetime import UTC, datetime
from typing import Any

from carbon.footprint.field_kinds import Kind, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.parsing import parse_footprint
from supplier_portal.footprints.contract import fact_of
from tierzero.common.v1.unit_pb2 import DECLARED_UNIT_PIECE
from tierzero.supplier_portal.v1 import footprint_pb2 as contract

_SAMPLES: dict[Kind, Any] = {
    Kind.TEXT: "text",
    Kind.BOOLEAN: True,
    Kind.DATE_TIME: "2025-01-01T00:00:00Z",
    Kind.UUID: "0f2d6c2e-4f0b-5d0c-8a38-0c6f2b1d9e57",
    Kind.URN: "urn:gtin:4006381333931",
    Kind.URI: "https://example.com/certificate",
    Kind.FREE_OBJECT: {},
}
_PATTERNS = {
    "specVersion": "3.0.0",
    "geographyCountry": "CN",
    "ipccCharacterizationFactors": "AR6",
    "declaredUnitOfMeasurement": "piece",
    "status": "Active",
}
# A footprint states at most one geography.
_LEFT_OUT = {"geographyRegionOrSubregion", "geographyCountrySubdivision", "extensions"}


def _sample(object_type: ObjectType) -> dict[str, Any]:
    return {
        field.name: [_value(field)] if field.many else _value(field)
        for field in object_type.fields
        if field.name not in _LEFT_OUT
    }


def _value(field: Any) -> Any:
    if field.object_type is not None:
        return _sample(field.object_type)
    if field.name in _PATTERNS:
        return _PATTERNS[field.name]
    if field.kind is Kind.CHOICE:
        return next(iter(field.choices)).value
    if field.kind is Kind.DECIMAL:
        return "-1.50" if field.sign.value == "non-positive" else "1.50"
    return _SAMPLES[field.kind]


def test_every_attribute_arrives_as_it_was_stated() -> None:
    document = _sample(PRODUCT_FOOTPRINT)
    footprint, findings = parse_footprint(document)
    assert footprint is not None, findings
    fact = fact_of(footprint, "mill", "coil")
    absent = [
        name
        for name in contract.CarbonFootprint.DESCRIPTOR.fields_by_name
        if not _is_set(fact.pcf, name)
    ]
    assert absent == ["geography_region_or_subregion", "geography_country_subdivision"]
    assert fact.pcf.declared_unit_of_measurement == DECLARED_UNIT_PIECE
    assert fact.pcf.biogenic_co2_uptake == "-1.50"
    assert fact.pcf.verification.completed_at.ToDatetime(UTC) == datetime(2025, 1, 1, tzinfo=UTC)
    assert fact.pcf.product_or_sector_specific_rules[0].operator == "PEF"
    assert list(fact.preceding_pf_ids) == [document["precedingPfIds"][0]]


def _is_set(message: Any, name: str) -> bool:
    return any(field.name == name for field, _value_ in message.ListFields())
