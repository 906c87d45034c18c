"""Consumes the topic of assessments."""

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.sharing import service as sharing
from tierzero.agents import Consumer, Delivery, Unusable
from tierzero.procurement.v1 import limit_pb2 as contract
from tierzero.tenancy import Scope, scope_of_worker
from tierzero.topics import ASSESSMENTS

from . import service
from .model import Assessment, assessment_of


def consumer(portal: Portal) -> Consumer:
    """Keeps what is stated about this portal's suppliers."""

    async def handle(delivery: Delivery) -> None:
        by_supplier: dict[str, list[Assessment]] = {}
        for fact in delivery.facts:
            _refuse_unusable(fact)
            by_supplier.setdefault(fact.supplier_id, []).append(assessment_of(fact))
        for supplier_id, assessments in by_supplier.items():
            scope = scope_of_worker(supplier_id, "supplier-portal.worker")
            await service.learn(portal, scope, assessments)
            await _note_disclosures(portal, scope, assessments)

    return Consumer(ASSESSMENTS, handle)


async def _note_disclosures(portal: Portal, scope: Scope, stated: list[Assessment]) -> None:
    """A limit that has judged a footprint is proof that the customer has received it."""
    judged = [one for one in stated if one.footprint_id and not one.withdrawn]
    known = await products.by_ids(portal, scope, [one.product_id for one in judged])
    by_buyer: dict[str, list[sharing.Handed]] = {}
    for one in judged:
        if product := known.get(one.product_id):
            handed = sharing.Handed(one.footprint_id, product.id, product.shared_detail)
            by_buyer.setdefault(one.buyer_id, []).append(handed)
    for buyer_id, handed in by_buyer.items():
        await sharing.note(portal, scope, handed, buyer_id, sharing.Way.LIMIT)


def _refuse_unusable(fact: contract.Assessment) -> None:
    for name in ("supplier_id", "product_id", "limit_id", "buyer_id"):
        if not getattr(fact, name):
            raise Unusable("missing-attribute", f"the assessment states no {name}")
    if fact.verdict == contract.VERDICT_UNSPECIFIED:
        raise Unusable("missing-attribute", "the assessment states no verdict")
