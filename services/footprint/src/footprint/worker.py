"""`python -m footprint.worker`: routes facts to networks and keeps the networks' inventories."""

from collections.abc import Sequence

from footprint import journal
from footprint.inventories import repository as inventory_repository
from footprint.networks import events as network_events
from footprint.networks import repository as network_repository
from footprint.networks.service import Networks
from footprint.recent import Recent
from footprint.routing import events as routing_events
from footprint.routing.router import Router
from footprint.settings import FootprintSettings
from tierzero.agents import Consumer, run_worker
from tierzero.identity import utc_now
from tierzero.settings import Settings
from tierzero.store import Store


async def wire(settings: Settings, store: Store) -> Sequence[Consumer]:
    """Both stages in one process: which of them works is decided by the partitions it gets."""
    own = FootprintSettings()
    for part in (journal, network_repository, inventory_repository):
        await part.prepare(store.database)
    router = Router(store, Recent(own.routing_facts_in_memory))
    networks = Networks(store, utc_now, Recent(own.network_facts_in_memory))
    return [*routing_events.consumers(router), network_events.consumer(networks)]


def main() -> None:
    """Run until told to stop."""
    run_worker(FootprintSettings(), wire)


if __name__ == "__main__":
    main()
