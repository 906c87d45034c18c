"""One row of the file as a product and its footprint."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from carbon.footprint.model import (
    CarbonFootprint,
    DataQualityIndicators,
    FootprintStatus,
    ProductFootprint,
    Verification,
    made,
)
from carbon.footprint.presentation import Detail
from supplier_portal.products.service import Product
from tierzero.i18n import Text, _
from tierzero.tabular import CellProblem, Column, Row
from tierzero.tabular.cells import remembering
from tierzero.tabular.columns import title_of

from .assumptions import Undeterminable, completed
from .cells import Fault, Slot, classes_of, identifiers_of, product_of, slots

_SPECIFICATION = "3.0.0"

Parts = Mapping[str, dict[str, Any]]
"""Attributes of the footprint itself (under ""), of its ratings and of its verification."""


@dataclass(frozen=True)
class Company:
    """Whose products the rows are."""

    id: str
    name: str
    company_ids: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A row that is to be stored: product and footprint, which is still without id."""

    number: int
    product: Product
    footprint: ProductFootprint
    shared_detail: Detail | None = None
    """How much of the product's footprints is shown, where the row says so."""


@dataclass(frozen=True)
class Stated:
    """What a row states in the first reading: a footprint under the supplier's own number.

    Ids are not worked out yet: they take long, and only what is stored needs them.
    """

    number: int
    product_number: str = ""
    footprint: ProductFootprint | None = None
    errors: tuple[CellProblem, ...] = ()
    shared_detail: Detail | None = None
    """How much of the product's footprints is shown, where the row says so."""

    @property
    def subject(self) -> Hashable:
        """Product and reference period, which a file may state once."""
        pcf = self.footprint.pcf if self.footprint else None
        return pcf and (self.product_number, pcf.reference_period_start, pcf.reference_period_end)


@dataclass(frozen=True)
class Reader:
    """What reading rows needs to know."""

    company: Company
    now: datetime
    columns: Mapping[str, Column] = field(hash=False)
    slots: Mapping[str, Slot] = field(default_factory=slots, compare=False)
    classes: Callable[[str], tuple[str, ...]] = field(
        default_factory=lambda: remembering(classes_of), compare=False
    )


def to_store(reader: Reader, stated: Stated, footprint: ProductFootprint) -> Checked:
    """The product and the footprint that a row states, with the product's ids."""
    product = product_of(reader.company.id, footprint, stated.product_number)
    named = replace(footprint, product_ids=product.product_ids)
    return Checked(stated.number, product, named, stated.shared_detail)


def examine(reader: Reader, row: Row) -> Stated:
    """Read one row; every fault of it is named."""
    faults = list(_faults(row))
    parts: Parts = {"": {}, "dqi": {}, "verification": {}}
    for column, cell in row.values.items():
        slot = reader.slots.get(column)
        if slot is None or cell is None:
            continue
        try:
            parts[slot.part][slot.name] = slot.read(cell)
        except Fault as fault:
            faults.append((column, fault.code, fault.message))
    if row.errors or faults:
        return _faulty(reader, row, faults)
    try:
        footprint = _footprint(reader, row, _carbon_footprint(parts))
    except (Undeterminable, Fault) as wrong:
        return _faulty(reader, row, [(wrong.name, wrong.code, wrong.message)])
    detail = row.values.get("shared_detail")
    shown = Detail(detail) if detail else None
    return Stated(row.number, str(row.values["product_number"]), footprint, (), shown)


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


def _carbon_footprint(parts: Parts) -> CarbonFootprint:
    given, verified = parts[""], parts["verification"]
    given["dqi"] = _data_quality(parts["dqi"])
    given["verification"] = Verification(**verified) if verified else None
    return made(CarbonFootprint, completed(given))


def _data_quality(ratings: Mapping[str, Any]) -> DataQualityIndicators | None:
    if not ratings:
        return None
    for name in ("technological_dqr", "geographical_dqr", "temporal_dqr"):
        if name not in ratings:
            text = _("State all three data quality ratings, or none.")
            raise Undeterminable(name, "rating-missing", text)
    return DataQualityIndicators(**ratings)


def _footprint(reader: Reader, row: Row, pcf: CarbonFootprint) -> ProductFootprint:
    values = row.values
    stated = {
        "id": "",
        "spec_version": _SPECIFICATION,
        "created": reader.now,
        "status": FootprintStatus.ACTIVE,
        "company_name": reader.company.name,
        "company_ids": reader.company.company_ids,
        "product_description": str(values.get("product_description") or ""),
        "product_ids": identifiers_of(values),
        "product_name_company": str(values["product_name"]),
        "product_classifications": reader.classes(str(values.get("product_classifications") or "")),
        "comment": str(values["comment"]) if values.get("comment") else None,
        "pcf": pcf,
    }
    return made(ProductFootprint, stated)


def _faulty(reader: Reader, row: Row, faults: list[tuple[str, str, Text]]) -> Stated:
    problems = [problem_of(reader, row, *fault) for fault in faults]
    return Stated(row.number, errors=(*row.errors, *problems))


def problem_of(reader: Reader, row: Row, name: str, code: str, message: Text) -> CellProblem:
    """A fault of a row as people and programs are told of it."""
    title = title_of(reader.columns[name]) if name in reader.columns else name
    return CellProblem(row.number, name, title, code, message, row.raw.get(name, ""))
