"""Listens to the portal's own footprints, on which the facts of initiatives rest."""

from supplier_portal.portal import Portal
from tierzero.agents import Consumer, Delivery, Unusable
from tierzero.tenancy import scope_of_worker
from tierzero.topics import FOOTPRINTS

from .following import follow

WORKER = "supplier-portal.worker"


def consumer(portal: Portal) -> Consumer:
    """States initiatives again when footprints of their products come and go."""

    async def handle(delivery: Delivery) -> None:
        by_supplier: dict[str, set[str]] = {}
        for fact in delivery.facts:
            if not fact.supplier_id or not fact.product_id:
                raise Unusable("missing-attribute", "the footprint names no supplier or product")
            by_supplier.setdefault(fact.supplier_id, set()).add(fact.product_id)
        for supplier_id, product_ids in by_supplier.items():
            await follow(portal, scope_of_worker(supplier_id, WORKER), product_ids)

    return Consumer(FOOTPRINTS, handle)
