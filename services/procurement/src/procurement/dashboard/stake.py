"""What is at stake: emissions that do not rest on suppliers' own footprints."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import grpc
import grpc.aio  # pyright: ignore[reportMissingModuleSource]

from carbon.quantum import to_kilograms
from tierzero.footprint.v1 import inventory_pb2, inventory_service_pb2
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceStub
from tierzero.identity.rpc_client import Metadata

_SECONDS = 2.0


@dataclass(frozen=True)
class Stake:
    """A year's emissions in categories 1 and 2, kgCO2e, and the part from suppliers' footprints."""

    year: int
    total: Decimal
    supplier_specific: Decimal
    unresolved: int

    @property
    def elsewhere(self) -> Decimal:
        """What rests on averages and spend instead."""
        return self.total - self.supplier_specific

    @property
    def share(self) -> Decimal:
        """The part from suppliers' own footprints, 0 to 1."""
        return self.supplier_specific / self.total if self.total else Decimal(0)


async def stake_of(address: str, buyer_id: str, metadata: Metadata, year: int) -> Stake | None:
    """Ask the footprint service; None where it does not answer in time."""
    request = inventory_service_pb2.ListInventoriesRequest(buyer_id=buyer_id, year=year)
    try:
        async with asyncio.timeout(_SECONDS), grpc.aio.insecure_channel(address) as channel:
            stub = InventoryServiceStub(channel)
            answer = await stub.ListInventories(request, metadata=metadata, timeout=_SECONDS)
    except (grpc.RpcError, TimeoutError):
        return None
    bought = [one for one in answer.inventories if one.category in (1, 2)]
    own = (inventory_pb2.METHOD_SUPPLIER_SPECIFIC, inventory_pb2.METHOD_SUPPLIER_AVERAGE)
    shares = [share for one in bought for share in one.methods if share.method in own]
    return Stake(
        year=year,
        total=_kilograms(one.total for one in bought),
        supplier_specific=_kilograms(share.total for share in shares),
        unresolved=sum(one.unresolved_line_count for one in bought),
    )


def _kilograms(totals: Iterable[inventory_pb2.Milligrams]) -> Decimal:
    return to_kilograms(sum(int(total.digits or "0") for total in totals))
