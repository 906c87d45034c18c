"""Questions to the footprint service; each in a deadline, and a clear answer where it is away."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import grpc
import grpc.aio  # pyright: ignore[reportMissingModuleSource]

from tierzero.footprint.v1 import inventory_service_pb2 as contract
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceStub
from tierzero.i18n import _
from tierzero.identity.rpc_client import Metadata
from tierzero.problems import Problem, problem_from_rpc_error

_SECONDS = 8.0
_MOST_LINES = 1_000
_NOT_THERE = (
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.UNIMPLEMENTED,
)
AWAY = "footprint-service-away"


@dataclass(frozen=True)
class Asker:
    """Asks the service at an address on behalf of one caller."""

    address: str
    metadata: Metadata

    async def inventories(self, year: int = 0, category: int = 0) -> list[Any]:
        """Last revisions, by category and year; 0 stands for all."""
        request = contract.ListInventoriesRequest(year=year, category=category)
        return list((await self._ask("ListInventories", request)).inventories)

    async def lines(self, request: contract.ListLinesRequest) -> contract.ListLinesResponse:
        """A page of lines."""
        return await self._ask("ListLines", request)

    async def all_lines(self, year: int, category: int) -> AsyncIterator[Any]:
        """Every line of an inventory, page after page."""
        request = contract.ListLinesRequest(year=year, category=category, page_size=_MOST_LINES)
        while True:
            found = await self.lines(request)
            for line in found.lines:
                yield line
            request.page_token = found.next_page_token
            if not request.page_token:
                return

    async def explained(
        self, year: int, category: int, activity_id: str = "", most: int = 1
    ) -> contract.ExplainResponse:
        """An inventory with one line explained, or with the first ones; Problem 404."""
        request = contract.ExplainRequest(
            year=year, category=category, activity_id=activity_id, page_size=most
        )
        return await self._ask("Explain", request)

    async def findings(self, year: int) -> list[Any]:
        """What may be counted twice in a year."""
        request = contract.ListFindingsRequest(year=year)
        return list((await self._ask("ListFindings", request)).findings)

    async def _ask(self, method: str, request: Any) -> Any:
        try:
            async with (
                asyncio.timeout(_SECONDS),
                grpc.aio.insecure_channel(self.address) as channel,
            ):
                call = getattr(InventoryServiceStub(channel), method)
                return await call(request, metadata=self.metadata, timeout=_SECONDS)
        except TimeoutError as error:
            raise _away() from error
        except grpc.aio.AioRpcError as error:
            if error.code() in _NOT_THERE:
                raise _away() from error
            raise problem_from_rpc_error(error) from error


def _away() -> Problem:
    return Problem(503, AWAY, _("The footprint service does not answer at the moment."))
