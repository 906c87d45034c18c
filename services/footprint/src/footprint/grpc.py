"""`python -m footprint.grpc`: answers what a buyer's inventories are and how lines came about."""

from collections.abc import Sequence
from typing import Any

from footprint import journal
from footprint.history.rpc import HistoryServicer
from footprint.inventories import repository as inventory_repository
from footprint.inventories.rpc import InventoryServicer
from footprint.networks import repository as network_repository
from footprint.recent import Recent
from footprint.rollups.rpc import RollUpServicer
from footprint.settings import FootprintSettings
from footprint.why.explaining import Explainer
from tierzero.footprint.v1 import (
    history_service_pb2,
    inventory_service_pb2,
    roll_up_service_pb2,
)
from tierzero.footprint.v1.history_service_pb2_grpc import add_HistoryServiceServicer_to_server
from tierzero.footprint.v1.inventory_service_pb2_grpc import (
    add_InventoryServiceServicer_to_server,
)
from tierzero.footprint.v1.roll_up_service_pb2_grpc import add_RollUpServiceServicer_to_server
from tierzero.rpc import run_rpc
from tierzero.settings import Settings
from tierzero.store import Store

_SERVICES = (
    inventory_service_pb2.DESCRIPTOR.services_by_name["InventoryService"].full_name,
    history_service_pb2.DESCRIPTOR.services_by_name["HistoryService"].full_name,
    roll_up_service_pb2.DESCRIPTOR.services_by_name["RollUpService"].full_name,
)


async def register(settings: Settings, store: Store, server: Any) -> Sequence[str]:
    """Add the services to the server."""
    for part in (journal, network_repository, inventory_repository):
        await part.prepare(store.database)
    explainer = Explainer(store, Recent(FootprintSettings().network_facts_in_memory))
    add_InventoryServiceServicer_to_server(InventoryServicer(store.database, explainer), server)
    add_HistoryServiceServicer_to_server(HistoryServicer(explainer), server)
    add_RollUpServiceServicer_to_server(RollUpServicer(store.database), server)
    return _SERVICES


def main() -> None:
    """Run until told to stop."""
    run_rpc(FootprintSettings(), "footprint", register)


if __name__ == "__main__":
    main()
