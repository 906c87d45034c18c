"""One row of the file as a product and its footprint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from carbon.footprint.model import (
    CarbonFootprint,
    DataQualityIndicators,
    FootprintStatus,
    ProductFootprint,
    Verification,
)
from carbon.footprint.presentation import Detail
from supplier_portal.footprints.attributes import ATTRIBUTES, BY_PATH
from supplier_portal.products.service import Product
from tierzero.i18n import Text, _
from tierzero.tabular import CellProblem, Column, Row
from tierzero.tabular.columns import title_of

from .assumptions import Undeterminable, completed
from .cells import Fault, attribute_value, product_of_row

_SPECIFICATION = "3.0.0"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Company:
    """Whose products the rows are."""

    id: str
    name: str
    company_ids: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A row that was read: product and footprint (still without id), or what is wrong with it."""

    number: int
    product: Product | None = None
    footprint: ProductFootprint | None = None
    errors: tuple[CellProblem, ...] = ()
    shared_detail: Detail | None = None
    """How much of the product's footprints is shown, where the row says so."""


@dataclass(frozen=True)
class Reader:
    """What reading rows needs to know."""

    company: Company
    now: datetime
    columns: Mapping[str, Column] = field(hash=False)


def check(reader: Reader, row: Row) -> Checked:
    """Read one row; every fault of it is named."""
    faults = list(_faults(row))
    values: dict[str, Any] = {}
    for attribute in ATTRIBUTES:
        cell = row.values.get(attribute.column)
        if cell is None:
            continue
        try:
            values[attribute.path] = attribute_value(attribute, cell)
        except Fault as fault:
            faults.append((attribute.column, fault.code, fault.message))
    if row.errors or faults:
        return _faulty(reader, row, faults)
    try:
        pcf = _carbon_footprint(values)
        product = product_of_row(reader.company.id, row.values, pcf)
    except Undeterminable as lacking:
        return _faulty(reader, row, [(lacking.name, lacking.code, lacking.message)])
    except Fault as fault:
        return _faulty(reader, row, [(fault.name, fault.code, fault.message)])
    detail = row.values.get("shared_detail")
    footprint = _footprint(reader, row, product, pcf)
    return Checked(row.number, product, footprint, (), Detail(detail) if detail else None)


def _faults(row: Row) -> Iterator[tuple[str, str, Text]]:
    start, end = row.values.get("reference_period_start"), row.values.get("reference_period_end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        text = _("The last day is before the first day of the period.")
        yield "reference_period_end", "period-ends-before-start", text
    places = [name for name in _PLACES if row.values.get(name) is not None]
    for name in places[1:]:
        yield name, "several-geographies", _("State only one of region, country and province.")


_PLACES = (
    "geography_region_or_subregion",
    "geography_country",
    "geography_country_subdivision",
)


def _carbon_footprint(values: Mapping[str, Any]) -> CarbonFootprint:
    given: dict[str, Any] = {}
    nested: dict[str, dict[str, Any]] = {"dqi": {}, "verification": {}}
    for path, value in values.items():
        outer, separator, _inner = path.partition(".")
        target = nested[outer] if separator else given
        target[BY_PATH[path].field.attribute] = value
    given["reference_period_end"] += _DAY
    given["dqi"] = _data_quality(nested["dqi"])
    given["verification"] = (
        Verification(**nested["verification"]) if nested["verification"] else None
    )
    return CarbonFootprint(**completed(given))


def _data_quality(ratings: Mapping[str, Any]) -> DataQualityIndicators | None:
    if not ratings:
        return None
    for name in ("technological_dqr", "geographical_dqr", "temporal_dqr"):
        if name not in ratings:
            text = _("State all three data quality ratings, or none.")
            raise Undeterminable(name, "rating-missing", text)
    return DataQualityIndicators(**ratings)


def _footprint(
    reader: Reader, row: Row, product: Product, pcf: CarbonFootprint
) -> ProductFootprint:
    comment = row.values.get("comment")
    return ProductFootprint(
        id="",
        spec_version=_SPECIFICATION,
        created=reader.now,
        status=FootprintStatus.ACTIVE,
        company_name=reader.company.name,
        company_ids=reader.company.company_ids,
        product_description=product.description,
        product_ids=product.product_ids,
        product_name_company=product.name,
        product_classifications=product.product_classifications,
        comment=str(comment) if comment else None,
        pcf=pcf,
    )


def _faulty(reader: Reader, row: Row, faults: list[tuple[str, str, Text]]) -> Checked:
    problems = [problem_of(reader, row, *fault) for fault in faults]
    return Checked(row.number, errors=(*row.errors, *problems))


def problem_of(reader: Reader, row: Row, name: str, code: str, message: Text) -> CellProblem:
    """A fault of a row as people and programs are told of it."""
    title = title_of(reader.columns[name]) if name in reader.columns else name
    return CellProblem(row.number, name, title, code, message, row.raw.get(name, ""))
