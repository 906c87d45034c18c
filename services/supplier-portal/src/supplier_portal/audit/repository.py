"""The collection ``audit``: entries are added and read, never changed or removed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Change, Entry

COLLECTION = "audit"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("at", -1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("subject", 1), ("at", -1)])


async def append(
    database: Database, scope: Scope, at: datetime, changes: Sequence[Change], session: Session
) -> None:
    """Add entries within the transaction of the changes."""
    documents = [
        {
            "at": at,
            "actor": scope.actor,
            "action": change.action,
            "subject": change.subject,
            "label": change.label,
            "before": change.before,
            "after": change.after,
        }
        for change in changes
    ]
    await ScopedCollection(database[COLLECTION], scope).insert_many(documents, session=session)


async def newest(
    database: Database, scope: Scope, subject: str = "", *, skip: int = 0, limit: int = 50
) -> list[Entry]:
    """Entries of the organization, newest first; of one subject where one is named."""
    filter_ = {"subject": subject} if subject else {}
    cursor = ScopedCollection(database[COLLECTION], scope).find(
        filter_, sort=[("at", -1), ("_id", -1)], skip=skip, limit=limit
    )
    return [_entry(document) async for document in cursor]


async def count(database: Database, scope: Scope) -> int:
    """How many entries the organization has."""
    return await ScopedCollection(database[COLLECTION], scope).count_documents()


def _entry(document: dict[str, Any]) -> Entry:
    return Entry(
        str(document["_id"]),
        document["at"],
        document["actor"],
        document["action"],
        document["subject"],
        document["label"],
        document["before"],
        document["after"],
    )
