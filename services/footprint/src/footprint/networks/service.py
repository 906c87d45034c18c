"""Networks at work: load on first use, absorb, make durable, begin again where overtaken."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from footprint.bundles import Bundle
from footprint.journal import Overtaken
from footprint.journal.snapshots import Since, is_due
from footprint.measures import (
    INVENTORIES_STATED,
    LINES_PRICED,
    LOADING,
    NETWORKS_LOADED,
    OVERTAKEN,
)
from footprint.networks.absorbing import Change, absorb
from footprint.networks.network import Network
from footprint.networks.repository import commit, snapshot
from footprint.networks.stepping import complete, loaded, stepwise
from footprint.recent import Recent
from tierzero.identity import Clock
from tierzero.store import Store
from tierzero.telemetry.measures import count, record

_TOGETHER = 32
"""Most networks in one transaction: all of them are in memory at the same time."""


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


@dataclass(frozen=True)
class Arrival:
    """Facts for a network and the partition they came by."""

    network_id: str
    facts: Bundle
    partition: int


Step = tuple[Arrival, Network, Change]


async def take_in(networks: Networks, network_id: str, facts: Bundle, partition: int) -> None:
    """Absorb facts into a network; durable on return."""
    await take_in_all(networks, [Arrival(network_id, facts, partition)])


async def take_in_all(networks: Networks, arrivals: Iterable[Arrival]) -> None:
    """Absorb facts into networks, several networks to a transaction; durable on return.

    At most one arrival for each network: what came for it is joined before.
    """
    waiting = deque(arrivals)
    async with networks.lock:
        while waiting:
            some = [waiting.popleft() for _ in range(min(_TOGETHER, len(waiting)))]
            waiting.extend(await _attempt(networks, some))
            networks.held.settle()


async def _attempt(networks: Networks, arrivals: Sequence[Arrival]) -> list[Arrival]:
    """Take in together; return those whose network another worker has written."""
    try:
        steps = await _absorbed(networks, arrivals)
        overtaken = await _made_durable(networks, steps)
    except BaseException:
        # What is in memory may now be ahead of what is durable.
        _let_go(networks, arrivals)
        raise
    count(OVERTAKEN, len(overtaken), stage="network")
    _let_go(networks, overtaken)
    elsewhere = {arrival.network_id for arrival in overtaken}
    for _, network, change in steps:
        if network.id not in elsewhere:
            await _finish(networks, network, change)
    return overtaken


async def _absorbed(networks: Networks, arrivals: Sequence[Arrival]) -> list[Step]:
    steps: list[Step] = []
    for arrival in arrivals:
        network = await _network(networks, arrival)
        change = absorb(network, arrival.facts)
        if change is not None:
            steps.append((arrival, network, stepwise(change)))
    return steps


async def _made_durable(networks: Networks, steps: Sequence[Step]) -> list[Arrival]:
    """Write the changes; those whose network another worker has written."""
    overtaken = await _committed(networks, steps)
    elsewhere = {arrival.network_id for arrival in overtaken}
    for arrival, network, change in steps:
        if network.id not in elsewhere and not await _is_completed(networks, network, change):
            overtaken.append(arrival)
    return overtaken


async def _committed(networks: Networks, steps: Sequence[Step]) -> list[Arrival]:
    """Write the changes at once; where one is overtaken each by itself, to learn which."""
    changes = [(network, change) for _, network, change in steps]
    try:
        await commit(networks.store, changes, networks.clock())
        return []
    except Overtaken:
        if len(steps) == 1:
            return [steps[0][0]]
        return [one for step in steps for one in await _committed(networks, [step])]


async def _is_completed(networks: Networks, network: Network, change: Change) -> bool:
    """Write what is left of the change; whether this worker still is the network's."""
    try:
        await complete(networks.store, networks.clock, network, change)
    except Overtaken:
        return False
    return True


def _let_go(networks: Networks, arrivals: Iterable[Arrival]) -> None:
    for arrival in arrivals:
        networks.held.forget(arrival.network_id)


async def _network(networks: Networks, arrival: Arrival) -> Network:
    network_id = arrival.network_id
    if network_id not in networks.held:
        started = time.perf_counter()
        network = await loaded(networks.store, networks.clock, network_id)
        networks.held[network_id] = Held(network, arrival.partition)
        count(NETWORKS_LOADED)
        record(LOADING, time.perf_counter() - started)
    return networks.held[network_id].network


async def _finish(networks: Networks, network: Network, change: Change) -> None:
    count(LINES_PRICED, change.lines_priced)
    count(INVENTORIES_STATED, len(change.inventories))
    if is_due(network.since_snapshot, network.facts):
        await snapshot(networks.store, network)
        network.since_snapshot = Since()
