"""Organizations, products and footprints as the bus told of them.

A document belongs to the supplier that stated it. A buyer reads by what suppliers show it: its
scope then enters the filter as "shown to" instead of "owned by".
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from procurement.parts import parts
from procurement.versions import keep_newer
from tierzero import lists
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from . import viewers
from .documents import (
    footprint_document,
    footprint_from,
    found_by,
    organization_document,
    organization_from,
    product_document,
    product_from,
)
from .model import IssuedFootprint, Organization, Product, Sharing, may_see

ORGANIZATIONS = "catalogue_organizations"
PRODUCTS = "catalogue_products"
FOOTPRINTS = "catalogue_footprints"

# Short lists of ids are what the embedded store looks up quickly; see procurement.lookups.
_IDS_AT_ONCE = 100
_FOOTPRINTS_AT_ONCE = 50


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[ORGANIZATIONS].create_index([("customer_ids", 1)])
    by_name = [("organization_id", 1), ("name_key", 1), ("_id", 1)]
    shown = ("name", "product_ids")
    for field, keys in (("name_key", by_name), ("words", [("words", 1)])):
        await lists.index_derived(database[PRODUCTS], field, keys, shown, _derived(field))
    await database[PRODUCTS].create_index([("product_ids", 1)])
    await database[PRODUCTS].create_index([("sharing", 1), ("shared_with", 1)])
    await database[FOOTPRINTS].create_index([("product_id", 1)])
    await viewers.prepare(database, database[PRODUCTS])


async def keep_organization(
    database: Database, scope: Scope, organization: Organization, session: Session
) -> None:
    """Store what an organization says of itself, unless something newer is known."""
    collection = ScopedCollection(database[ORGANIZATIONS], scope)
    await keep_newer(collection, [organization_document(organization)], session)


async def keep_products(
    database: Database, scope: Scope, products: Iterable[Product], session: Session
) -> None:
    """Store a supplier's products, each unless something newer is known."""
    collection = ScopedCollection(database[PRODUCTS], scope)
    stated = list(products)
    held = await own_products(database, scope, {one.id for one in stated}, session)
    kept = set(await keep_newer(collection, map(product_document, stated), session))
    after = [one for one in stated if one.id in kept]
    await viewers.note(database, scope, [one for one in held if one.id in kept], after, session)


async def keep_footprints(
    database: Database, scope: Scope, footprints: Iterable[IssuedFootprint], session: Session
) -> None:
    """Store a supplier's footprints, each unless something newer is known."""
    collection = ScopedCollection(database[FOOTPRINTS], scope)
    await keep_newer(collection, map(footprint_document, footprints), session)


async def own_organization(
    database: Database, scope: Scope, session: Session = None
) -> Organization | None:
    """The scope's own organization, where the bus has told of it."""
    collection = ScopedCollection(database[ORGANIZATIONS], scope)
    found = await collection.find_one({"_id": scope.organization_id}, session=session)
    return organization_from(found) if found else None


async def own_products(
    database: Database, scope: Scope, ids: Collection[str] | None = None, session: Session = None
) -> list[Product]:
    """A supplier's own products, withdrawn ones too; all, or those with the ids."""
    collection = ScopedCollection(database[PRODUCTS], scope)
    if ids is None:
        return [product_from(one) async for one in collection.find({}, session=session)]
    found = collection.find_among("_id", ids, session=session)
    return [product_from(one) async for one in found]


async def suppliers_of(
    database: Database, scope: Scope, session: Session = None
) -> list[Organization]:
    """Organizations that name the scope's organization as their customer."""
    supplying = {"customer_ids": scope.organization_id, "withdrawn": False}
    cursor = database[ORGANIZATIONS].find(supplying, session=session)
    return [organization_from(document) async for document in cursor]


async def taking_part(database: Database, scope: Scope) -> list[Organization]:
    """Every supplier on the platform but the scope's own organization: who it is, to all."""
    others = {"_id": {"$ne": scope.organization_id}, "withdrawn": False}
    cursor = database[ORGANIZATIONS].find(others)
    found = [organization_from(document) async for document in cursor]
    return [one for one in found if "supplier" in one.roles or one.supplies(scope.organization_id)]


async def products_sold(
    database: Database, scope: Scope, suppliers: Collection[Organization]
) -> list[Product]:
    """Products of these suppliers that the scope's organization may buy.

    Those it is shown, all of suppliers that name it as customer, and those for all customers of
    suppliers that name none.
    """
    buyer = scope.organization_id
    supplying = [one.id for one in suppliers if one.supplies(buyer)]
    unnamed = [one.id for one in suppliers if not one.customer_ids]
    chosen = _shown_to(scope, supplying)
    chosen["$or"] += [
        {"organization_id": {"$in": supplying}},
        {"organization_id": {"$in": unnamed}, "sharing": Sharing.ALL_CUSTOMERS},
    ]
    theirs = {"organization_id": {"$in": [one.id for one in suppliers]}}
    cursor = database[PRODUCTS].find({"$and": [theirs, chosen]})
    return [product_from(document) async for document in cursor]


