"""What the inventories of a year say at the moment in which it is reported."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import grpc
import grpc.aio  # pyright: ignore[reportMissingModuleSource]

from tierzero.footprint.v1.inventory_service_pb2 import ListInventoriesRequest
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceStub
from tierzero.i18n import _
from tierzero.identity.rpc_client import Metadata
from tierzero.problems import Problem, problem_from_rpc_error

from .model import Figure

_SECONDS = 5.0

Inventories = Callable[[str, int, Metadata], Awaitable[Sequence[Figure]]]
"""(buyer id, year, the caller's metadata) → figures by category."""


def inventories_at(address: str) -> Inventories:
    """Asks the footprint service; Problem 503 where it does not answer in time."""

    async def figures(buyer_id: str, year: int, metadata: Metadata) -> Sequence[Figure]:
        request = ListInventoriesRequest(buyer_id=buyer_id, year=year)
        try:
            async with asyncio.timeout(_SECONDS), grpc.aio.insecure_channel(address) as channel:
                stub = InventoryServiceStub(channel)
                answer = await stub.ListInventories(request, metadata=metadata)
        except grpc.RpcError as error:
            raise problem_from_rpc_error(error) from error
        except TimeoutError as error:
            text = _("The footprint service does not answer at the moment; try again later.")
            raise Problem(503, "footprint-service-silent", text) from error
        return [
            Figure(one.category, one.fact.version, int(one.total.digits or "0"))
            for one in answer.inventories
        ]

    return figures
