"""Cells as attributes of a footprint and as a product."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from carbon.decimals import (
    InvalidDecimal,
    exact_arithmetic,
    format_decimal,
    parse_decimal,
    readable,
)
from carbon.findings import Finding, Severity
from carbon.findings_text import describe
from carbon.footprint.field_kinds import Kind
from carbon.footprint.model import CarbonFootprint
from carbon.footprint.readers import READERS, Rejected
from carbon.identifiers import InvalidIdentifier, gtin_urn
from supplier_portal.fields import checked_urn
from supplier_portal.footprints.attributes import Attribute
from supplier_portal.products.service import Product, new_product
from tierzero.i18n import Text, _, current_language, literal
from tierzero.problems import Invalid

from .columns import SEPARATOR

_SAFE_PLACES = 30
"""Numbers with at most so many places before and after the point need no closer look."""


class Fault(Exception):
    """A cell that is not what its attribute asks for."""

    def __init__(self, name: str, code: str, message: Text) -> None:
        super().__init__(name, code)
        self.name = name
        self.code = code
        self.message = message


def attribute_value(attribute: Attribute, cell: Any) -> Any:
    """The value of a filled-in cell as the attribute holds it; raises Fault."""
    if attribute.field.many:
        return tuple(_read(attribute, item) for item in several(str(cell)))
    return _single(attribute, cell)


def several(text: str) -> list[str]:
    """The values in a cell that may hold several."""
    unified = text.replace("；", SEPARATOR).replace("\n", SEPARATOR)
    return list(dict.fromkeys(part.strip() for part in unified.split(SEPARATOR) if part.strip()))


def _single(attribute: Attribute, cell: Any) -> Any:
    match attribute.field.kind:
        case Kind.DECIMAL:
            return _bounded(attribute, cell)
        case Kind.BOOLEAN:
            return cell
        case Kind.DATE_TIME:
            return _midnight(cell)
        case _:
            return _read(attribute, cell)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _read(attribute: Attribute, text: Any) -> Any:
    try:
        return READERS[attribute.field.kind](text, attribute.field)
    except Rejected as rejected:
        finding = Finding(rejected.code, attribute.path, Severity.ERROR, rejected.parameters)
        message = literal(describe(finding, current_language()))
        raise Fault(attribute.column, rejected.code.value, message) from rejected


def _bounded(attribute: Attribute, number: Decimal) -> Decimal:
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and -exponent <= _SAFE_PLACES and number.adjusted() < _SAFE_PLACES:
        return number
    try:
        return parse_decimal(format_decimal(number))
    except InvalidDecimal as error:
        text = _("This number has too many digits.")
        raise Fault(attribute.column, "invalid-decimal", text) from error


def product_of_row(supplier_id: str, values: Mapping[str, Any], pcf: CarbonFootprint) -> Product:
    """The product of a row; raises Fault."""
    further = [_gtin(values["gtin"])] if values.get("gtin") else []
    return new_product(
        supplier_id,
        values["product_number"],
        name=values["product_name"],
        description=values.get("product_description") or "",
        product_ids=(*further, *_urns("product_ids", values)),
        product_classifications=_urns("product_classifications", values),
        declared_unit=pcf.declared_unit_of_measurement,
        mass_per_declared_unit=_mass_of_one(pcf),
    )


def _mass_of_one(pcf: CarbonFootprint) -> Decimal:
    with exact_arithmetic():
        return readable(pcf.product_mass_per_declared_unit / pcf.declared_unit_amount)


def _gtin(text: str) -> str:
    try:
        return gtin_urn(text)
    except InvalidIdentifier as error:
        message = _("This is no GTIN: its check digit is wrong.")
        raise Fault("gtin", "invalid-gtin", message) from error


def _urns(name: str, values: Mapping[str, Any]) -> list[str]:
    try:
        return [checked_urn(part) for part in several(values.get(name) or "")]
    except Invalid as error:
        raise Fault(name, error.code, error.message) from error
