"""The collection ``batches``: which uploads there were and what became of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "batches"


def _documents(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("started_at", -1)])
    await database[COLLECTION].create_index(
        [("organization_id", 1), ("digest", 1), ("started_at", -1)]
    )


async def begin(
    database: Database,
    scope: Scope,
    batch_id: str,
    filename: str,
    digest: str,
    rows: int,
    at: datetime,
) -> None:
    """Enter an upload that is about to be stored; ``digest`` is the file's, SHA-256."""
    document = {
        "_id": batch_id,
        "filename": filename,
        "digest": digest,
        "actor": scope.actor,
        "started_at": at,
        "finished_at": None,
        "rows": rows,
        "stored_rows": 0,
        "outcomes": {},
    }
    await _documents(database, scope).insert_one(document)


async def note(
    database: Database,
    scope: Scope,
    batch_id: str,
    stored_rows: int,
    outcomes: Mapping[str, int],
    session: Session,
) -> None:
    """Count a portion, in the transaction that stores it."""
    increments = {f"outcomes.{name}": number for name, number in outcomes.items()}
    await _documents(database, scope).update_one(
        {"_id": batch_id}, {"$inc": {"stored_rows": stored_rows, **increments}}, session=session
    )


async def finish(database: Database, scope: Scope, batch_id: str, at: datetime) -> None:
    """Note that every row is stored."""
    await _documents(database, scope).update_one({"_id": batch_id}, {"$set": {"finished_at": at}})


async def find(database: Database, scope: Scope, batch_id: str) -> Mapping[str, Any] | None:
    """One upload."""
    return await _documents(database, scope).find_one({"_id": batch_id})


async def newest(database: Database, scope: Scope, limit: int) -> list[Mapping[str, Any]]:
    """Uploads, the newest first."""
    cursor = _documents(database, scope).find({}, sort=[("started_at", -1)], limit=limit)
    return [document async for document in cursor]


async def before(
    database: Database, scope: Scope, digest: str, moment: datetime
) -> Mapping[str, Any] | None:
    """The last upload of the same file before a moment."""
    wanted = {"digest": digest, "started_at": {"$lt": moment}}
    return await _documents(database, scope).find_one(wanted, sort=[("started_at", -1)])
