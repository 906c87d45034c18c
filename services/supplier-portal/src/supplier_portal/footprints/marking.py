"""For whom a product's footprints are, written on them so that their readers find them."""

from collections.abc import Sequence

from tierzero.store import Database, Session
from tierzero.tenancy import SHOWN_FIELD, Scope, ScopedCollection

from .repository import COLLECTION


async def mark(
    database: Database, scope: Scope, product_id: str, marks: Sequence[str], session: Session
) -> None:
    """Put the marks on all footprints of one of the owner's products."""
    await ScopedCollection(database[COLLECTION], scope).update_many(
        {"product_id": product_id}, {"$set": {SHOWN_FIELD: list(marks)}}, session=session
    )


async def ids_of(database: Database, scope: Scope, product_id: str, session: Session) -> list[str]:
    """Ids of all footprints of one of the owner's products."""
    cursor = ScopedCollection(database[COLLECTION], scope).find(
        {"product_id": product_id}, projection={"_id": 1}, session=session
    )
    return [document["_id"] async for document in cursor]
