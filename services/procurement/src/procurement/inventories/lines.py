"""Lines as people look at them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal

from carbon.scope3.notes import NOTE_TEXTS, describe_note
from procurement.methods import METHODS
from tierzero.footprint.v1.inventory_service_pb2 import Line as Stated
from tierzero.i18n import Text, current_language

from .figures import kilograms_of


@dataclass(frozen=True)
class Line:
    """One activity priced once."""

    id: str
    version: int
    date: date
    description: str
    supplier_id: str
    supplier: str
    product: str
    quantity: str
    unit: str
    method: str
    method_title: Text
    method_badge: str
    factor: str
    gwp_set: str
    kilograms: Decimal
    notes: Sequence[tuple[str, str]]
    """Stable code and sentence."""

    @property
    def name(self) -> str:
        """What the line is called where people look for it."""
        return self.description or self.product or self.supplier or self.id


def line_of(stated: Stated, suppliers: Mapping[str, str], products: Mapping[str, str]) -> Line:
    """The line with the names of supplier and product."""
    method, title, badge = METHODS[stated.method]
    return Line(
        id=stated.activity_id,
        version=stated.activity_version,
        date=stated.date.ToDatetime(UTC).date(),
        description=stated.description,
        supplier_id=stated.supplier_id,
        supplier=suppliers.get(stated.supplier_id, stated.supplier_id),
        product=products.get(stated.product_id, ""),
        quantity=stated.quantity,
        unit=stated.unit,
        method=method,
        method_title=title,
        method_badge=badge,
        factor=stated.factor,
        gwp_set=stated.gwp_set,
        kilograms=kilograms_of(stated.emissions),
        notes=[(code, note_text(code)) for code in stated.notes],
    )


def note_text(code: str) -> str:
    """The sentence of a note in the reader's language; a note of a later release is its code."""
    return describe_note(code, current_language()) if code in {*NOTE_TEXTS} else code
