"""The consumer of the network stage."""

from collections.abc import Iterable, Sequence
from functools import partial

from footprint.bundles import joined
from footprint.networks.service import Arrival, Networks, forget, take_in_all
from tierzero.agents import Consumer, Delivery
from tierzero.topics import NETWORKS


def consumer(networks: Networks) -> Consumer:
    """Hears what the router forwards."""

    async def handle_many(deliveries: Sequence[Delivery]) -> None:
        await take_in_all(networks, _arrivals(deliveries))

    async def handle(delivery: Delivery) -> None:
        await handle_many([delivery])

    return Consumer(NETWORKS, handle, partial(forget, networks), handle_many)


def _arrivals(deliveries: Sequence[Delivery]) -> Iterable[Arrival]:
    """What came for each network, as if it had come in one message."""
    by_network: dict[str, list[Delivery]] = {}
    for one in deliveries:
        by_network.setdefault(one.key, []).append(one)
    for network_id, own in by_network.items():
        facts = own[0].envelope if len(own) == 1 else joined(one.envelope for one in own)
        yield Arrival(network_id, facts, own[-1].partition)
