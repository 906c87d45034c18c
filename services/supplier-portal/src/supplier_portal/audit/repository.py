"""The collection ``audit``: entries are added and read, never changed or removed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Change, Entry

COLLECTION = "audit"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("at", -1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("subjects", 1), ("at", -1)])


async def append(
    database: Database,
    scope: Scope,
    at: datetime,
    groups: Iterable[Sequence[Change]],
    session: Session,
) -> None:
    """Add one entry per group of changes, within the transaction that makes them."""
    documents = [_document(scope, at, group) for group in groups]
    await ScopedCollection(database[COLLECTION], scope).insert_many(documents, session=session)


async def newest(
    database: Database, scope: Scope, subject: str = "", *, skip: int = 0, limit: int = 50
) -> list[Entry]:
    """Entries of the organization, newest first; of one subject where one is named."""
    filter_ = {"subjects": subject} if subject else {}
    cursor = ScopedCollection(database[COLLECTION], scope).find(
        filter_, sort=[("at", -1), ("_id", -1)], skip=skip, limit=limit
    )
    return [_entry(document) async for document in cursor]


async def count(database: Database, scope: Scope) -> int:
    """How many entries the organization has."""
    return await ScopedCollection(database[COLLECTION], scope).count_documents()


def _document(scope: Scope, at: datetime, group: Sequence[Change]) -> dict[str, Any]:
    return {
        "at": at,
        "actor": scope.actor,
        "action": group[0].action,
        "subjects": [change.subject for change in group],
        "label": group[0].label,
        **_before_and_after(group),
    }


def _before_and_after(group: Sequence[Change]) -> dict[str, Any]:
    if len(group) == 1:
        return {"before": group[0].before, "after": group[0].after}
    if all(change.before is None for change in group):
        # Many new things: what they were first is told by themselves and by their next change.
        return {"before": None, "after": None}
    return {
        "before": {change.subject: change.before for change in group},
        "after": {change.subject: change.after for change in group},
    }


def _entry(document: dict[str, Any]) -> Entry:
    return Entry(
        str(document["_id"]),
        document["at"],
        document["actor"],
        document["action"],
        tuple(document["subjects"]),
        document["label"],
        document["before"],
        document["after"],
    )
