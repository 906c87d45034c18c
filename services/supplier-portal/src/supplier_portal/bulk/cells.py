"""Cells as attributes of a footprint and as a product."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple

from carbon.decimals import (
    InvalidDecimal,
    format_decimal,
    parse_decimal,
    quotient,
    readable,
)
from carbon.findings import Finding, Severity
from carbon.footprint.field_kinds import Kind
from carbon.footprint.model import CarbonFootprint, ProductFootprint
from carbon.footprint.readers import READERS, Rejected
from supplier_portal.fields import checked_gtin, checked_urn
from supplier_portal.footprints.attributes import ATTRIBUTES, Attribute
from supplier_portal.footprints.form import LAST_DAYS
from supplier_portal.products.service import Product, new_product
from tierzero.i18n import Text, _, literal
from tierzero.i18n.findings import finding_text
from tierzero.problems import Invalid
from tierzero.tabular.cells import remembering

from .columns import SEPARATOR

_DAY = timedelta(days=1)
_SAFE_LENGTH = 30
"""Numbers that are written in so many characters without an exponent need no closer look."""


class Fault(Exception):
    """A cell that is not what its attribute asks for."""

    def __init__(self, name: str, code: str, message: Text) -> None:
        super().__init__(name, code)
        self.name = name
        self.code = code
        self.message = message


class Slot(NamedTuple):
    """Where the cells of a column go: how they are read, into which object, under which name."""

    read: Callable[[Any], Any]
    """From a filled-in cell to the attribute's value; raises Fault."""
    part: str
    """``dqi``, ``verification``, or empty for the footprint itself."""
    name: str


def slots() -> dict[str, Slot]:
    """A slot for each column that states an attribute; for one file, because they remember."""
    return {attribute.column: _slot(attribute) for attribute in ATTRIBUTES}


def _slot(attribute: Attribute) -> Slot:
    part = attribute.path.rpartition(".")[0]
    return Slot(_reader(attribute), part, attribute.field.attribute)


def _reader(attribute: Attribute) -> Callable[[Any], Any]:
    # Numbers differ from row to row; and equal ones may be written with other digits, which stay.
    if attribute.field.kind is Kind.DECIMAL:
        return partial(_bounded, attribute)
    return remembering(partial(attribute_value, attribute))


def attribute_value(attribute: Attribute, cell: Any) -> Any:
    """The value of a filled-in cell as the attribute holds it; raises Fault."""
    if attribute.field.many:
        return tuple(_read(attribute, item) for item in several(str(cell)))
    return _single(attribute, cell)


def classes_of(cell: str) -> tuple[str, ...]:
    """The product's classes in a cell, each once; raises Fault."""
    return tuple(dict.fromkeys(_urns("product_classifications", cell)))


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
            return _midnight(cell + _DAY if attribute.path in LAST_DAYS else cell)
        case _:
            return _read(attribute, cell)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _read(attribute: Attribute, text: Any) -> Any:
    try:
        return READERS[attribute.field.kind](text, attribute.field)
    except Rejected as rejected:
        finding = Finding(rejected.code, attribute.path, Severity.ERROR, rejected.parameters)
        message = literal(finding_text(finding))
        raise Fault(attribute.column, rejected.code.value, message) from rejected


def _bounded(attribute: Attribute, number: Decimal) -> Decimal:
    written = str(number)
    if len(written) <= _SAFE_LENGTH and "E" not in written:
        return number
    try:
        return parse_decimal(format_decimal(number))
    except InvalidDecimal as error:
        text = _("This number has too many digits.")
        raise Fault(attribute.column, "invalid-decimal", text) from error


def identifiers_of(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The product's identifiers in a row, but for its number; raises Fault."""
    further = [_gtin(values["gtin"])] if values.get("gtin") else []
    return (*further, *_urns("product_ids", values.get("product_ids") or ""))


def product_of(supplier_id: str, stated: ProductFootprint, number: str) -> Product:
    """The product that a footprint of a row is about, under the supplier's own number."""
    pcf = stated.pcf
    return new_product(
        supplier_id,
        number,
        name=stated.product_name_company,
        description=stated.product_description,
        product_ids=stated.product_ids,
        product_classifications=stated.product_classifications,
        declared_unit=pcf.declared_unit_of_measurement,
        mass_per_declared_unit=_mass_of_one(pcf),
    )


def _mass_of_one(pcf: CarbonFootprint) -> Decimal:
    return readable(quotient(pcf.product_mass_per_declared_unit, pcf.declared_unit_amount))


def _gtin(text: str) -> str:
    try:
        return checked_gtin(text)
    except Invalid as error:
        raise Fault("gtin", error.code, error.message) from error


def _urns(name: str, cell: str) -> list[str]:
    try:
        return [checked_urn(part) for part in several(cell)] if cell else []
    except Invalid as error:
        raise Fault(name, error.code, error.message) from error
