"""The collection ``audit``: entries are added and read, never changed or removed."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .model import Change, Document, Entry, Wanted

COLLECTION = "audit"


async def prepare(database: Database) -> None:
    """Create the indexes."""
    entries, newest_first = database[COLLECTION], [("at", -1), ("_id", -1)]
    await entries.create_index([("organization_id", 1), *newest_first])
    await entries.create_index([("organization_id", 1), ("subjects", 1), ("at", -1)])
    await entries.create_index([("organization_id", 1), ("actor", 1), *newest_first])


async def append(
    database: Database,
    scope: Scope,
    at: datetime,
    groups: Iterable[Sequence[Change]],
    session: Session,
) -> list[Any]:
    """Add one entry per group of changes, in the transaction that makes them; returns their ids."""
    documents = [_document(scope, at, group) for group in groups]
    entries = ScopedCollection(database[COLLECTION], scope)
    added = await entries.insert_many(documents, session=session)
    return list(added.inserted_ids)


async def newest(database: Database, scope: Scope, wanted: Wanted, limit: int) -> list[Entry]:
    """The newest entries of the organization that are wanted, newest first."""
    found = await lists.first(database, scope, _listing(wanted), limit)
    return [_entry(document) for document in found]


async def turned(
    database: Database, scope: Scope, wanted: Wanted, turn: Turn, size: int
) -> Stretch[Entry]:
    """A page of the same list."""
    found = await lists.page(database, scope, _listing(wanted), turn, size)
    return lists.mapped(found, [_entry(document) for document in found.items])


async def count(database: Database, scope: Scope, wanted: Wanted) -> Count:
    """How many entries are wanted, as far as lists are counted."""
    return await lists.count(database, scope, _listing(wanted))


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


async def places(
    database: Database, scope: Scope, since: datetime, until: datetime
) -> AsyncIterator[tuple[Any, datetime]]:
    """Id and time of each entry of a window, in order; the index alone answers."""
    cursor = ScopedCollection(database[COLLECTION], scope).find(
        {"at": {"$gte": since, "$lt": until}},
        projection={"_id": 1, "at": 1},
        sort=[("at", 1), ("_id", 1)],
    )
    async for document in cursor:
        yield document["_id"], document["at"]


async def by_ids(database: Database, scope: Scope, ids: Collection[Any]) -> dict[Any, Document]:
    """Id → the entry as it lies in the store, of those that are there."""
    entries = ScopedCollection(database[COLLECTION], scope)
    cursor = entries.find({"_id": {"$in": list(ids)}})
    return {document["_id"]: document async for document in cursor}


def _listing(wanted: Wanted) -> Listing:
    equal = {"actor": wanted.actor} if wanted.actor else {}
    conditions = None if not (wanted.action or wanted.about) else _conditions(wanted)
    return Listing(
        COLLECTION,
        "at",
        equal,
        descending=True,
        start=wanted.since,
        end=wanted.until,
        looks_at=("action", "subjects", "label") if conditions else (),
        wanted=conditions,
    )


def _conditions(wanted: Wanted) -> lists.Wanted:
    part = wanted.about.casefold()

    def admits(document: Mapping[str, Any]) -> bool:
        about = wanted.about in document["subjects"] or part in document["label"].casefold()
        return about and wanted.action in ("", document["action"])

    return admits


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
