"""A bill as its maker reads it: names instead of ids, and which parts have data of their own."""

from collections.abc import Mapping
from dataclasses import dataclass

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products.service import Product
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from .model import Bill, PartInput
from .parts import known_parts
from .rules import key_of


@dataclass(frozen=True)
class ShownPart:
    """A part with what the maker knows of it; ``product`` is None where it may not see it."""

    stated: PartInput
    product: Product | None
    supplier: str
    is_own: bool

    @property
    def has_no_source(self) -> bool:
        """Whether nothing gives it a figure at present: not shared, and no class to fill in."""
        return self.product is None and not self.stated.classification


@dataclass(frozen=True)
class ShownBill:
    """A bill with its parts as people call them."""

    bill: Bill
    parts: tuple[ShownPart, ...]

    def is_older_than(self, product: Product) -> bool:
        """Whether the product's unit or mass changed since the bill was stated."""
        bill = self.bill
        stated = (bill.declared_unit, bill.mass_per_declared_unit)
        return stated != (product.declared_unit, product.mass_per_declared_unit)


async def shown_bill(portal: Portal, scope: Scope, bill: Bill) -> ShownBill:
    """The bill with names in the caller's language."""
    known = await known_parts(portal, scope, bill.stated)
    suppliers = {part.supplier_id for part in bill.stated.parts if part.supplier_id}
    names = await organizations.names(portal, scope.actor, suppliers, current_language())
    own = scope.organization_id
    parts = tuple(
        ShownPart(part, known.get(key_of(part)), _name(part, names), part.supplier_id == own)
        for part in bill.stated.parts
    )
    return ShownBill(bill, parts)


def _name(part: PartInput, names: Mapping[str, str]) -> str:
    return names.get(part.supplier_id, part.supplier_id)
