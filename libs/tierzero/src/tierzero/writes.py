"""Writes to several collections that leave in one command, so that a transaction takes few round
trips: `bulkWrite`, which MongoDB has since 8.0.

Each entry of that command is handled by itself, so it is for few documents; a collection that gets
many is written by its own command. Within a transaction the first command must be another one:
SecantusDB (0.7) refuses the read concern that a first command carries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pymongo import InsertOne, ReplaceOne
from pymongo.errors import ClientBulkWriteException, PyMongoError

from tierzero.store import Collection, Document, Session, Store

_FEW = 16
"""Documents of one collection that are cheaper in a command with others'."""

Request = InsertOne[Document] | ReplaceOne[Document]


@dataclass(frozen=True)
class Writes:
    """Documents that come new into a collection, and documents that take another's place (or come
    new) by their filter."""

    collection: Collection
    inserted: Sequence[Mapping[str, Any]] = ()
    replaced: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]] = ()

    @property
    def count(self) -> int:
        """How many documents."""
        return len(self.inserted) + len(self.replaced)

    def requests(self, namespace: str | None = None) -> list[Request]:
        """The driver's requests; with a namespace for a command over several collections."""
        new = (InsertOne(dict(one), namespace=namespace) for one in self.inserted)
        changed = (
            ReplaceOne(filter_, dict(one), upsert=True, namespace=namespace)
            for filter_, one in self.replaced
        )
        return [*new, *changed]


async def write_all(session: Session, store: Store, writes: Iterable[Writes]) -> None:
    """Write within the session's transaction, in which something was written or read before."""
    wanted = [*_joined(writes)]
    together = [one for one in wanted if one.count <= _FEW]
    alone = [one for one in wanted if one.count > _FEW]
    if len(together) == 1:
        alone, together = wanted, []
    for one in alone:
        await one.collection.bulk_write(one.requests(), session=session)
    if together:
        requests = chain.from_iterable(one.requests(_namespace(store, one)) for one in together)
        await _write_together(session, store, [*requests])


def _joined(writes: Iterable[Writes]) -> Iterable[Writes]:
    """At most one for each collection, and none of nothing."""
    joined: dict[str, Writes] = {}
    for one in writes:
        if one.count:
            held = joined.get(one.collection.name, Writes(one.collection))
            inserted, replaced = [*held.inserted, *one.inserted], [*held.replaced, *one.replaced]
            joined[one.collection.name] = Writes(one.collection, inserted, replaced)
    return joined.values()


def _namespace(store: Store, one: Writes) -> str:
    return f"{store.database.name}.{one.collection.name}"


async def _write_together(session: Session, store: Store, requests: Sequence[Request]) -> None:
    try:
        await store.client.bulk_write(requests, session=session)
    except ClientBulkWriteException as failed:
        # The labels that say whether a repetition may help are on the error within.
        if isinstance(failed.error, PyMongoError):
            raise failed.error from failed
        raise
