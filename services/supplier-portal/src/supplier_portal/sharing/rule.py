"""The one rule of who sees a product's footprints, without I/O.

Public: everybody. Named customers: those that the product names. All customers: those that its
owner names as its customers; where it names none, nobody, because nobody is known to be one.
Nobody: nobody but the owner.
"""

from supplier_portal.organizations.model import Organization
from supplier_portal.products.model import Product, Sharing

PUBLIC_MARK = "public"
_CUSTOMERS = "customers:"
_NAMED = "named:"


def may_see(product: Product, owner: Organization, viewer: str) -> bool:
    """Whether an organization may see the product's footprints; ``""`` is an unknown caller."""
    if product.sharing is Sharing.PUBLIC:
        return True
    if not viewer:
        return False
    if product.sharing is Sharing.NAMED_CUSTOMERS:
        return viewer in product.shared_with
    return product.sharing is Sharing.ALL_CUSTOMERS and viewer in owner.customer_ids


def marks_of(product: Product) -> tuple[str, ...]:
    """What the product's footprints carry, so that their viewers find them by an index.

    Customers of the owner are looked up when somebody looks, so that no footprint changes when a
    supplier has a new customer.
    """
    if product.sharing is Sharing.PUBLIC:
        return (PUBLIC_MARK,)
    if product.sharing is Sharing.ALL_CUSTOMERS:
        return (customers_mark(product.supplier_id),)
    if product.sharing is Sharing.NAMED_CUSTOMERS:
        return tuple(map(named_mark, product.shared_with))
    return ()


def customers_mark(supplier_id: str) -> str:
    """The mark of what a supplier shows to all its customers."""
    return f"{_CUSTOMERS}{supplier_id}"


def named_mark(viewer: str) -> str:
    """The mark of what is shown to an organization by name."""
    return f"{_NAMED}{viewer}"
