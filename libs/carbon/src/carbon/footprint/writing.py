"""Write a footprint as PACT v3 JSON: decimals as strings, UTC times, absent attributes omitted."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, cast

from carbon.decimals import format_decimal
from carbon.footprint.field_kinds import Field, Kind, ObjectType
from carbon.footprint.fields import PRODUCT_FOOTPRINT
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from carbon.footprint.pcf_fields import CARBON_FOOTPRINT


def to_wire(footprint: ProductFootprint) -> dict[str, Any]:
    """The footprint as a JSON object by PACT v3.0.4; never emits null, a number or an exponent."""
    return _write_object(footprint, PRODUCT_FOOTPRINT)


def pcf_to_wire(pcf: CarbonFootprint) -> dict[str, Any]:
    """The carbon footprint alone, as it stands in the document."""
    return _write_object(pcf, CARBON_FOOTPRINT)


def format_time(moment: datetime) -> str:
    """An aware datetime as RFC 3339 in UTC with `Z`."""
    text = moment.astimezone(UTC).isoformat()
    return text.replace("+00:00", "Z")


def _write_object(value: object, object_type: ObjectType) -> dict[str, Any]:
    written: dict[str, Any] = {}
    for field in object_type.fields:
        attribute = getattr(value, field.attribute)
        if attribute is not None and attribute != ():
            written[field.name] = _write_attribute(attribute, field)
    return written


def _write_attribute(value: object, field: Field) -> Any:
    if field.many:
        return [_write_value(item, field) for item in cast("tuple[object, ...]", value)]
    return _write_value(value, field)


def _write_value(value: object, field: Field) -> Any:
    if field.object_type is not None:
        return _write_object(value, field.object_type)
    write = _WRITERS.get(field.kind)
    return write(value) if write else value


_WRITERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.DECIMAL: lambda number: format_decimal(cast(Decimal, number)),
    Kind.DATE_TIME: format_time,
    Kind.CHOICE: str,
    Kind.FREE_OBJECT: dict,
}
