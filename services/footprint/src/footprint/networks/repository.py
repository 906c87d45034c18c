"""Networks in the document store: pages of slots, the journal of other facts, inventories.

Pages and inventories hold one buyer's data and are reached through its scope only.
"""

import asyncio
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from bson import Binary

from carbon.inventory import Key
from footprint.inventories.content import inventory_fact
from footprint.inventories.repository import current, revisions
from footprint.journal import Entry, append, read, write_snapshot
from footprint.networks.absorbing import Change
from footprint.networks.filing import snapshot_of
from footprint.networks.network import Network
from footprint.networks.pages import document_of
from footprint.networks.rollups.encoding import encoded
from footprint.networks.rollups.pages import figures_of, names_of
from footprint.networks.rollups.rolling import YearChange
from footprint.rollups import repository as roll_up_repository
from footprint.rollups.repository import roll_up_figures, roll_up_pages, whole_pages
from tierzero import outbox
from tierzero.outbox import Serialized
from tierzero.store import Database, Document, Session, Store
from tierzero.tenancy import Scope, ScopedCollection, scope_of_worker
from tierzero.topics import INVENTORIES, ROLL_UPS
from tierzero.writes import Writes, write_all

_PAGES = "line_pages"


@dataclass(frozen=True)
class Stored:
    """Everything the store holds of a network, as of one moment."""

    pages: Sequence[Document]
    entries: Sequence[Entry]
    inventories: Sequence[Document]
    roll_ups: Sequence[Document] = ()

    @property
    def is_owing(self) -> bool:
        """Whether the writing of a wide change was interrupted."""
        return bool(self.entries) and self.entries[-1].is_owing


def stream_of(network_id: str) -> str:
    """The journal of a network."""
    return f"network:{network_id}"


def scope_of(network_id: str) -> Scope:
    """A network is its buyer's."""
    return scope_of_worker(network_id, "footprint.worker")


def pages(database: Database, scope: Scope) -> ScopedCollection:
    """The pages of a buyer."""
    return ScopedCollection(database[_PAGES], scope)


async def prepare(database: Database) -> None:
    """Create the indexes."""
    await database[_PAGES].create_index([("organization_id", 1), ("page", 1)])
    await database[_PAGES].create_index([("organization_id", 1), ("inventories", 1), ("page", 1)])
    await roll_up_repository.prepare(database)


async def load(store: Store, network_id: str) -> Stored:
    """Read a network in one cut, whoever writes it meanwhile."""
    scope = scope_of(network_id)
    stream = stream_of(network_id)
    async with store.transaction() as session:
        database = store.database
        found = pages(database, scope).find({}, session=session)
        rolled = roll_up_pages(database, scope).find({}, session=session)
        figures = await roll_up_figures(database, scope).find({}, session=session).to_list(None)
        return Stored(
            pages=await found.sort("page", 1).to_list(None),
            entries=(await read(session, database, {stream: 0}, is_filed=True))[stream],
            inventories=await current(database, scope).find({}, session=session).to_list(None),
            roll_ups=whole_pages(
                await rolled.sort([("year", 1), ("page", 1)]).to_list(None), figures
            ),
        )


async def commit(store: Store, changes: Sequence[tuple[Network, Change]], now: datetime) -> None:
    """Make changes of different networks durable with their events, in one transaction.

    Overtaken where another worker has written one of the networks since; then none is written.
    """
    if not changes:
        return
    entries = [
        Entry(
            stream_of(network.id),
            network.sequence + 1,
            change.unread.serialized,
            is_owing=bool(change.later),
        )
        for network, change in changes
    ]
    writes = [
        one
        for network, change in changes
        for one in _writes_of(store.database, network, change, now)
    ]

    async def write(session: Session) -> None:
        # First the entries: they fail at once where this worker no longer knows the latest.
        await append(session, store.database, entries)
        await write_all(session, store, writes)

    await store.in_transaction(write)


def _writes_of(
    database: Database, network: Network, change: Change, now: datetime
) -> Iterator[Writes]:
    scope = scope_of(network.id)
    yield _pages_of(database, scope, network, change)
    for year in change.roll_ups:
        yield from _roll_ups_of(database, scope, network.id, year)
    if change.inventories:
        yield from _inventories_of(database, scope, network, change, now)


def _pages_of(database: Database, scope: Scope, network: Network, change: Change) -> Writes:
    documents = [document_of(network, page) for page in sorted(change.pages)]
    first_new = bisect_left(documents, change.first_new_page, key=itemgetter("page"))
    return _put(pages(database, scope), documents[first_new:], documents[:first_new])


def _put(scoped: ScopedCollection, new: Iterable[Document], changed: Iterable[Document]) -> Writes:
    """Inserting costs stores a small part of what replacing does, so what is known to be new is
    inserted."""
    return scoped.writes(new, [({"_id": document["_id"]}, document) for document in changed])


def _roll_ups_of(
    database: Database, scope: Scope, network_id: str, change: YearChange
) -> Iterator[Writes]:
    yield _put(roll_up_pages(database, scope), (), names_of(network_id, change))
    yield _put(roll_up_figures(database, scope), (), figures_of(network_id, change))
    stated = encoded(network_id, change)
    rows = [Serialized(network_id, one.value, one.products) for one in stated]
    yield outbox.stated_serialized(database, ROLL_UPS, rows)


def _inventories_of(
    database: Database, scope: Scope, network: Network, change: Change, now: datetime
) -> Iterator[Writes]:
    # The store keeps milliseconds; event and document must say the same.
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    documents = [_document(network, key, change, now) for key in change.inventories]
    new = [one for one in documents if one["revision"] == 1]
    changed = [one for one in documents if one["revision"] > 1]
    yield _put(current(database, scope), new, changed)
    old = [{**one, "_id": f"{one['_id']}|{one['revision']:09}"} for one in documents]
    yield revisions(database, scope).writes(old)
    facts = [
        inventory_fact(one.content, one.revision, now, one.restatement)
        for one in change.inventories.values()
    ]
    yield outbox.stated(database, INVENTORIES, network.id, facts)


def _document(network: Network, key: Key, change: Change, now: datetime) -> Document:
    stated = change.inventories[key]
    return {
        "_id": f"{network.id}|{key.category}|{key.year}",
        "category": key.category,
        "year": key.year,
        "revision": stated.revision,
        "stated_at": now,
        "content": Binary(stated.content),
        "restatement": Binary(stated.restatement),
    }


async def snapshot(store: Store, network: Network) -> None:
    """Let the next load start here; slots need none, their pages are always up to date.

    The network must not change meanwhile; it is put into bytes beside the event loop.
    """
    made = await asyncio.to_thread(snapshot_of, network)
    stream = stream_of(network.id)
    await write_snapshot(store, stream, network.sequence, made.facts, (), made.filed)
