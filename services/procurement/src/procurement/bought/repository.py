"""The collection ``bought_products``: each product that a buyer has bought, once."""

from collections.abc import Iterable

from procurement.lookups import by_id
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "bought_products"


async def prepare(database: Database) -> None:
    """Create the index."""
    await database[COLLECTION].create_index([("organization_id", 1), ("product_id", 1)])


async def unknown(
    database: Database, scope: Scope, identities: Iterable[str], session: Session
) -> set[str]:
    """Those of the ids that are not kept yet."""
    wanted = set(identities)
    collection = ScopedCollection(database[COLLECTION], scope)
    found = await by_id(collection, wanted, session, {"_id": 1})
    return wanted - {document["_id"] for document in found}


async def insert(
    database: Database, scope: Scope, products: Iterable[tuple[str, str]], session: Session
) -> None:
    """Keep (id, product id) pairs that were not kept before."""
    documents = [{"_id": identity, "product_id": product} for identity, product in products]
    await ScopedCollection(database[COLLECTION], scope).insert_many(documents, session=session)
