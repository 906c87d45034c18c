"""Documents by many ids."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from procurement.parts import parts
from tierzero.store import Document, Session
from tierzero.tenancy import ScopedCollection

# The embedded store compares every candidate with every id: many short lists are quicker there
# than a long one, and no slower on MongoDB.
_IDS_AT_ONCE = 100


async def by_id(
    collection: ScopedCollection,
    ids: Iterable[str],
    session: Session = None,
    projection: Mapping[str, Any] | None = None,
) -> list[Document]:
    """The scope's documents with the ids."""
    wanted: Sequence[str] = list(ids)
    found: list[Document] = []
    for part in parts(wanted, _IDS_AT_ONCE):
        chosen = {"_id": {"$in": part}}
        cursor = collection.find(chosen, projection=projection, session=session)
        found += [document async for document in cursor]
    return found