async def suppliers_with(database: Database, ids: Collection[str]) -> list[Organization]:
    """The organizations with the ids."""
    found: list[Organization] = []
    for part in parts(sorted(ids), _IDS_AT_ONCE):
        cursor = database[ORGANIZATIONS].find({"_id": {"$in": list(part)}})
        found += [organization_from(one) async for one in cursor if not one["withdrawn"]]
    return found


async def named_so(database: Database, name: str) -> list[Product]:
    """Products with an id or a URN, whoever may see them: the caller decides that."""
    ways = [{"_id": name}, {"product_ids": name}]
    return [product_from(one) for way in ways async for one in database[PRODUCTS].find(way)]


async def names_of(database: Database, scope: Scope, ids: Collection[str]) -> dict[str, str]:
    """Names by id of products that the scope's organization names itself, as its purchases do."""
    cursor = database[PRODUCTS].find({"_id": {"$in": list(ids)}}, projection={"name": 1})
    return {document["_id"]: document["name"] async for document in cursor}


async def named(
    database: Database, scope: Scope, products: Iterable[Product], session: Session = None
) -> list[Organization]:
    """The organizations behind products that the scope was shown."""
    ids = sorted({product.supplier_id for product in products})
    cursor = database[ORGANIZATIONS].find(
        {"_id": {"$in": ids}, "withdrawn": False}, session=session
    )
    return [organization_from(document) async for document in cursor]


async def products_shown(
    database: Database,
    scope: Scope,
    suppliers: Iterable[Organization],
    ids: Collection[str] | None = None,
    session: Session = None,
) -> list[Product]:
    """Products whose footprints the scope's organization may see; all, or those with the ids."""
    supplying = {supplier.id for supplier in suppliers}
    if ids is not None:
        return await _shown_among(database, scope, supplying, ids, session)
    cursor = database[PRODUCTS].find(_shown_to(scope, list(supplying)), session=session)
    return [product_from(document) async for document in cursor]


async def _shown_among(
    database: Database,
    scope: Scope,
    supplying: Collection[str],
    ids: Collection[str],
    session: Session,
) -> list[Product]:
    """Products with the ids that the buyer is shown; it is decided here, so that ids are all
    that the store looks for."""
    buyer, found = scope.organization_id, list[Product]()
    for part in parts(sorted(set(ids)), _IDS_AT_ONCE):
        cursor = database[PRODUCTS].find({"_id": {"$in": list(part)}}, session=session)
        found += [product_from(document) async for document in cursor]
    return [one for one in found if may_see(one, _customers(one, supplying, buyer), buyer)]


def _customers(product: Product, supplying: Collection[str], buyer: str) -> tuple[str, ...]:
    return (buyer,) if product.supplier_id in supplying else ()


async def footprints_of(
    database: Database, scope: Scope, products: Collection[Product], session: Session = None
) -> dict[str, list[IssuedFootprint]]:
    """Footprints per product id, for products that the scope owns or was shown."""
    owners = {product.id: product.supplier_id for product in products}
    found: dict[str, list[IssuedFootprint]] = {product_id: [] for product_id in owners}
    for part in parts(list(owners), _FOOTPRINTS_AT_ONCE):
        chosen = {"product_id": {"$in": list(part)}}
        async for document in database[FOOTPRINTS].find(chosen, session=session):
            # A footprint counts only where product and footprint have the same owner.
            owned = document["organization_id"] == owners[document["product_id"]]
            if owned and not document["withdrawn"]:
                found[document["product_id"]].append(footprint_from(document))
    return found


async def footprints_with(
    database: Database, supplier_id: str, ids: Iterable[str]
) -> list[IssuedFootprint]:
    """Footprints of a supplier by id; who may see them is the caller's to decide."""
    cursor = database[FOOTPRINTS].find({"_id": {"$in": sorted(set(ids))}})
    held = [one async for one in cursor if one["organization_id"] == supplier_id]
    return [footprint_from(one) for one in held if not one["withdrawn"]]


def _derived(field: str) -> Callable[[Mapping[str, Any]], Any]:
    return lambda one: found_by(one["name"], one["product_ids"])[field]


def _shown_to(scope: Scope, supplier_ids: list[str]) -> dict[str, Any]:
    buyer = scope.organization_id
    ways: list[Document] = [
        {"sharing": Sharing.PUBLIC},
        {"sharing": Sharing.NAMED_CUSTOMERS, "shared_with": buyer},
        {"sharing": Sharing.ALL_CUSTOMERS, "organization_id": {"$in": supplier_ids}},
    ]
    return {"withdrawn": False, "$or": ways}
