"""The consumer of the network stage."""

from functools import partial

from footprint.networks.service import Networks, forget, take_in
from tierzero.agents import Consumer, Delivery
from tierzero.topics import NETWORKS


def consumer(networks: Networks) -> Consumer:
    """Hears what the router forwards."""

    async def handle(delivery: Delivery) -> None:
        await take_in(networks, delivery.key, delivery.envelope, delivery.partition)

    return Consumer(NETWORKS, handle, partial(forget, networks))
