"""The activities of buyers besides purchases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from procurement.lookups import by_id
from tierzero import lists
from tierzero.lists import Count, Listing, Stretch, Turn
from tierzero.store import Database, Session
from tierzero.tenancy import Scope, ScopedCollection

from .record import Operation, document_of, operation_from

COLLECTION = "operations"


@dataclass(frozen=True)
class Outcome:
    """What became of activities that were sent: new ones, corrections, those known already."""

    recorded: tuple[Operation, ...] = ()
    corrected: tuple[Operation, ...] = ()
    unchanged: tuple[Operation, ...] = ()

    @property
    def changed(self) -> tuple[Operation, ...]:
        """What is news."""
        return (*self.recorded, *self.corrected)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    standing, latest = [("organization_id", 1), ("withdrawn", 1)], [("date", -1), ("_id", -1)]
    await database[COLLECTION].create_index([*standing, *latest])
    await database[COLLECTION].create_index([*standing, ("kind", 1), *latest])


async def compare(
    database: Database, scope: Scope, operations: Sequence[Operation], session: Session = None
) -> Outcome:
    """What recording the activities would come to."""
    ids = (operation.id for operation in operations)
    found = await by_id(_scoped(database, scope), ids, session)
    held = {one["_id"]: operation_from(one) for one in found}
    known = [(one, held[one.id]) for one in operations if one.id in held]
    return Outcome(
        recorded=tuple(one for one in operations if one.id not in held),
        corrected=tuple(
            replace(one, version=before.version + 1)
            for one, before in known
            if not _same(one, before)
        ),
        unchanged=tuple(before for one, before in known if _same(one, before)),
    )


async def record(
    database: Database, scope: Scope, operations: Sequence[Operation], session: Session
) -> Outcome:
    """Store what is new or says something else than before, one version higher."""
    outcome = await compare(database, scope, operations, session)
    collection = _scoped(database, scope)
    if outcome.recorded:
        await collection.insert_many(map(document_of, outcome.recorded), session=session)
    for one in outcome.corrected:
        previous = {"_id": one.id, "version": one.version - 1}
        await collection.replace_one(previous, document_of(one), session=session)
    return outcome


async def find(
    database: Database, scope: Scope, operation_id: str, session: Session = None
) -> Operation | None:
    """One activity of the buyer, also a withdrawn one."""
    found = await _scoped(database, scope).find_one({"_id": operation_id}, session=session)
    return operation_from(found) if found else None


@dataclass(frozen=True)
class Chosen:
    """Which activities are wanted: of a kind, from a moment on, before another; empty is any."""

    kind: str = ""
    start: datetime | None = None
    end: datetime | None = None

    @property
    def listing(self) -> Listing:
        """The activities that stand, the latest first."""
        kind = {"kind": self.kind} if self.kind else {}
        return Listing(COLLECTION, "date", {"withdrawn": False, **kind}, True, self.start, self.end)


async def count(database: Database, scope: Scope, chosen: Chosen) -> Count:
    """How many activities that stand match, as far as lists are counted."""
    return await lists.count(database, scope, chosen.listing)


async def turned(
    database: Database, scope: Scope, chosen: Chosen, turn: Turn, size: int
) -> Stretch[Operation]:
    """A page of the activities that stand, the latest first."""
    found = await lists.page(database, scope, chosen.listing, turn, size)
    return lists.mapped(found, [operation_from(document) for document in found.items])


def _same(operation: Operation, before: Operation) -> bool:
    return replace(operation, version=before.version, recorded_at=before.recorded_at) == before


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
