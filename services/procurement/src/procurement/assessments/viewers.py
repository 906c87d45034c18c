"""To whom a supplier shows its products."""

from procurement.catalogue.service import Sharing, Shelf


def viewers_of(shelf: Shelf, supplier_id: str) -> frozenset[str] | None:
    """Organizations that may see at least one product of the shelf; None for everybody."""
    if any(product.sharing is Sharing.PUBLIC for product in shelf.products):
        return None
    named = {buyer for product in shelf.products for buyer in product.shared_with}
    return frozenset({*named, *shelf.customers.get(supplier_id, ())})
