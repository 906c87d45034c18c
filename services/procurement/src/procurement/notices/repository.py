"""The collection ``footprint_notices``: what each organization was told."""

from collections.abc import Iterable, Mapping
from typing import Any

from carbon.decimals import format_decimal, parse_decimal
from carbon.footprint.changes import Total
from carbon.units import DeclaredUnit
from procurement.versions import keep_newer
from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Notice, NoticeKind

NOTICES = "footprint_notices"
_NEWEST = Listing(NOTICES, "told_at", descending=True)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[NOTICES].create_index([("organization_id", 1), ("told_at", -1), ("_id", -1)])


async def keep(
    database: Database, scope: Scope, notices: Iterable[Notice], session: Session
) -> None:
    """Store what a recipient is told, each once."""
    collection = ScopedCollection(database[NOTICES], scope)
    await keep_newer(collection, map(_document, notices), session)


async def first(database: Database, scope: Scope, limit: int) -> list[Notice]:
    """What the scope's organization was told last, the newest first."""
    found = await lists.first(database, scope, _NEWEST, limit)
    return [_notice(document) for document in found]


async def turned(
    database: Database, scope: Scope, wanted: Mapping[str, str], turn: Turn, size: int
) -> Stretch[Notice]:
    """A page of what was told, the newest first; ``wanted`` names kind or supplier."""
    found = await lists.page(database, scope, lists.having(_NEWEST, wanted), turn, size)
    return lists.mapped(found, [_notice(document) for document in found.items])


async def count(database: Database, scope: Scope, wanted: Mapping[str, str]) -> Count:
    """How many notices match, as far as lists are counted."""
    return await lists.count(database, scope, lists.having(_NEWEST, wanted))


def _document(notice: Notice) -> Document:
    percent = notice.change_percent
    return {
        "_id": notice.id,
        "version": notice.version,
        "supplier_id": notice.supplier_id,
        "product_id": notice.product_id,
        "product_name": notice.product_name,
        "kind": notice.kind.value,
        "footprint_id": notice.footprint_id,
        "successor_id": notice.successor_id,
        "before": _total_document(notice.before),
        "after": _total_document(notice.after) if notice.after else None,
        "change_percent": None if percent is None else format_decimal(percent),
        "expires_at": notice.expires_at,
        "days": notice.days,
        "told_at": notice.told_at,
    }


def _notice(document: Mapping[str, Any]) -> Notice:
    after, percent = document["after"], document["change_percent"]
    return Notice(
        id=document["_id"],
        version=document["version"],
        recipient_id=document["organization_id"],
        supplier_id=document["supplier_id"],
        product_id=document["product_id"],
        product_name=document["product_name"],
        kind=NoticeKind(document["kind"]),
        footprint_id=document["footprint_id"],
        before=_total(document["before"]),
        told_at=document["told_at"],
        successor_id=document["successor_id"],
        after=_total(after) if after else None,
        change_percent=None if percent is None else parse_decimal(percent),
        expires_at=document["expires_at"],
        days=document["days"],
    )


def _total_document(total: Total) -> dict[str, str]:
    return {"value": format_decimal(total.value), "unit": total.unit.value}


def _total(document: Mapping[str, str]) -> Total:
    return Total(parse_decimal(document["value"]), DeclaredUnit(document["unit"]))
