"""The activities of buyers besides purchases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from procurement.lookups import by_id
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
    """Create the index."""
    keys = [("organization_id", 1), ("withdrawn", 1), ("date", -1)]
    await database[COLLECTION].create_index(keys)


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


async def count(database: Database, scope: Scope, chosen: Mapping[str, Any]) -> int:
    """How many activities that stand match."""
    return await _scoped(database, scope).count_documents({"withdrawn": False, **chosen})


async def listed(
    database: Database, scope: Scope, chosen: Mapping[str, Any], skip: int, limit: int
) -> list[Operation]:
    """Activities that stand, the latest first."""
    cursor = _scoped(database, scope).find(
        {"withdrawn": False, **chosen}, sort=[("date", -1), ("_id", 1)], skip=skip, limit=limit
    )
    return [operation_from(document) async for document in cursor]


def _same(operation: Operation, before: Operation) -> bool:
    return replace(operation, version=before.version, recorded_at=before.recorded_at) == before


def _scoped(database: Database, scope: Scope) -> ScopedCollection:
    return ScopedCollection(database[COLLECTION], scope)
