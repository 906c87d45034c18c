"""Footprints between the contract and the carbon library.

Both follow PACT v3 under the same attribute names, so one walk over the library's attribute table
serves every attribute. Reading goes through the library's own parser: what breaks the data model is
named with its path instead of surfacing later as a wrong number.
"""

from typing import Any

from google.protobuf.message import Message

from carbon.findings import Finding
from carbon.footprint.field_kinds import Field, Kind, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.writing import format_time, to_wire
from carbon.units import DeclaredUnit
from tierzero.facts.units import declared_unit_from_message, declared_unit_to_message
from tierzero.facts.wire import WRITERS, moment_of
from tierzero.supplier_portal.v1 import footprint_pb2

Document = dict[str, Any]

_STATUSES = {
    footprint_pb2.FOOTPRINT_STATUS_ACTIVE: FootprintStatus.ACTIVE,
    footprint_pb2.FOOTPRINT_STATUS_DEPRECATED: FootprintStatus.DEPRECATED,
}
_STATUS_VALUES = {status: value for value, status in _STATUSES.items()}


class UnreadableFootprint(ValueError):
    """The message breaks the data model; ``findings`` say where."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(f"{one.path}: {one.code}" for one in findings))
        self.findings = findings


def footprint_from_message(message: footprint_pb2.Footprint) -> ProductFootprint:
    """The footprint a fact states; raises UnreadableFootprint."""
    document = _document(message, PRODUCT_FOOTPRINT)
    document["id"] = message.fact.id
    footprint, findings = parse_footprint(document)
    if footprint is None:
        raise UnreadableFootprint(findings)
    return footprint


def footprint_to_message(footprint: ProductFootprint) -> footprint_pb2.Footprint:
    """The footprint as a fact's content; its owner, product and version are the caller's to add.

    Extensions stay with their owner: the contract has no place for them.
    """
    message = footprint_pb2.Footprint()
    message.fact.id = footprint.id
    _fill(message, to_wire(footprint), PRODUCT_FOOTPRINT)
    return message


def _document(message: Message, object_type: ObjectType) -> Document:
    known = message.DESCRIPTOR.fields_by_name
    document: Document = {}
    for field in object_type.fields:
        if field.attribute in known:
            value = _value(message, field)
            if value is not None:
                document[field.name] = value
    return document


def _value(message: Any, field: Field) -> Any:
    held = getattr(message, field.attribute)
    if field.many:
        return [_one(item, field) for item in held] or None
    if field.object_type or field.kind in (Kind.BOOLEAN, Kind.DATE_TIME):
        return _one(held, field) if message.HasField(field.attribute) else None
    return _one(held, field)


def _one(held: Any, field: Field) -> Any:
    if field.object_type:
        return _document(held, field.object_type)
    if field.kind is Kind.DATE_TIME:
        return format_time(moment_of(held))
    if field.choices is DeclaredUnit:
        return declared_unit_from_message(held)
    if field.choices is FootprintStatus:
        return _STATUSES.get(held)
    empty_means_absent = held == "" and not (field.required and field.may_be_empty)
    return None if empty_means_absent else held


def _fill(message: Any, document: Document, object_type: ObjectType) -> None:
    known = message.DESCRIPTOR.fields_by_name
    for field in object_type.fields:
        if field.name in document and field.attribute in known:
            _set(message, field, document[field.name])


def _set(message: Any, field: Field, value: Any) -> None:
    if field.many and field.object_type:
        for item in value:
            _fill(getattr(message, field.attribute).add(), item, field.object_type)
    elif field.many:
        getattr(message, field.attribute).extend(value)
    elif field.object_type:
        getattr(message, field.attribute).SetInParent()
        _fill(getattr(message, field.attribute), value, field.object_type)
    elif field.choices is DeclaredUnit:
        setattr(message, field.attribute, declared_unit_to_message(DeclaredUnit(value)))
    elif field.choices is FootprintStatus:
        setattr(message, field.attribute, _STATUS_VALUES[FootprintStatus(value)])
    else:
        WRITERS[field.kind](message, field.attribute, value)
