"""The router: plan, commit, fold; begin again where another worker was first."""

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from footprint.bundles import serialized
from footprint.journal import Entry, Overtaken, append, read, write_snapshot
from footprint.journal.snapshots import Since, is_due
from footprint.measures import OVERTAKEN
from footprint.recent import Recent
from footprint.routing.plan import NotLoaded, Plan, Streams
from footprint.routing.stream import Stream, fold, step
from tierzero import outbox
from tierzero.outbox import Serialized
from tierzero.store import Session, Store
from tierzero.telemetry.measures import count as add_to
from tierzero.topics import NETWORKS

Planning = Callable[[Streams, Any], Plan]
"""From streams and facts, footprints in columns and all others in a bundle."""


@dataclass(frozen=True)
class Router:
    """What routing works with. One message at a time: all topics meet in the same streams."""

    store: Store
    streams: Recent[Stream]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


async def route(router: Router, planning: Planning, facts: Any) -> None:
    """Enter the facts and forward them; durable on return."""
    async with router.lock:
        while not await _attempt(router, planning, facts):
            add_to(OVERTAKEN, stage="router")
            await asyncio.sleep(random.uniform(0, 0.02))
        router.streams.settle()


async def _attempt(router: Router, planning: Planning, facts: Any) -> bool:
    plan = await _planned(router, planning, facts)
    if not plan:
        return True
    entries, messages = plan.entries, list(plan.messages)
    if not entries and len(messages) == 1:
        # One row by itself: a transaction would only be another round trip to the store.
        await outbox.append_serialized(None, router.store.database, NETWORKS, messages)
        return True
    try:
        await router.store.in_transaction(
            lambda session: _write(session, router.store, entries.values(), messages)
        )
    except Overtaken:
        await _catch_up(router, entries)
        return False
    for name, entry in entries.items():
        step(router.streams[name], entry, plan.news.get(name), plan.stated.get(name))
        await _snapshot_when_due(router, router.streams[name])
    return True


async def _planned(router: Router, planning: Planning, facts: Any) -> Plan:
    while True:
        try:
            return planning(router.streams, facts)
        except NotLoaded as missing:
            fresh = {name: Stream(name) for name in missing.names}
            await _read_into(router, fresh)
            for name, stream in fresh.items():
                router.streams[name] = stream


async def _catch_up(router: Router, names: Iterable[str]) -> None:
    await _read_into(router, {name: router.streams[name] for name in names})


async def _read_into(router: Router, streams: dict[str, Stream]) -> None:
    known = {name: stream.sequence for name, stream in streams.items()}
    async with router.store.transaction() as session:
        entries = await read(session, router.store.database, known)
    for name, stream in streams.items():
        fold(stream, entries[name])


async def _write(
    session: Session, store: Store, entries: Iterable[Entry], messages: Sequence[Serialized]
) -> None:
    await append(session, store.database, list(entries))
    await outbox.append_serialized(session, store.database, NETWORKS, messages)


async def _snapshot_when_due(router: Router, stream: Stream) -> None:
    if not is_due(stream.since_snapshot, stream.facts):
        return
    facts = [*serialized(stream.book), *stream.shelf.envelopes()]
    members = sorted(stream.members)
    await write_snapshot(router.store, stream.name, stream.sequence, facts, members)
    stream.since_snapshot = Since()
