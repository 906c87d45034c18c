"""RollUpService over gRPC."""

from typing import Any

from footprint.inventories.tokens import page_size_of, position_of, token_of
from footprint.rollups.listing import WantedRollUps, list_roll_ups
from footprint.scopes import scope_for
from tierzero.footprint.v1.roll_up_service_pb2 import ListRollUpsRequest, ListRollUpsResponse
from tierzero.footprint.v1.roll_up_service_pb2_grpc import RollUpServiceServicer
from tierzero.store import Database


class RollUpServicer(RollUpServiceServicer):
    """Answers a buyer about products shared with it, and those who may see all about any buyer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ListRollUps(self, request: ListRollUpsRequest, context: Any) -> ListRollUpsResponse:
        """A page of calculated footprints, or why bills give none."""
        scope = scope_for(request.buyer_id)
        start, most = position_of(request.page_token), page_size_of(request.page_size)
        wanted = WantedRollUps(request.year, request.product_id)
        found, position = await list_roll_ups(self._database, scope, wanted, start, most)
        return ListRollUpsResponse(roll_ups=found, next_page_token=token_of(position))
