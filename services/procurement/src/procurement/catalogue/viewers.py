"""Who is shown products of a supplier, counted: so that a buyer's suppliers are found without them.

Products for all customers are not counted: who is a customer stands with the supplier.
"""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from pymongo.errors import BulkWriteError

from tierzero.store import Collection, Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Product, Sharing

COLLECTION = "catalogue_viewers"
EVERYBODY = "*"


async def prepare(database: Database, products: Collection) -> None:
    """Create the index; count once what was stored before anybody counted."""
    viewers = database[COLLECTION]
    await viewers.create_index([("viewer", 1)])
    if await viewers.find_one({}) is not None:
        return
    counted: Counter[tuple[str, str]] = Counter()
    shown = {"organization_id": 1, "sharing": 1, "shared_with": 1}
    async for one in products.find({"withdrawn": False}, projection=shown):
        seen = _viewers(Sharing(one["sharing"]), one["shared_with"])
        counted.update((one["organization_id"], viewer) for viewer in seen)
    if counted:
        with suppress(BulkWriteError):  # another process was quicker
            await viewers.insert_many(
                [_document(*pair, number) for pair, number in counted.items()]
            )


async def note(
    database: Database,
    scope: Scope,
    before: Iterable[Product],
    after: Iterable[Product],
    session: Session,
) -> None:
    """Count what changed in the products of the scope's supplier, in the session's transaction."""
    change = _counted(after)
    change.subtract(_counted(before))
    collection = ScopedCollection(database[COLLECTION], scope)
    for viewer, number in sorted(change.items()):
        if number:
            await collection.update_one(
                {"_id": _id(scope.organization_id, viewer)},
                {"$inc": {"products": number}, "$set": {"viewer": viewer}},
                upsert=True,
                session=session,
            )


async def showing(database: Database, scope: Scope) -> list[str]:
    """Ids of suppliers that show the scope's organization a product, by name or as everybody."""
    found = set[str]()
    for viewer in (EVERYBODY, scope.organization_id):
        cursor = database[COLLECTION].find({"viewer": viewer})
        found |= {one["organization_id"] async for one in cursor if one["products"] > 0}
    return sorted(found)


def _counted(products: Iterable[Product]) -> Counter[str]:
    standing = (one for one in products if not one.withdrawn)
    return Counter(viewer for one in standing for viewer in _viewers(one.sharing, one.shared_with))


def _viewers(sharing: Sharing, named: Iterable[str]) -> set[str]:
    if sharing is Sharing.PUBLIC:
        return {EVERYBODY}
    return set(named) if sharing is Sharing.NAMED_CUSTOMERS else set()


def _id(supplier_id: str, viewer: str) -> str:
    return f"{supplier_id}|{viewer}"


def _document(supplier_id: str, viewer: str, number: int) -> Document:
    stated: dict[str, Any] = {"organization_id": supplier_id, "viewer": viewer, "products": number}
    return {"_id": _id(supplier_id, viewer), **stated}
