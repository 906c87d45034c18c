"""What a purchase must agree with: known suppliers and products, their units, the calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from carbon.decimals import format_decimal
from carbon.units import UnitMismatch, convert_for_product
from procurement.catalogue.service import Directory, Organization, Product
from tierzero.i18n import Text, _, unit_name
from tierzero.problems import FieldProblem

from .model import Purchase, PurchaseEntry

_NAMESPACE = UUID("6f0f4a59-6a55-5c5b-9d0c-3d8b1d5a9b11")
# Somewhere on Earth it is already this much later than in UTC.
_FARTHEST_EAST = timedelta(hours=14)


@dataclass(frozen=True)
class Checked:
    """An entry with whom and what it names, or what is wrong with it."""

    entry: PurchaseEntry
    supplier: Organization | None = None
    product: Product | None = None
    problems: tuple[FieldProblem, ...] = ()


def check(entry: PurchaseEntry, directory: Directory, now: datetime) -> Checked:
    """Find supplier and product, and hold the date against the calendar."""
    named = _with_product(_with_supplier(Checked(entry), directory), directory)
    if entry.date > (now + _FARTHEST_EAST).date():
        text = _("The date lies in the future.")
        return _wrong(named, "date", "date-in-future", text)
    return named


def check_unit(checked: Checked, masses: Mapping[str, Decimal]) -> Checked:
    """Hold the unit against the product's declared unit; ``masses`` are kg per declared unit."""
    product, unit = checked.product, checked.entry.unit
    if product is None or unit is None or product.declared_unit is None:
        return checked
    mass = product.mass_per_declared_unit or masses.get(product.id)
    try:
        convert_for_product(Decimal(1), unit, product.declared_unit, mass)
    except UnitMismatch:
        text = _(
            "The product is declared per {declared}; {unit} cannot be converted to that.",
            declared=unit_name(product.declared_unit),
            unit=unit_name(unit),
        )
        return _wrong(checked, "unit", "unit-mismatch", text)
    return checked


def without_mass(checked: Iterable[Checked]) -> list[Product]:
    """Products whose unit check may need a mass that only a footprint states."""
    products = (one.product for one in checked)
    return [one for one in products if one and one.mass_per_declared_unit is None]


def purchase_of(checked: Checked, buyer_id: str, now: datetime) -> Purchase:
    """The purchase to record; its id follows from the buyer and the reference alone."""
    entry = checked.entry
    return Purchase(
        id=purchase_id(buyer_id, entry.reference),
        version=1,
        buyer_id=buyer_id,
        reference=entry.reference,
        category=entry.category,
        date=entry.date,
        recorded_at=now,
        supplier_id=checked.supplier.id if checked.supplier else "",
        product_id=checked.product.id if checked.product else "",
        description=entry.description,
        quantity="" if entry.quantity is None else format_decimal(entry.quantity),
        unit=entry.unit or "",
        amount="" if entry.amount is None else format_decimal(entry.amount),
        currency=entry.currency or "",
        classifications=entry.classifications,
    )


def purchase_id(buyer_id: str, reference: str) -> str:
    """UUIDv5 of buyer and reference: a repeated upload replaces instead of adding."""
    return str(uuid5(_NAMESPACE, f"{buyer_id}\n{reference}"))


def _with_supplier(checked: Checked, directory: Directory) -> Checked:
    wanted = checked.entry.supplier
    if not wanted:
        return checked
    found = directory.find_suppliers(wanted)
    if len(found) == 1:
        return replace(checked, supplier=found[0])
    if found:
        text = _("Several suppliers are called {name}; use the identifier.", name=wanted)
        return _wrong(checked, "supplier", "ambiguous-supplier", text)
    text = _("There is no supplier {name}.", name=wanted)
    return _wrong(checked, "supplier", "unknown-supplier", text)


def _with_product(checked: Checked, directory: Directory) -> Checked:
    wanted = checked.entry.product
    if not wanted or checked.supplier is None:
        return checked
    found = directory.find_products(wanted, checked.supplier.id)
    if len(found) == 1:
        return replace(checked, product=found[0])
    if found:
        text = _("Several products have the number {number}; use the identifier.", number=wanted)
        return _wrong(checked, "product", "ambiguous-product", text)
    text = _("No product {number} is known from this supplier.", number=wanted)
    return _wrong(checked, "product", "unknown-product", text)


def _wrong(checked: Checked, path: str, code: str, text: Text) -> Checked:
    problem = FieldProblem(path, code, text)
    return replace(checked, problems=(*checked.problems, problem))
