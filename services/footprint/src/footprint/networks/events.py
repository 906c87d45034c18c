"""The consumer of the network stage.

What came for a network is joined as bytes and read once: serialized messages merge when they are
joined, and reading is most of what many facts cost here.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from footprint.bundles import Bundle
from footprint.columns.wellformed import well_formed
from footprint.networks.service import Arrival, Networks, forget, take_in_all
from tierzero.agents import Consumer, Delivery
from tierzero.agents.consumer import unchecked
from tierzero.topics import NETWORKS


def consumer(networks: Networks) -> Consumer:
    """Hears what the router forwards."""

    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        await take_in_all(networks, _arrivals(deliveries))

    async def handle(delivery: Delivery) -> None:
        await handle_many([delivery])

    return Consumer(
        NETWORKS,
        handle,
        partial(forget, networks),
        handle_many,
        check=unchecked,
        is_well_formed=well_formed(NETWORKS.envelope.DESCRIPTOR),
        keeps_order=True,
    )


def _arrivals(deliveries: Sequence[Delivery]) -> Iterable[Arrival]:
    """What came for each network, as if it had come in one message."""
    by_network: dict[str, list[Delivery]] = {}
    for one in deliveries:
        by_network.setdefault(one.key, []).append(one)
    for network_id, own in by_network.items():
        facts = Bundle.FromString(b"".join(one.original.value for one in own))
        yield Arrival(network_id, facts, own[-1].partition)
