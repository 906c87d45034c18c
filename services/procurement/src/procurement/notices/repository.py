"""The collection ``footprint_notices``: what each organization was told."""

from collections.abc import Iterable, Mapping
from typing import Any

from carbon.decimals import format_decimal, parse_decimal
from carbon.footprint.changes import Total
from carbon.units import DeclaredUnit
from procurement.versions import keep_newer
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Notice, NoticeKind

NOTICES = "footprint_notices"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[NOTICES].create_index([("organization_id", 1), ("told_at", -1), ("_id", -1)])


async def keep(
    database: Database, scope: Scope, notices: Iterable[Notice], session: Session
) -> None:
    """Store what a recipient is told, each once."""
    collection = ScopedCollection(database[NOTICES], scope)
    await keep_newer(collection, map(_document, notices), session)


async def page(
    database: Database, scope: Scope, wanted: Mapping[str, str], *, skip: int = 0, limit: int = 50
) -> list[Notice]:
    """What the scope's organization was told, the newest first."""
    cursor = ScopedCollection(database[NOTICES], scope).find(
        dict(wanted), sort=[("told_at", -1), ("_id", -1)], skip=skip, limit=limit
    )
    return [_notice(document) async for document in cursor]


async def count(database: Database, scope: Scope, wanted: Mapping[str, str]) -> int:
    """How many notices match."""
    return await ScopedCollection(database[NOTICES], scope).count_documents(dict(wanted))


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
