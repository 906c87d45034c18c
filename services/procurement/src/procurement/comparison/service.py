"""What the footprint service says about how a buyer's figures changed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import grpc
import grpc.aio  # pyright: ignore[reportMissingModuleSource]

from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.footprint.v1.history_service_pb2_grpc import HistoryServiceStub
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.footprint.v1.inventory_service_pb2 import ListInventoriesRequest
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceStub
from tierzero.i18n import _
from tierzero.identity.rpc_client import Metadata
from tierzero.problems import Problem, problem_from_rpc_error

_SECONDS = 20.0
"""Comparing reads every line of two years."""


@dataclass(frozen=True)
class Years:
    """Which years are compared; the base is recalculated where the caller asks for it."""

    base: int
    current: int
    category: int = 0
    comparability: contract.Comparability = contract.COMPARABILITY_REQUIRED
    most_flows: int = 100


@dataclass(frozen=True)
class History:
    """Asks in the name of the caller whose metadata is given.

    Raises the Problem that the footprint service answers with, or 503 where it does not answer.
    """

    address: str

    async def years(self, metadata: Metadata) -> list[int]:
        """Years that have lines, in order."""
        async with self._channel() as channel:
            stub = InventoryServiceStub(channel)
            answer = await stub.ListInventories(ListInventoriesRequest(), metadata=metadata)
        held: Sequence[Inventory] = answer.inventories
        return sorted({one.year for one in held if one.line_count})

    async def compare(self, years: Years, metadata: Metadata) -> contract.CompareYearsResponse:
        """Effects between two years; Problem 409 where they were not computed alike."""
        request = contract.CompareYearsRequest(
            base_year=years.base,
            current_year=years.current,
            category=years.category,
            comparability=years.comparability,
            most_flows=years.most_flows,
        )
        async with self._stub() as stub:
            return await stub.CompareYears(request, metadata=metadata)

    async def base_year(self, metadata: Metadata) -> contract.GetBaseYearResponse:
        """The base year; Problem 404 (no-base-year) where the policy names none."""
        async with self._stub() as stub:
            return await stub.GetBaseYear(contract.GetBaseYearRequest(), metadata=metadata)

    async def revisions(
        self, category: int, year: int, token: str, metadata: Metadata
    ) -> contract.ListRevisionsResponse:
        """Revisions of an inventory, the newest first."""
        request = contract.ListRevisionsRequest(category=category, year=year, page_token=token)
        async with self._stub() as stub:
            return await stub.ListRevisions(request, metadata=metadata)

    @asynccontextmanager
    async def _stub(self) -> AsyncIterator[Any]:
        async with self._channel() as channel:
            yield HistoryServiceStub(channel)

    @asynccontextmanager
    async def _channel(self) -> AsyncIterator[Any]:
        try:
            async with (
                asyncio.timeout(_SECONDS),
                grpc.aio.insecure_channel(self.address) as channel,
            ):
                yield channel
        except grpc.RpcError as error:
            raise problem_from_rpc_error(error) from error
        except TimeoutError as error:
            text = _("The footprint service does not answer at the moment; try again later.")
            raise Problem(503, "footprint-service-silent", text) from error
