"""Which products a maker may choose as parts, and what was meant by what was typed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.identity import product_id
from supplier_portal.products.service import Product
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from .rules import PartKey

MOST_OWN = 2_000
"""So many of the supplier's own products are offered; others are found by their number."""

_IDS = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,63})\s*/\s*([A-Za-z0-9][A-Za-z0-9_-]{0,63})")


@dataclass(frozen=True)
class Choices:
    """What is offered, by the words under which it is offered."""

    own_id: str
    by_label: Mapping[str, Product]
    by_number: Mapping[str, Product]
    """The supplier's own, for numbers that look like two ids."""
    labels: Mapping[PartKey, str]

    def key_of(self, typed: str) -> PartKey:
        """The product that was meant: one offered, two ids, or a number of the supplier's own."""
        chosen = self.by_label.get(typed) or self.by_number.get(typed)
        if chosen is not None:
            return PartKey(chosen.supplier_id, chosen.id)
        if ids := _IDS.fullmatch(typed):
            return PartKey(ids[1], ids[2])
        return PartKey(self.own_id, product_id(self.own_id, typed))

    def label_of(self, key: PartKey) -> str:
        """What stands in the field for a part."""
        return self.labels.get(key) or f"{key.supplier_id}/{key.product_id}"


async def offered(portal: Portal, scope: Scope, maker: Product) -> Choices:
    """The supplier's other products by number, then those that its suppliers share with it."""
    language = current_language()
    own = await products.first(portal, scope, MOST_OWN)
    named = [(one, f"{one.number} · {one.name}") for one in own if one.id != maker.id]
    for owner, one in await products.shared_products(portal, scope):
        named.append((one, f"{one.number} · {one.name} · {owner.name_in(language)}"))
    return labelled(scope.organization_id, named)


def labelled(own_id: str, named: Iterable[tuple[Product, str]]) -> Choices:
    """Products under their labels; where two would share one, the ids tell them apart."""
    by_label: dict[str, Product] = {}
    for product, label in named:
        # Browsers drop repeated spaces of what is chosen.
        plain = " ".join(label.split())
        ids = f"{plain} ({product.supplier_id}/{product.id})"
        by_label[ids if plain in by_label else plain] = product
    labels = {PartKey(one.supplier_id, one.id): label for label, one in by_label.items()}
    by_number = {one.number: one for one in by_label.values() if one.supplier_id == own_id}
    return Choices(own_id, by_label, by_number, labels)
