"""The collection ``footprint_notices``: what an owner's portal has told to whom."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from carbon.decimals import format_decimal
from carbon.footprint.changes import Total
from carbon.units import DeclaredUnit
from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .notice import Notice, NoticeKind

COLLECTION = "footprint_notices"
_NEWEST = Listing(COLLECTION, "at", descending=True)


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    notices = database[COLLECTION]
    await notices.create_index([("organization_id", 1), ("at", -1), ("_id", -1)])
    await notices.create_index([("successor_id", 1)])
    await notices.create_index([("recipient_id", 1), ("at", -1)])


async def insert_new(
    database: Database, scope: Scope, notices: Sequence[Notice], session: Session
) -> list[Notice]:
    """Add what was not told yet; that is returned."""
    by_id = {one.id: one for one in notices}
    if not by_id:
        return []
    cursor = _documents(database, scope).find(
        {"_id": {"$in": list(by_id)}}, projection={"_id": 1}, session=session
    )
    known = {document["_id"] async for document in cursor}
    new = [one for identity, one in by_id.items() if identity not in known]
    if new:
        await _documents(database, scope).insert_many(map(_document, new), session=session)
    return new


async def told_of(
    database: Database, scope: Scope, footprint_ids: Iterable[str], session: Session
) -> Mapping[str, frozenset[str]]:
    """Footprint id → organizations that were told of it as the new one."""
    wanted = {"successor_id": {"$in": list(footprint_ids)}}
    found: dict[str, frozenset[str]] = {}
    async for document in _documents(database, scope).find(wanted, session=session):
        held = found.get(document["successor_id"], frozenset())
        found[document["successor_id"]] = held | {document["recipient_id"]}
    return found


async def turned(
    database: Database, scope: Scope, wanted: Mapping[str, str], turn: Turn, size: int
) -> Stretch[Notice]:
    """A page of notices, the newest first; ``wanted`` names kind, recipient or product."""
    found = await lists.page(database, scope, lists.having(_NEWEST, wanted), turn, size)
    return lists.mapped(found, [_notice(one) for one in found.items])


async def since(database: Database, recipient_id: str, earliest: datetime) -> list[Notice]:
    """What any owner has told to one recipient since a moment: it is the recipient's to read."""
    wanted = {"recipient_id": recipient_id, "at": {"$gte": earliest}}
    return [_notice(document) async for document in database[COLLECTION].find(wanted)]


async def count(database: Database, scope: Scope, wanted: Mapping[str, str]) -> Count:
    """How many notices match, as far as lists are counted."""
    return await lists.count(database, scope, lists.having(_NEWEST, wanted))


def _document(one: Notice) -> dict[str, Any]:
    return {
        "_id": one.id,
        "organization_id": one.supplier_id,
        "kind": one.kind.value,
        "recipient_id": one.recipient_id,
        "product_id": one.product_id,
        "product_name": one.product_name,
        "footprint_id": one.footprint_id,
        "successor_id": one.successor_id,
        "before": _total_document(one.before),
        "after": _total_document(one.after) if one.after else None,
        "expires_at": one.expires_at,
        "days": one.days,
        "at": one.at,
    }


def _notice(document: Mapping[str, Any]) -> Notice:
    after = document["after"]
    return Notice(
        kind=NoticeKind(document["kind"]),
        recipient_id=document["recipient_id"],
        supplier_id=document["organization_id"],
        product_id=document["product_id"],
        product_name=document["product_name"],
        footprint_id=document["footprint_id"],
        before=_total(document["before"]),
        at=document["at"],
        successor_id=document["successor_id"],
        after=_total(after) if after else None,
        expires_at=document["expires_at"],
        days=document["days"],
    )


def _total_document(total: Total) -> dict[str, str]:
    return {"value": format_decimal(total.value), "unit": total.unit.value}


def _total(document: Mapping[str, str]) -> Total:
    return Total(Decimal(document["value"]), DeclaredUnit(document["unit"]))
