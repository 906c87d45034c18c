"""What a supplier may choose as sources, by the words under which it is offered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from supplier_portal.reference_factors import service as reference_factors
from supplier_portal.reference_factors.service import ReferenceFactor, Wanted
from tierzero.i18n import _, current_language
from tierzero.tabular.cells import CellFault
from tierzero.tenancy import Scope

from .stated import SOURCED, CalculationInput

MOST_PRODUCTS = 1_000
MOST_FACTORS = 300
"""So many are offered in the field; more are found by their ids."""

_IDS = re.compile(r"([A-Za-z0-9][A-Za-z0-9_-]{0,63})\s*/\s*([A-Za-z0-9][A-Za-z0-9_-]{0,63})")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True)
class Offers:
    """Products and factors by label."""

    own_id: str
    products: Mapping[str, Product]
    factors: Mapping[str, ReferenceFactor]

    @property
    def own_ids(self) -> frozenset[str]:
        """Ids of the supplier's own products that are offered."""
        found = (one for one in self.products.values() if one.supplier_id == self.own_id)
        return frozenset(one.id for one in found)

    def product_of(self, text: str) -> tuple[str, str] | None:
        """Supplier and product that are meant: one offered, or two ids."""
        chosen = self.products.get(" ".join(text.split()))
        if chosen is not None:
            return chosen.supplier_id, chosen.id
        ids = _IDS.fullmatch(text)
        return (ids[1], ids[2]) if ids else None

    def factor_of(self, text: str) -> str:
        """Id of the factor that is meant; raises CellFault."""
        chosen = self.factors.get(" ".join(text.split()))
        if chosen is not None:
            return chosen.id
        if not _ID.fullmatch(text):
            said = _("Choose a factor that is offered, or enter the id of a published one.")
            raise CellFault("unknown-factor", said)
        return text

    def typed(self, row: Mapping[str, Any]) -> dict[str, str]:
        """What stands in the fields for a row's product and factor."""
        shown: dict[str, str] = {}
        if row.get("product_id"):
            shown["product"] = self._product_label(row["supplier_id"], row["product_id"])
        if row.get("factor_id"):
            shown["factor"] = self._factor_label(row["factor_id"])
        return shown

    def _product_label(self, supplier: str, product: str) -> str:
        known = (
            label
            for label, one in self.products.items()
            if (one.supplier_id, one.id) == (supplier, product)
        )
        return next(known, f"{supplier}/{product}")

    def _factor_label(self, identity: str) -> str:
        known = (label for label, one in self.factors.items() if one.id == identity)
        return next(known, identity)


async def offers(
    portal: Portal, scope: Scope, product: Product, stated: CalculationInput
) -> Offers:
    """Other own products, what suppliers share, published factors, and what is chosen already."""
    language = current_language()
    own = await products.first(portal, scope, MOST_PRODUCTS)
    named = [(f"{one.number} · {one.name}", one) for one in own if one.id != product.id]
    for owner, one in await products.shared_products(portal, scope):
        named.append((f"{one.number} · {one.name} · {owner.name_in(language)}", one))
    found = await reference_factors.search(portal, scope, Wanted(), MOST_FACTORS)
    chosen = await reference_factors.by_ids(portal, scope, _factors_in(stated))
    factors = {one.id: one for one in (*found, *chosen.values())}
    return Offers(scope.organization_id, _apart(named), _apart_factors(factors.values()))


def _factors_in(stated: CalculationInput) -> set[str]:
    rows = (row for section in SOURCED for row in getattr(stated, section))
    return {row.factor_id for row in rows if row.factor_id}


def _apart(named: Iterable[tuple[str, Product]]) -> dict[str, Product]:
    """Products under their labels; where two would share one, the ids tell them apart."""
    by_label: dict[str, Product] = {}
    for label, one in named:
        plain = " ".join(label.split())
        ids = f"{plain} ({one.supplier_id}/{one.id})"
        by_label[ids if plain in by_label else plain] = one
    return by_label


def _apart_factors(factors: Iterable[ReferenceFactor]) -> dict[str, ReferenceFactor]:
    by_label: dict[str, ReferenceFactor] = {}
    for one in factors:
        by_label[f"{one.label} [{one.id[:8]}]" if one.label in by_label else one.label] = one
    return by_label
