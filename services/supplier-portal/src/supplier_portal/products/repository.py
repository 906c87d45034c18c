"""The collection ``products``."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit
from tierzero.lists.words import words_of
from tierzero.store import Collection, Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .identity import class_key, id_key
from .model import Product, Sharing

COLLECTION = "products"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    products = database[COLLECTION]
    await products.create_index([("organization_id", 1), ("number", 1)], unique=True)
    await products.create_index([("organization_id", 1), ("id_keys", 1)])
    await products.create_index([("organization_id", 1), ("class_keys", 1)])
    await products.create_index([("organization_id", 1), ("sharing", 1)])
    await products.create_index([("organization_id", 1), ("shared_with", 1)])
    await _make_findable(products)


async def _make_findable(products: Collection) -> None:
    """The index of words, and the words of products that were stored before there was one."""
    words = [("organization_id", 1), ("words", 1)]
    indexes = (await products.index_information()).values()
    if any([*map(tuple, one["key"])] == words for one in indexes):
        return
    shown = {"number": 1, "name": 1}
    async for one in products.find({"words": {"$exists": False}}, projection=shown):
        found = words_of(one["number"], one["name"])
        await products.update_one({"_id": one["_id"]}, {"$set": {"words": found}})
    await products.create_index(words)


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Product | None:
    """One product of the supplier."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return product_of(document) if document else None


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> Mapping[str, Product]:
    """Id → product, of those that exist."""
    found = _documents(database, scope).find_among("_id", identities, session=session)
    return {document["_id"]: product_of(document) async for document in found}


async def with_product_ids(
    database: Database, scope: Scope, product_ids: Iterable[str], session: Session = None
) -> list[Product]:
    """Products known by any of the URNs, spelt just so."""
    asked = set(product_ids)
    wanted = {"id_keys": {"$in": sorted(set(map(id_key, asked)))}}
    cursor = _documents(database, scope).find(wanted, session=session)
    found = [product_of(document) async for document in cursor]
    return [one for one in found if not asked.isdisjoint(one.product_ids)]


async def named(
    database: Database, scope: Scope, id_keys: Iterable[str], class_keys: Iterable[str], limit: int
) -> list[Product]:
    """Products known by any of the URNs or classes, spelt by `id_key` and `class_key`."""
    ways = [{"id_keys": {"$in": list(id_keys)}}, {"class_keys": {"$in": list(class_keys)}}]
    cursor = _documents(database, scope).find({"$or": ways}, sort=[("number", 1)], limit=limit)
    return [product_of(document) async for document in cursor]


async def shared_with(
    database: Database,
    owner: Scope,
    customer_id: str,
    filter_: Mapping[str, Any],
    limit: int = 0,
) -> list[Product]:
    """Products that the owner shares with an organization, by number.

    Those shared with all customers are left to the caller, who knows whether it is one.
    """
    named = {"sharing": Sharing.NAMED_CUSTOMERS.value, "shared_with": customer_id}
    broadly = {"sharing": {"$in": [Sharing.PUBLIC.value, Sharing.ALL_CUSTOMERS.value]}}
    wanted = {"$and": [dict(filter_), {"$or": [named, broadly]}]}
    cursor = _documents(database, owner).find(wanted, sort=[("number", 1)], limit=limit)
    return [product_of(document) async for document in cursor]


async def ids_seen(
    database: Database, scope: Scope, viewer: str, *, is_customer: bool
) -> list[str]:
    """Ids of products that are public, for a customer those for all, and those shared by name."""
    kinds = [Sharing.PUBLIC, *([Sharing.ALL_CUSTOMERS] if is_customer else [])]
    ways: list[dict[str, str]] = [{"sharing": kind.value} for kind in kinds]
    ways += [{"shared_with": viewer}] if viewer else []
    found: dict[str, None] = {}
    for way in ways:
        cursor = _documents(database, scope).find(way, projection={"_id": 1})
        found |= {document["_id"]: None async for document in cursor}
    return list(found)


async def insert_many(
    database: Database, scope: Scope, products: Sequence[Product], session: Session
) -> None:
    """Add products; DuplicateKeyError where one exists."""
    if products:
        documents = [_document(product) for product in products]
        await _documents(database, scope).insert_many(documents, session=session)


async def replace_many(
    database: Database, scope: Scope, products: Sequence[Product], session: Session
) -> None:
    """Put newer versions in the place of older ones."""
    for product in products:
        await _documents(database, scope).replace_one(
            {"_id": product.id}, _document(product), session=session
        )


def _document(product: Product) -> dict[str, Any]:
    content = product.content()
    owner = content.pop("supplier_id")
    return {
        "_id": content.pop("id"),
        "organization_id": owner,
        **content,
        "id_keys": sorted(set(map(id_key, product.product_ids))),
        "class_keys": sorted(set(map(class_key, product.product_classifications))),
        "words": words_of(product.number, product.name),
        "recorded_at": product.recorded_at,
    }


def product_of(document: Mapping[str, Any]) -> Product:
    mass = document["mass_per_declared_unit"]
    return Product(
        id=document["_id"],
        supplier_id=document["organization_id"],
        number=document["number"],
        name=document["name"],
        description=document["description"],
        product_ids=tuple(document["product_ids"]),
        product_classifications=tuple(document["product_classifications"]),
        declared_unit=DeclaredUnit(document["declared_unit"]),
        mass_per_declared_unit=None if mass is None else Decimal(mass),
        sharing=Sharing(document["sharing"]),
        shared_with=tuple(document["shared_with"]),
        # Products that were stored before there was a choice show all fields.
        shared_detail=Detail(document.get("shared_detail", Detail.ALL_FIELDS)),
        version=document["version"],
        recorded_at=document["recorded_at"],
    )
