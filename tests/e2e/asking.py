"""Questions tests ask of a running platform."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import grpc

from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.footprint.v1.inventory_service_pb2 import (
    Line,
    ListInventoriesRequest,
    ListLinesRequest,
)
from tierzero.footprint.v1.inventory_service_pb2_grpc import InventoryServiceStub
from tierzero_local.acting import Actor
from tierzero_local.handle import Platform

T = TypeVar("T")
LONGEST_SHOWN = 2000


def until(ask: Callable[[], T], good: Callable[[T], bool], seconds: float = 120) -> T:
    """Ask until the answer is good; the last answer is shown where it never is."""
    deadline = time.monotonic() + seconds
    answer = ask()
    while not good(answer):
        late = time.monotonic() > deadline
        assert not late, f"still not so after {seconds} s: {str(answer)[:LONGEST_SHOWN]}"
        time.sleep(0.1)
        answer = ask()
    return answer


def inventories(platform: Platform, buyer: Actor, category: int = 0) -> Sequence[Inventory]:
    """The buyer's inventories as the footprint service answers them."""
    request = ListInventoriesRequest(buyer_id=buyer.organization_id, category=category)
    with grpc.insecure_channel(platform.grpc["footprint"]) as channel:
        stub = InventoryServiceStub(channel)
        answer = stub.ListInventories(request, metadata=_token(buyer), timeout=10)
    return list(answer.inventories)


def lines(platform: Platform, buyer: Actor, category: int, year: int) -> Sequence[Line]:
    """All lines of one inventory, page by page."""
    found: list[Line] = []
    request = ListLinesRequest(
        buyer_id=buyer.organization_id, category=category, year=year, page_size=200
    )
    with grpc.insecure_channel(platform.grpc["footprint"]) as channel:
        stub = InventoryServiceStub(channel)
        while True:
            answer = stub.ListLines(request, metadata=_token(buyer), timeout=10)
            found += answer.lines
            if not answer.next_page_token:
                return found
            request.page_token = answer.next_page_token


def _token(actor: Actor) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {actor.token}"),)
