"""Footprints that an earlier release stored get what this release finds them by.

Marks for whom they are (``shown_to``), the moment of their next announcement (``announce_at``) and
entries in the listings came after the first footprints. A job of the worker looks at every one of
them in portions, each in a transaction, and adds what is missing; nothing else changes, and nothing
is told to anybody. Once a whole pass has found nothing missing that is noted, and from then on the
job reads one document.
"""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from carbon.footprint.announcing import first_announcement
from carbon.footprint.model import FootprintStatus
from supplier_portal.catalogue import keeping as catalogue
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from supplier_portal.sharing.rule import marks_of
from tierzero.agents import Job
from tierzero.store import Database, Session
from tierzero.tenancy import SHOWN_FIELD, Scope, ScopedCollection, scope_of_worker

from .documents import issued_of
from .issuing import statement_of
from .repository import COLLECTION

WORKER = "supplier-portal.worker"
NOTES = "completions"
_NOTE = {"_id": "footprints: shown_to, announce_at, catalogue"}
_TOGETHER = 200
_EVERY_SECONDS = 300.0

_log = logging.getLogger(__name__)


async def prepare(database: Database) -> None:
    """Create the collection."""
    await database[NOTES].create_index([("noted_at", 1)])


def job(portal: Portal) -> Job:
    """What the worker does at its start, and again until nothing is missing."""

    async def run() -> None:
        await complete(portal)

    return Job("footprints of earlier releases", _EVERY_SECONDS, run)


async def complete(portal: Portal) -> int:
    """Add what is missing; how many footprints lacked anything. Idempotent."""
    if await portal.database[NOTES].find_one(_NOTE):
        return 0
    completed = 0
    async for supplier_id, ids in _portions(portal.database):
        scope = scope_of_worker(supplier_id, WORKER)
        completed += await _complete_some(portal, scope, ids)
    if completed:
        # Another process may still be of the earlier release: the next pass has the last word.
        _log.info("%s footprints of an earlier release were completed", completed)
    else:
        noted = {**_NOTE, "noted_at": portal.clock()}
        await portal.database[NOTES].replace_one(_NOTE, noted, upsert=True)
    return completed


async def _portions(database: Database) -> AsyncIterator[tuple[str, list[str]]]:
    """Supplier and ids of some of its footprints, until there were all."""
    gathered: dict[str, list[str]] = {}
    # Of every supplier: each portion is worked on in the scope of its own.
    async for document in database[COLLECTION].find({}, {"organization_id": 1}):
        supplier_id = document["organization_id"]
        gathered.setdefault(supplier_id, []).append(document["_id"])
        if len(gathered[supplier_id]) == _TOGETHER:
            yield supplier_id, gathered.pop(supplier_id)
    for supplier_id, ids in gathered.items():
        yield supplier_id, ids


async def _complete_some(portal: Portal, scope: Scope, ids: Sequence[str]) -> int:
    async def write(session: Session) -> int:
        collection = ScopedCollection(portal.database[COLLECTION], scope)
        found = [one async for one in collection.find_among("_id", ids, session=session)]
        known = await products.by_ids(portal, scope, [one["product_id"] for one in found], session)
        usable = [one for one in found if one["product_id"] in known]
        marked = await _mark(collection, usable, known, session)
        listed = await _list(portal, scope, usable, known, session)
        return len(marked | listed)

    return await portal.store.in_transaction(write)


async def _mark(
    collection: ScopedCollection,
    found: Sequence[Mapping[str, Any]],
    known: Mapping[str, Product],
    session: Session,
) -> set[str]:
    """Write missing attributes, one call for all footprints that lack the same."""
    alike: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for document in found:
        if missing := _missing(document, known[document["product_id"]]):
            alike.setdefault(repr(missing), (missing, []))[1].append(document["_id"])
    for missing, ids in alike.values():
        await collection.update_many({"_id": {"$in": ids}}, {"$set": missing}, session=session)
    return {identity for _, ids in alike.values() for identity in ids}


def _missing(document: Mapping[str, Any], product: Product) -> dict[str, Any]:
    """The attributes that the document lacks, as a new footprint would have them."""
    is_active = document["status"] == FootprintStatus.ACTIVE.value
    wanted = {
        SHOWN_FIELD: list(marks_of(product)),
        "announce_at": first_announcement(document["expires_at"]) if is_active else None,
    }
    return {name: value for name, value in wanted.items() if name not in document}


async def _list(
    portal: Portal,
    scope: Scope,
    found: Sequence[Mapping[str, Any]],
    known: Mapping[str, Product],
    session: Session,
) -> set[str]:
    """Enter footprints in the listings that lack them; their ids."""
    issued = map(issued_of, found)
    entries = [
        catalogue.entry_of(statement_of(one), one.supplier_id, one.product_id) for one in issued
    ]
    return await catalogue.list_missing(portal, scope, session, entries, known)
