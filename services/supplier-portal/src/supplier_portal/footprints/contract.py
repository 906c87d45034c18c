"""Footprints as the bus states them: the contract has the attributes of the PACT model."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from carbon.decimals import format_decimal
from carbon.footprint.field_kinds import Field, Kind, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.units import DeclaredUnit
from supplier_portal.facts import declared_unit_name, fact_header
from tierzero.supplier_portal.v1 import footprint_pb2 as contract

from .issuing import statement_of
from .model import IssuedFootprint

_STATUSES = {
    FootprintStatus.ACTIVE: contract.FOOTPRINT_STATUS_ACTIVE,
    FootprintStatus.DEPRECATED: contract.FOOTPRINT_STATUS_DEPRECATED,
}
# The first two are the fact's header and an enum of the contract; extensions stay in the portal.
_APART = frozenset({"id", "status", "extensions"})


def footprint_fact(issued: IssuedFootprint) -> contract.Footprint:
    """The fact of one version of an issued footprint."""
    fact = fact_of(statement_of(issued), issued.supplier_id, issued.product_id)
    header = fact_header(issued.id, issued.version, issued.recorded_at, issued.supplier_id)
    fact.fact.CopyFrom(header)
    return fact


def fact_of(footprint: ProductFootprint, supplier_id: str, product_id: str) -> contract.Footprint:
    """What a footprint states, without identity of the fact: also of one not issued yet."""
    fact = contract.Footprint(
        supplier_id=supplier_id, product_id=product_id, status=_STATUSES[footprint.status]
    )
    _fill(fact, footprint, PRODUCT_FOOTPRINT)
    return fact


def _fill(message: Message, value: object, object_type: ObjectType) -> None:
    for field in object_type.fields:
        attribute = getattr(value, field.attribute)
        if field.name in _APART or attribute is None:
            continue
        if field.many:
            _extend(getattr(message, field.attribute), attribute, field)
        elif field.object_type is not None:
            _fill(getattr(message, field.attribute), attribute, field.object_type)
        else:
            _set(message, field, attribute)


def _extend(repeated: Any, items: Iterable[object], field: Field) -> None:
    for item in items:
        if field.object_type is not None:
            _fill(repeated.add(), item, field.object_type)
        else:
            repeated.append(item)


def _set(message: Message, field: Field, value: object) -> None:
    if isinstance(value, datetime):
        moment: Timestamp = getattr(message, field.attribute)
        moment.FromDatetime(value)
    elif isinstance(value, DeclaredUnit):
        # Only the constructor takes names of enum values.
        message.MergeFrom(type(message)(**{field.attribute: declared_unit_name(value)}))
    else:
        setattr(message, field.attribute, _plain(value, field.kind))


def _plain(value: object, kind: Kind) -> object:
    if isinstance(value, Decimal):
        return format_decimal(value)
    return str(value) if kind is Kind.CHOICE else value
