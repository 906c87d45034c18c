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
