"""Who supplies a buyer and what it is shown; what a supplier shows to whom."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tierzero.i18n import _
from tierzero.lists import Stretch, Turn
from tierzero.problems import not_found
from tierzero.store import Database, Session
from tierzero.tenancy import Scope

from . import repository, shelves, verifications, viewers
from .directory import Directory, directory_of, number_of
from .model import IssuedFootprint, Organization, Product, Sharing, may_see
from .verifications import Verification

__all__ = [
    "Catalogue",
    "Directory",
    "IssuedFootprint",
    "Organization",
    "Product",
    "Sharing",
    "Shelf",
    "Verification",
    "directory_of",
    "may_see",
    "number_of",
]


@dataclass(frozen=True)
class Shelf:
    """Products with all that a verdict on them rests on.

    ``customers`` holds, per supplier id, the organizations it supplies.
    """

    products: tuple[Product, ...]
    footprints: dict[str, list[IssuedFootprint]]
    customers: dict[str, tuple[str, ...]]
    verifications: dict[str, list[Verification]] = field(
        default_factory=dict[str, list[Verification]]
    )


@dataclass(frozen=True)
class Catalogue:
    """The catalogue kept in a database."""

    database: Database

    async def suppliers(self, scope: Scope) -> list[Organization]:
        """Suppliers a buyer knows: those that supply it, and those that show it a product."""
        supplying = await repository.suppliers_of(self.database, scope)
        known = {supplier.id: supplier for supplier in supplying}
        showing = set(await viewers.showing(self.database, scope)) - known.keys()
        for supplier in await repository.suppliers_with(self.database, showing):
            known[supplier.id] = supplier
        return sorted(known.values(), key=lambda supplier: (supplier.name.casefold(), supplier.id))

    async def supplier(self, scope: Scope, supplier_id: str) -> Organization:
        """One of the suppliers that the buyer knows; Problem 404."""
        known = {one.id: one for one in await self.suppliers(scope)}
        if supplier_id not in known:
            raise not_found(_("You know no such supplier."), "unknown-supplier")
        return known[supplier_id]

    async def offered(
        self, scope: Scope, supplier: Organization, words: str, turn: Turn, size: int
    ) -> Stretch[Product]:
        """A page of the products that a supplier shows the buyer, by name."""
        return await shelves.of_supplier(self.database, scope, supplier, words, turn, size)

    async def everything(self, scope: Scope, turn: Turn, size: int) -> Stretch[Product]:
        """A page of the products that the buyer is shown, supplier by supplier."""
        suppliers = await self.suppliers(scope)
        return await shelves.of_suppliers(self.database, scope, suppliers, turn, size)

    async def found(self, scope: Scope, words: str) -> list[Product]:
        """Products that the buyer is shown and that are found by words; the first of very many."""
        suppliers = {one.id: one for one in await self.suppliers(scope)}
        return await shelves.found_by_words(self.database, scope, suppliers, words)

    async def shown_as(self, scope: Scope, name: str) -> Product | None:
        """The product with an id or a URN, where the buyer is shown it."""
        named = await repository.named_so(self.database, name)
        shown = await self.products(scope, {one.id for one in named})
        return next(iter(shown), None)

    async def products(self, scope: Scope, ids: Collection[str] | None = None) -> list[Product]:
        """Products that the buyer is shown, by name."""
        supplying = await repository.suppliers_of(self.database, scope)
        shown = await repository.products_shown(self.database, scope, supplying, ids)
        return sorted(shown, key=lambda product: (product.name.casefold(), product.id))

    async def organizations(self, scope: Scope) -> dict[str, Organization]:
        """Every supplier on the platform by id: who takes part is no secret."""
        return {one.id: one for one in await repository.taking_part(self.database, scope)}

    async def product_names(self, scope: Scope, ids: Collection[str]) -> dict[str, str]:
        """Names of products that a buyer has bought, by id."""
        return await repository.names_of(self.database, scope, ids)

    async def directory(self, scope: Scope, names: Iterable[str]) -> Directory:
        """Whom and what the buyer may name in a purchase; products of the suppliers named.

        Wider than what it is shown: who takes part is no secret, and a supplier that counts the
        buyer among its customers sells it products whose footprints it does not show.
        """
        everybody = await repository.taking_part(self.database, scope)
        directory = directory_of(everybody, ())
        meant = {one.id: one for name in set(names) for one in directory.find_suppliers(name)}
        products = await repository.products_sold(self.database, scope, list(meant.values()))
        return directory_of(everybody, products)

    async def footprints(
        self, scope: Scope, products: Collection[Product]
    ) -> dict[str, list[IssuedFootprint]]:
        """Footprints per product id, for products that the scope owns or was shown."""
        return await repository.footprints_of(self.database, scope, products)

    async def issued(
        self, scope: Scope, supplier_id: str, ids: Iterable[str]
    ) -> list[IssuedFootprint]:
        """Footprints of a supplier by id, as far as the buyer is shown them."""
        found = await repository.footprints_with(self.database, supplier_id, ids)
        shown = {one.id for one in await self.products(scope, {one.product_id for one in found})}
        return [one for one in found if one.product_id in shown]

    async def badges(
        self,
        scope: Scope,
        products: Collection[Product],
        footprints: Mapping[str, Sequence[IssuedFootprint]],
        now: datetime,
    ) -> dict[str, Verification]:
        """Product id → the statement behind the badge of its footprint, where it has one."""
        stated = await verifications.about(self.database, scope, products)
        badges = {
            product_id: verifications.badge_of(held, footprints.get(product_id, ()), now)
            for product_id, held in stated.items()
        }
        return {product_id: badge for product_id, badge in badges.items() if badge}

    async def shelf_shown(
        self, scope: Scope, ids: Collection[str] | None = None, session: Session = None
    ) -> Shelf:
        """What a buyer is shown, all or the products with the ids."""
        suppliers = await repository.suppliers_of(self.database, scope, session)
        shown = await repository.products_shown(self.database, scope, suppliers, ids, session)
        footprints = await repository.footprints_of(self.database, scope, shown, session)
        customers = {supplier.id: supplier.customer_ids for supplier in suppliers}
        stated = await verifications.about(self.database, scope, shown, session)
        return Shelf(tuple(shown), footprints, customers, stated)

    async def own_shelf(
        self, scope: Scope, ids: Collection[str] | None = None, session: Session = None
    ) -> Shelf:
        """A supplier's own products, withdrawn ones too, still without footprints."""
        owner = await repository.own_organization(self.database, scope, session)
        products = await repository.own_products(self.database, scope, ids, session)
        customers = {scope.organization_id: owner.customer_ids if owner else ()}
        stated = await verifications.about(self.database, scope, products, session)
        return Shelf(tuple(products), {}, customers, stated)

    async def with_footprints(self, scope: Scope, shelf: Shelf, session: Session = None) -> Shelf:
        """The shelf with the footprints of its products."""
        found = await repository.footprints_of(self.database, scope, shelf.products, session)
        return replace(shelf, footprints=found)

    async def own_product_ids(self, scope: Scope) -> Sequence[str]:
        """Ids of all products a supplier has stated."""
        return [product.id for product in await repository.own_products(self.database, scope)]
