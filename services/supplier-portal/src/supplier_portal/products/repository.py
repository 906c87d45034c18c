"""The collection ``products``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from carbon.footprint.presentation import Detail
from carbon.units import DeclaredUnit
from tierzero.store import Database, Session
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
    await products.create_index([("organization_id", 1), ("product_ids", 1)])
    await products.create_index([("organization_id", 1), ("id_keys", 1)])
    await products.create_index([("organization_id", 1), ("class_keys", 1)])


async def find(
    database: Database, scope: Scope, identity: str, session: Session = None
) -> Product | None:
    """One product of the supplier."""
    document = await _documents(database, scope).find_one({"_id": identity}, session=session)
    return _product(document) if document else None


async def find_many(
    database: Database, scope: Scope, identities: Iterable[str], session: Session = None
) -> Mapping[str, Product]:
    """Id → product, of those that exist."""
    found = _documents(database, scope).find_among("_id", identities, session=session)
    return {document["_id"]: _product(document) async for document in found}


async def with_product_ids(
    database: Database, scope: Scope, product_ids: Iterable[str], session: Session = None
) -> list[Product]:
    """Products known by any of the URNs."""
    wanted = {"product_ids": {"$in": list(product_ids)}}
    cursor = _documents(database, scope).find(wanted, session=session)
    return [_product(document) async for document in cursor]


async def named(
    database: Database, scope: Scope, id_keys: Iterable[str], class_keys: Iterable[str], limit: int
) -> list[Product]:
    """Products known by any of the URNs or classes, spelt by `id_key` and `class_key`."""
    ways = [{"id_keys": {"$in": list(id_keys)}}, {"class_keys": {"$in": list(class_keys)}}]
    cursor = _documents(database, scope).find({"$or": ways}, sort=[("number", 1)], limit=limit)
    return [_product(document) async for document in cursor]


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
    return [_product(document) async for document in cursor]


async def page(
    database: Database,
    scope: Scope,
    *,
    words: str = "",
    after: str = "",
    skip: int = 0,
    limit: int = 100,
) -> list[Product]:
    """Products by number, after a number or after so many."""
    filter_: dict[str, Any] = _matching(words)
    if after:
        filter_["number"] = {"$gt": after}
    cursor = _documents(database, scope).find(filter_, sort=[("number", 1)], skip=skip, limit=limit)
    return [_product(document) async for document in cursor]


async def numbers(database: Database, scope: Scope, limit: int) -> list[str]:
    """The first product numbers, in order."""
    documents = _documents(database, scope)
    cursor = documents.find({}, projection={"number": 1}, sort=[("number", 1)], limit=limit)
    return [document["number"] async for document in cursor]


async def count(database: Database, scope: Scope, words: str = "") -> int:
    """How many products match."""
    return await _documents(database, scope).count_documents(_matching(words))


async def count_shared(database: Database, scope: Scope) -> int:
    """How many products are shared with anybody."""
    return await _documents(database, scope).count_documents(
        {"sharing": {"$ne": Sharing.NOBODY.value}}
    )


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


def _matching(words: str) -> dict[str, Any]:
    if not words:
        return {}
    containing = {"$regex": re.escape(words), "$options": "i"}
    return {"$or": [{"number": containing}, {"name": containing}]}


def _document(product: Product) -> dict[str, Any]:
    content = product.content()
    owner = content.pop("supplier_id")
    return {
        "_id": content.pop("id"),
        "organization_id": owner,
        **content,
        "id_keys": sorted(set(map(id_key, product.product_ids))),
        "class_keys": sorted(set(map(class_key, product.product_classifications))),
        "recorded_at": product.recorded_at,
    }


def _product(document: Mapping[str, Any]) -> Product:
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
