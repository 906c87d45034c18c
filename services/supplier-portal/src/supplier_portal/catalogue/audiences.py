"""Audiences: sets of organizations with which a product is shared, and of which a reader is one.

A footprint is listed once per audience of its product; a reader looks into the audiences it belongs
to. So a supplier that gains or loses a customer changes nothing in the listing, and the change
holds with the reader's next call. The marks are those of `supplier_portal.sharing`.
"""

from collections.abc import Iterable

from supplier_portal.products.model import Product
from supplier_portal.sharing.rule import customers_mark, marks_of
from tierzero.tenancy import Scope

_PREFIX = "audience:"


def audiences_of(product: Product) -> tuple[str, ...]:
    """Those who may see the product's footprints; its owner is in exactly one of them."""
    marks = marks_of(product)
    reaching_owner = len(marks) == 1 and marks[0] in _including_owner(product.supplier_id)
    return tuple(map(_audience, marks if reaching_owner else (_owner(product), *marks)))


def audiences_with(reader_id: str, marks: Iterable[str]) -> tuple[str, ...]:
    """Audiences of a reader, given what marks are shown to it; in the order of its listings."""
    own = {customers_mark(reader_id), f"owner:{reader_id}"}
    return tuple(sorted(map(_audience, {*marks, *own})))


def scope_of(audience: str, on_behalf_of: Scope) -> Scope:
    """An entry belongs to its audience, so that reaching it is as explicit as for any data."""
    return Scope(audience, on_behalf_of.actor)


def _owner(product: Product) -> str:
    return f"owner:{product.supplier_id}"


def _including_owner(supplier_id: str) -> tuple[str, ...]:
    return ("public", customers_mark(supplier_id))


def _audience(mark: str) -> str:
    return _PREFIX + mark
