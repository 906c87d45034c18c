"""The schema layer: read a PACT v3 footprint from JSON and name every error with its path."""

from collections.abc import Mapping
from typing import Any, cast

from carbon.findings import Finding, FindingCode, Severity
from carbon.footprint.field_kinds import Field, Kind, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.model import ProductFootprint
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT
from carbon.footprint.readers import READERS, Rejected, as_object

MAXIMUM_ITEMS = 1_000
"""Longest list accepted."""

_GEOGRAPHIES = ("geographyRegionOrSubregion", "geographyCountry", "geographyCountrySubdivision")


_ROOT = Field("", Kind.OBJECT, object_type=PRODUCT_FOOTPRINT)
_INVALID = object()


def parse_footprint(document: object) -> tuple[ProductFootprint | None, list[Finding]]:
    """Read a ProductFootprint by PACT v3.0.4; without errors the footprint, else None.

    Unknown attributes are ignored and null counts as absent, as the specification's prose asks.
    """
    findings: list[Finding] = []
    footprint = _read_value(document, _ROOT, "", findings)
    return (None if findings else cast(ProductFootprint, footprint)), findings


def _read_object(
    value: object, object_type: ObjectType, path: str, findings: list[Finding]
) -> object:
    document = as_object(value)
    before = len(findings)
    attributes = _read_attributes(document, object_type, path, findings)
    if object_type is CARBON_FOOTPRINT:
        _check_geographies(document, path, findings)
    return _INVALID if len(findings) > before else object_type.model(**attributes)


def _read_attributes(
    document: Mapping[str, Any], object_type: ObjectType, path: str, findings: list[Finding]
) -> dict[str, object]:
    attributes: dict[str, object] = {}
    for field in object_type.fields:
        value = document.get(field.name)
        inner = _join(path, field.name)
        if value is not None:
            read = _read_list if field.many else _read_value
            attributes[field.attribute] = read(value, field, inner, findings)
        elif field.required:
            _note(findings, Rejected(FindingCode.MISSING), inner)
    return attributes


def _read_value(value: object, field: Field, path: str, findings: list[Finding]) -> object:
    """The value, or _INVALID once the findings say what is wrong."""
    try:
        if field.object_type is not None:
            return _read_object(value, field.object_type, path, findings)
        return READERS[field.kind](value, field)
    except Rejected as rejected:
        _note(findings, rejected, path)
        return _INVALID


def _read_list(value: object, field: Field, path: str, findings: list[Finding]) -> object:
    try:
        items = _items(value)
    except Rejected as rejected:
        _note(findings, rejected, path)
        return _INVALID
    read = [
        _read_value(item, field, f"{path}[{position}]", findings)
        for position, item in enumerate(items)
    ]
    _check_duplicates(read, path, findings)
    return tuple(read)


def _items(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise Rejected(FindingCode.NOT_LIST)
    items = cast("list[object]", value)
    if not items:
        raise Rejected(FindingCode.EMPTY_LIST)
    if len(items) > MAXIMUM_ITEMS:
        raise Rejected(FindingCode.LIST_TOO_LONG, maximum=str(MAXIMUM_ITEMS))
    return items


def _check_duplicates(items: list[object], path: str, findings: list[Finding]) -> None:
    for position, item in enumerate(items):
        if item is not _INVALID and item in items[:position]:
            _note(findings, Rejected(FindingCode.DUPLICATE_ITEM), f"{path}[{position}]")


def _check_geographies(document: Mapping[str, Any], path: str, findings: list[Finding]) -> None:
    given = [name for name in _GEOGRAPHIES if document.get(name) is not None]
    for name in given[1:]:
        _note(
            findings, Rejected(FindingCode.SEVERAL_GEOGRAPHIES, first=given[0]), _join(path, name)
        )


def _note(findings: list[Finding], rejected: Rejected, path: str) -> None:
    findings.append(Finding(rejected.code, path, Severity.ERROR, rejected.parameters))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
