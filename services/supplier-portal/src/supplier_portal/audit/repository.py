"""The collection ``audit``: entries are added and read, never changed or removed."""

import re
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from typing import Any

from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Change, Entry, Wanted

COLLECTION = "audit"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[COLLECTION].create_index([("organization_id", 1), ("at", -1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("subjects", 1), ("at", -1)])
    await database[COLLECTION].create_index([("organization_id", 1), ("actor", 1), ("at", -1)])


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
    database: Database, scope: Scope, wanted: Wanted, *, skip: int = 0, limit: int = 50
) -> list[Entry]:
    """Entries of the organization that are wanted, newest first."""
    filter_ = _filter(wanted)
    cursor = ScopedCollection(database[COLLECTION], scope).find(
        filter_, sort=[("at", -1), ("_id", -1)], skip=skip, limit=limit
    )
    return [_entry(document) async for document in cursor]


async def count(database: Database, scope: Scope, wanted: Wanted) -> int:
    """How many entries are wanted."""
    return await ScopedCollection(database[COLLECTION], scope).count_documents(_filter(wanted))


async def actors(database: Database, scope: Scope) -> list[str]:
    """Everybody who has changed something."""
    return sorted(await ScopedCollection(database[COLLECTION], scope).distinct("actor"))


async def stored(
    database: Database, scope: Scope, since: datetime, until: datetime
) -> AsyncIterator[dict[str, Any]]:
    """Entries of a window as they lie in the store, in order, for their seal."""
    window = {"at": {"$gte": since, "$lt": until}}
    cursor = ScopedCollection(database[COLLECTION], scope).find(
        window, sort=[("at", 1), ("_id", 1)]
    )
    async for document in cursor:
        yield document


def _filter(wanted: Wanted) -> dict[str, Any]:
    named = {"actor": wanted.actor, "action": wanted.action}
    filter_: dict[str, Any] = {name: value for name, value in named.items() if value}
    bounds = {"$gte": wanted.since, "$lt": wanted.until}
    if window := {operator: moment for operator, moment in bounds.items() if moment}:
        filter_["at"] = window
    if wanted.about:
        part = {"$regex": re.escape(wanted.about), "$options": "i"}
        filter_["$or"] = [{"subjects": wanted.about}, {"label": part}]
    return filter_


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
