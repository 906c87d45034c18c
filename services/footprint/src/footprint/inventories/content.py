"""What an inventory says, in one canonical form: equal inventories are equal bytes.

Revision and time of computing are not part of it; they depend on the way the facts came.
"""

from datetime import datetime

from carbon.inventory import InventoryTotal, Share
from footprint.lines.message import METHODS
from footprint.moments import timestamp
from tierzero.footprint.v1.inventory_pb2 import Inventory, Milligrams
from tierzero.store import Document


def content_of(
    buyer_id: str, total: InventoryTotal, known_at: int, exclusion_reason: str = ""
) -> bytes:
    """The inventory without its fact header; ``known_at`` is in nanoseconds since 1970."""
    inventory = Inventory(
        buyer_id=buyer_id,
        category=total.key.category,
        year=total.key.year,
        total=_milligrams(total.total_mg),
        line_count=total.line_count,
        unresolved_line_count=total.unresolved_line_count,
        gwp_sets=total.gwp_sets,
        known_at=timestamp(known_at),
        exclusion_reason=exclusion_reason,
    )
    for method, share in sorted(total.methods.items(), key=lambda item: METHODS[item[0]]):
        inventory.methods.add(method=METHODS[method], **_share(share))
    for supplier_id, share in sorted(total.suppliers.items()):
        inventory.suppliers.add(supplier_id=supplier_id, **_share(share))
    return inventory.SerializeToString(deterministic=True)


def _share(share: Share) -> dict[str, object]:
    return {"total": _milligrams(share.total_mg), "line_count": share.line_count}


def _milligrams(amount: int) -> Milligrams:
    return Milligrams(digits=str(amount))


def inventory_fact(
    content: bytes, revision: int, stated_at: datetime, restatement: bytes = b""
) -> Inventory:
    """The inventory as a fact: content, revision, when it was computed (UTC, aware), and why it
    differs from the revision before."""
    inventory = Inventory.FromString(content)
    if restatement:
        inventory.restatement.ParseFromString(restatement)
    fact = inventory.fact
    fact.id = f"{inventory.buyer_id}:{inventory.category}:{inventory.year}"
    fact.version = revision
    fact.organization_id = inventory.buyer_id
    fact.recorded_at.FromDatetime(stated_at)
    return inventory


def inventory_from(document: Document) -> Inventory:
    """The inventory of a stored revision."""
    content, restatement = bytes(document["content"]), bytes(document.get("restatement", b""))
    return inventory_fact(content, document["revision"], document["stated_at"], restatement)
