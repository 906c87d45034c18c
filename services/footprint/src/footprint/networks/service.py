"""Networks at work: load on first use, absorb, make durable, begin again where overtaken."""

import asyncio
import logging
import time
from dataclasses import dataclass, field

from footprint.bundles import Bundle
from footprint.journal import Overtaken
from footprint.journal.snapshots import is_due
from footprint.measures import (
    INVENTORIES_STATED,
    LINES_PRICED,
    LOADING,
    NETWORKS_LOADED,
    OVERTAKEN,
)
from footprint.networks.absorbing import Change, absorb
from footprint.networks.network import Network
from footprint.networks.repository import commit, load, snapshot
from footprint.networks.restoring import restored
from footprint.recent import Recent
from tierzero.identity import Clock
from tierzero.store import Store
from tierzero.telemetry.measures import count, record

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Held:
    """A network in memory and the partition it came by (-1: by replay)."""

    network: Network
    partition: int

    @property
    def weight(self) -> int:
        """Facts in memory."""
        return self.network.weight


@dataclass(frozen=True)
class Networks:
    """What the network stage works with."""

    store: Store
    clock: Clock
    held: Recent[Held]
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


def forget(networks: Networks, partitions: frozenset[int]) -> None:
    """Hold no network of these partitions any more: another worker writes them now."""
    networks.held.forget_where(lambda held: held.partition in partitions)


async def take_in(networks: Networks, network_id: str, facts: Bundle, partition: int) -> None:
    """Absorb facts into a network; durable on return."""
    async with networks.lock:
        while not await _attempt(networks, network_id, facts, partition):
            count(OVERTAKEN, stage="network")
            _log.info("network %s was written elsewhere; loading it again", network_id)
        networks.held.settle()


async def _attempt(networks: Networks, network_id: str, facts: Bundle, partition: int) -> bool:
    network = await _network(networks, network_id, partition)
    try:
        change = absorb(network, facts)
        if change is not None:
            await commit(networks.store, network, change, networks.clock())
    except Overtaken:
        networks.held.forget(network_id)
        return False
    except BaseException:
        # What is in memory may now be ahead of what is durable.
        networks.held.forget(network_id)
        raise
    if change is not None:
        await _finish(networks, network, change)
    return True


async def _network(networks: Networks, network_id: str, partition: int) -> Network:
    if network_id not in networks.held:
        started = time.perf_counter()
        stored = await load(networks.store, network_id)
        networks.held[network_id] = Held(restored(network_id, stored), partition)
        count(NETWORKS_LOADED)
        record(LOADING, time.perf_counter() - started)
    return networks.held[network_id].network


async def _finish(networks: Networks, network: Network, change: Change) -> None:
    network.sequence += 1
    network.entries_since_snapshot += 1
    count(LINES_PRICED, change.lines_priced)
    count(INVENTORIES_STATED, len(change.inventories))
    if is_due(network.entries_since_snapshot, network.facts):
        await snapshot(networks.store, network)
        network.entries_since_snapshot = 0
