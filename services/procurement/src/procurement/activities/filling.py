"""A purchase as people would have typed it: names and numbers instead of ids."""

from typing import Any

from carbon.units import known_unit
from procurement.assessments.views import supplier_name
from procurement.catalogue.directory import Directory, number_of
from tierzero.i18n import unit_symbol

from .model import Purchase


def values_of(held: Purchase, directory: Directory, language: str) -> dict[str, Any]:
    """What stands in the form: sent again as it is, it means the same purchase."""
    return {
        "reference": held.reference,
        "date": held.date.isoformat(),
        "supplier": _supplier(held, directory, language),
        "product": _product(held, directory),
        "description": held.description,
        "quantity": held.quantity,
        "unit": _unit(held.unit),
        "amount": held.amount,
        "currency": held.currency,
        "classifications": " ".join(held.classifications),
        "category": str(held.category),
    }


def _supplier(held: Purchase, directory: Directory, language: str) -> str:
    found = directory.find_suppliers(held.supplier_id)
    name = supplier_name(found[0], language) if len(found) == 1 else ""
    is_plain = name and [one.id for one in directory.find_suppliers(name)] == [held.supplier_id]
    return name if is_plain else held.supplier_id


def _product(held: Purchase, directory: Directory) -> str:
    found = directory.find_products(held.product_id, held.supplier_id) if held.product_id else ()
    urns = found[0].product_ids if len(found) == 1 else ()
    number = number_of(urns[0]) if urns else ""
    meant = directory.find_products(number, held.supplier_id) if number else ()
    return number if [one.id for one in meant] == [held.product_id] else held.product_id


def _unit(code: str) -> str:
    symbol = str(unit_symbol(code)) if code else ""
    return symbol if known_unit(symbol) else code
