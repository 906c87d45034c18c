"""Conditional writes: of two versions of a fact the higher one holds, whenever each arrives."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, TypeVar

from pymongo.errors import DuplicateKeyError

from procurement.lookups import by_id
from tierzero.store import Document, Session, Store
from tierzero.tenancy import ScopedCollection

T = TypeVar("T")
_PAUSES = (0.02, 0.1, 0.3)


async def keep_newer(
    collection: ScopedCollection, documents: Iterable[Document], session: Session
) -> list[str]:
    """Store documents whose ``version`` is higher than the stored one; return their ids.

    New documents go in together: single writes are what the store is slow at.
    """
    offered = _highest(documents)
    if not offered:
        return []
    stored = await _stored_versions(collection, offered, session)
    fresh = [offered[key] for key in offered if key not in stored]
    newer = [offered[key] for key in stored if offered[key]["version"] > stored[key]]
    if fresh:
        await collection.insert_many(fresh, session=session)
    for document in newer:
        condition = {"_id": document["_id"], "version": {"$lt": document["version"]}}
        await collection.replace_one(condition, document, session=session)
    return [document["_id"] for document in (*fresh, *newer)]


def _highest(documents: Iterable[Document]) -> dict[str, Document]:
    highest: dict[str, Document] = {}
    for document in documents:
        held = highest.get(document["_id"])
        if held is None or document["version"] > held["version"]:
            highest[document["_id"]] = document
    return highest


async def _stored_versions(
    collection: ScopedCollection, offered: Mapping[str, Any], session: Session
) -> dict[str, int]:
    found = await by_id(collection, offered, session, {"version": 1})
    return {document["_id"]: document["version"] for document in found}


async def settled(store: Store, work: Callable[[Session], Awaitable[T]]) -> T:
    """Run ``work`` in a transaction, again where somebody else inserted the same thing first.

    What the other one left is then read like anything that was there before.
    """
    for pause in _PAUSES:
        try:
            return await store.in_transaction(work)
        except DuplicateKeyError:
            await asyncio.sleep(pause)
    return await store.in_transaction(work)
