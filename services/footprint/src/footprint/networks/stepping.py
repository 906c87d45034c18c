"""Wide changes are made durable in steps, which whoever loads the network in between goes on with.

The first step states the facts, lines and inventories; what a buyer is shown of bills of materials
follows. Each step is an entry of the journal, so that of two workers one is overtaken, and each but
the last says that more is owed. A message is acknowledged after the last, so that what a killed
worker owed is written when its message comes again, though nothing in that is news.
"""

from collections.abc import Sequence

from footprint.bundles import Bundle
from footprint.bundles import count as count_facts
from footprint.journal import Overtaken
from footprint.networks.absorbing import Change
from footprint.networks.network import Network
from footprint.networks.repository import commit, load
from footprint.networks.restating import attribution
from footprint.networks.restoring import restored
from footprint.networks.rollups.rolling import YearChange, outstanding
from footprint.networks.rollups.steps import in_steps
from footprint.networks.unread import Unread
from tierzero.identity import Clock
from tierzero.store import Store


def stepwise(change: Change) -> Change:
    """The same change, of which no more is to be written at once than a transaction bears."""
    change.roll_ups, *change.later = in_steps(change.roll_ups)
    return change


async def complete(store: Store, clock: Clock, network: Network, change: Change) -> None:
    """Note that the change's first step is durable, and write the others; may raise Overtaken."""
    _advance(network, change)
    await _write(store, clock, network, change.later)


async def _write(
    store: Store, clock: Clock, network: Network, steps: Sequence[list[YearChange]]
) -> None:
    for number, shown in enumerate(steps, 1):
        nothing = Unread(Bundle())
        step = Change(nothing, attribution(nothing, ()), roll_ups=shown, later=[*steps[number:]])
        await commit(store, [(network, step)], clock())
        _advance(network, step)


def _advance(network: Network, change: Change) -> None:
    network.sequence += 1
    network.since_snapshot.add(count_facts(change.facts))


async def loaded(store: Store, clock: Clock, network_id: str) -> Network:
    """The network, of which nothing is owed any more."""
    while True:
        stored = await load(store, network_id)
        network = restored(network_id, stored)
        if not stored.is_owing:
            return network
        try:
            # Also where nothing is outstanding: an entry has to say so.
            await _write(store, clock, network, in_steps(outstanding(network)))
            return network
        except Overtaken:
            # Another worker was first at it.
            continue
