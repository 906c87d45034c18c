"""Who changed what: kept in the transaction of the change, never altered afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope, ScopedCollection

COLLECTION = "audit"


@dataclass(frozen=True)
class Entry:
    """One change. ``action`` is a stable code such as ``limit.changed``."""

    at: datetime
    actor: str
    action: str
    subject_id: str
    version: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def changes(self) -> list[tuple[str, Any, Any]]:
        """Names of what differs, with the value before and after."""
        names = sorted({*self.before, *self.after})
        pairs = [(name, self.before.get(name), self.after.get(name)) for name in names]
        return [change for change in pairs if change[1] != change[2]]


async def prepare(database: Database) -> None:
    """Create the index."""
    await database[COLLECTION].create_index([("organization_id", 1), ("subject_id", 1)])


async def note(database: Database, scope: Scope, entry: Entry, session: Session) -> None:
    """Keep an entry of the scope's organization."""
    document: Document = {
        "at": entry.at,
        "actor": entry.actor,
        "action": entry.action,
        "subject_id": entry.subject_id,
        "version": entry.version,
        "before": dict(entry.before),
        "after": dict(entry.after),
    }
    await ScopedCollection(database[COLLECTION], scope).insert_one(document, session=session)


async def history(database: Database, scope: Scope, subject_id: str) -> list[Entry]:
    """All changes of one thing, newest first."""
    audit = ScopedCollection(database[COLLECTION], scope)
    cursor = audit.find({"subject_id": subject_id}, sort=[("version", -1)])
    return [_entry(document) async for document in cursor]


def _entry(document: Document) -> Entry:
    names = ("at", "actor", "action", "subject_id", "version", "before", "after")
    return Entry(**{name: document[name] for name in names})
