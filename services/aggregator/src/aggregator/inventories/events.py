"""Inventories from the bus."""

from collections.abc import Iterable
from datetime import datetime

from aggregator.facts import (
    Intake,
    document_of,
    member_of,
    milligrams_of,
    moment_of,
    required,
    take_in,
    year_of,
)
from aggregator.inventories.repository import COLLECTION
from carbon.scope3.results import Method
from tierzero.agents import Delivery, Handler, Unusable
from tierzero.footprint.v1 import inventory_pb2 as contract
from tierzero.store import Document

METHODS = {
    contract.METHOD_SUPPLIER_SPECIFIC: Method.SUPPLIER_SPECIFIC,
    contract.METHOD_SUPPLIER_AVERAGE: Method.SUPPLIER_AVERAGE,
    contract.METHOD_HYBRID: Method.HYBRID,
    contract.METHOD_AVERAGE_DATA: Method.AVERAGE_DATA,
    contract.METHOD_SPEND_BASED: Method.SPEND_BASED,
    contract.METHOD_UNRESOLVED: Method.UNRESOLVED,
}
_LAST_CATEGORY = 15


def handler(intake: Intake) -> Handler:
    """Keeps the newest revision of each inventory and announces the buyer's change."""

    async def handle(delivery: Delivery) -> None:
        documents = [read(fact) for fact in delivery.facts]
        await take_in(intake, COLLECTION, documents, _buyer)

    return handle


def read(inventory: contract.Inventory) -> Document:
    """The document of a statement; refuses what would be counted in a wrong place, or twice."""
    buyer = required(inventory.buyer_id, "buyer_id")
    _check_identity(inventory)
    if inventory.exclusion_reason:
        return _document(_unreported(inventory), buyer)
    return _document(inventory, buyer)


def _unreported(inventory: contract.Inventory) -> contract.Inventory:
    """A category that its buyer leaves out, with the reason and no figures: it counts nothing."""
    bare = contract.Inventory()
    bare.CopyFrom(inventory)
    for field in ("methods", "suppliers", "gwp_sets", "line_count", "unresolved_line_count"):
        bare.ClearField(field)
    bare.total.digits = "0"
    return bare


def _document(inventory: contract.Inventory, buyer: str) -> Document:
    return {
        **document_of(inventory.fact, buyer),
        "category": inventory.category,
        "year": year_of(inventory.year, "year"),
        "total": str(milligrams_of(inventory.total.digits, "total")),
        "line_count": _count(inventory.line_count, "line_count"),
        "unresolved_line_count": _count(inventory.unresolved_line_count, "unresolved_line_count"),
        "methods": [_method(share) for share in inventory.methods],
        "suppliers": [_supplier(share) for share in inventory.suppliers],
        "gwp_sets": sorted(inventory.gwp_sets),
        "known_at": _known_at(inventory),
        "exclusion_reason": inventory.exclusion_reason,
    }


def _check_identity(inventory: contract.Inventory) -> None:
    if not 1 <= inventory.category <= _LAST_CATEGORY:
        raise Unusable("unknown-category", f"scope 3 has no category {inventory.category}")
    expected = f"{inventory.buyer_id}:{inventory.category}:{inventory.year}"
    if inventory.fact.id != expected:
        # Two identities for one cell would count it twice.
        raise Unusable("wrong-identity", f"id {inventory.fact.id!r} is not {expected!r}")


def _count(number: int, field: str) -> int:
    if number < 0:
        raise Unusable("negative-count", f"{field} is {number}")
    return number


def _method(share: contract.MethodShare) -> Document:
    method = member_of(METHODS, share.method, "methods.method")
    total = milligrams_of(share.total.digits, "methods.total")
    return {"method": method.value, "total": str(total), "line_count": share.line_count}


def _supplier(share: contract.SupplierShare) -> Document:
    total = milligrams_of(share.total.digits, "suppliers.total")
    return {
        "supplier_id": share.supplier_id,
        "total": str(total),
        "line_count": share.line_count,
    }


def _known_at(inventory: contract.Inventory) -> datetime:
    stated = inventory.HasField("known_at")
    return moment_of(inventory.known_at if stated else inventory.fact.recorded_at)


def _buyer(document: Document) -> Iterable[str]:
    return (document["organization_id"],)
