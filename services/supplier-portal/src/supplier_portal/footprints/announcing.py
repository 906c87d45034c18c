"""Footprints whose expiry is to be announced."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from carbon.footprint.model import FootprintStatus
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .documents import issued_of
from .model import IssuedFootprint
from .repository import COLLECTION

_DUE = {"status": FootprintStatus.ACTIVE.value}


async def due_by_supplier(database: Database, now: datetime, limit: int) -> Mapping[str, list[str]]:
    """Supplier → ids of its footprints that an announcement is due of, those longest due first.

    Of every supplier: the sweep acts for each in its own scope with what it finds here.
    """
    wanted = {**_DUE, "announce_at": {"$lte": now}}
    shown = {"organization_id": 1}
    cursor = database[COLLECTION].find(wanted, shown, sort=[("announce_at", 1)], limit=limit)
    found: dict[str, list[str]] = {}
    async for document in cursor:
        found.setdefault(document["organization_id"], []).append(document["_id"])
    return found


async def still_due(
    database: Database, scope: Scope, ids: Iterable[str], now: datetime, session: Session
) -> list[IssuedFootprint]:
    """Those of the footprints that nobody has announced in the meantime."""
    wanted = {**_DUE, "_id": {"$in": list(ids)}, "announce_at": {"$lte": now}}
    cursor = ScopedCollection(database[COLLECTION], scope).find(wanted, session=session)
    return [issued_of(document) async for document in cursor]


async def latest_expiry(
    database: Database, scope: Scope, product_ids: Iterable[str], session: Session
) -> Mapping[str, datetime]:
    """Product → until when any of its footprints in force is valid."""
    wanted = {**_DUE, "product_id": {"$in": list(product_ids)}}
    shown = {"product_id": 1, "expires_at": 1}
    collection = ScopedCollection(database[COLLECTION], scope)
    latest: dict[str, datetime] = {}
    async for document in collection.find(wanted, projection=shown, session=session):
        product, expiry = document["product_id"], document["expires_at"]
        latest[product] = max(expiry, latest.get(product, expiry))
    return latest


async def announced(
    database: Database, scope: Scope, identity: str, following: datetime | None, session: Session
) -> None:
    """Note that it was announced, and when the next announcement is due."""
    await ScopedCollection(database[COLLECTION], scope).update_one(
        {"_id": identity}, {"$set": {"announce_at": following}}, session=session
    )
