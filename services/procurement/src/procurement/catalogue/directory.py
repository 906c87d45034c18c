"""Finding a supplier or a product by whatever name people have for it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from carbon.identifiers import InvalidIdentifier, parse_pact_identifier, parse_urn

from .model import Organization, Product


@dataclass(frozen=True)
class Directory:
    """Whom and what a buyer may buy, by id, URN, name and number, whatever their case."""

    suppliers: dict[str, list[Organization]]
    products: dict[str, list[Product]]

    def find_suppliers(self, text: str) -> Sequence[Organization]:
        """Suppliers by organization id, company URN or name: none, one, or several of a name."""
        return self.suppliers.get(_key(text), [])

    def find_products(self, text: str, supplier_id: str) -> Sequence[Product]:
        """A supplier's products by id, URN or the supplier's own number."""
        return [one for one in self.products.get(_key(text), []) if one.supplier_id == supplier_id]


def directory_of(suppliers: Iterable[Organization], products: Iterable[Product]) -> Directory:
    """Make the directory of these suppliers and products."""
    by_supplier_name: dict[str, list[Organization]] = defaultdict(list)
    for supplier in suppliers:
        for name in {_key(name) for name in _names_of_supplier(supplier) if name}:
            by_supplier_name[name].append(supplier)
    by_product_name: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        for name in {_key(name) for name in _names_of_product(product) if name}:
            by_product_name[name].append(product)
    return Directory(by_supplier_name, by_product_name)


def number_of(urn: str) -> str:
    """What a URN identifies, without namespace and issuer: the number on an order."""
    try:
        return parse_pact_identifier(urn).value
    except InvalidIdentifier:
        pass
    try:
        return parse_urn(urn).specific
    except InvalidIdentifier:
        return urn


def _names_of_supplier(supplier: Organization) -> list[str]:
    return [supplier.id, supplier.name, supplier.name_zh, *supplier.company_ids]


def _names_of_product(product: Product) -> list[str]:
    return [product.id, *product.product_ids, *map(number_of, product.product_ids)]


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()
