"""`python -m footprint.worker`: routes facts to networks and keeps the networks' inventories."""

from collections.abc import Sequence

from footprint import journal
from footprint.columns.preparing import prepare as prepare_columns
from footprint.columns.shipped import unpack
from footprint.history import events as history_events
from footprint.history.events import following_policies
from footprint.history.stating import BaseYears
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
from tierzero.topics import INVENTORY_POLICIES


async def wire(settings: Settings, store: Store) -> Sequence[Consumer]:
    """Both stages in one process: which of them works is decided by the partitions it gets."""
    own = FootprintSettings()
    unpack(own.machine_code)
    prepare_columns()
    for part in (journal, network_repository, inventory_repository):
        await part.prepare(store.database)
    router = Router(store, Recent(own.routing_facts_in_memory))
    networks = Networks(store, utc_now, Recent(own.network_facts_in_memory))
    base_years = BaseYears(store, utc_now)
    routing = routing_events.consumers(router)
    return [
        *(
            following_policies(base_years, one) if one.topic is INVENTORY_POLICIES else one
            for one in routing
        ),
        network_events.consumer(networks),
        history_events.consumer(base_years),
    ]


def main() -> None:
    """Run until told to stop."""
    run_worker(FootprintSettings(), wire)


if __name__ == "__main__":
    main()
