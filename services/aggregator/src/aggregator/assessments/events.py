"""Assessments from the bus."""

from collections.abc import Iterable

from aggregator.assessments.repository import COLLECTION
from aggregator.facts import Intake, document_of, member_of, required, take_in
from tierzero.agents import Delivery, Handler
from tierzero.procurement.v1 import limit_pb2 as contract
from tierzero.store import Document

VERDICTS = {
    contract.VERDICT_PASS: "pass",
    contract.VERDICT_CONDITIONAL: "conditional",
    contract.VERDICT_FAIL: "fail",
    contract.VERDICT_NO_DATA: "no_data",
    contract.VERDICT_EXPIRED: "expired",
}


def handler(intake: Intake) -> Handler:
    """Keeps the newest verdict on each product against each limit."""

    async def handle(delivery: Delivery) -> None:
        documents = [read(fact) for fact in delivery.facts]
        await take_in(intake, COLLECTION, documents, _buyer)

    return handle


def read(assessment: contract.Assessment) -> Document:
    """The document of a statement."""
    return {
        **document_of(assessment.fact, required(assessment.buyer_id, "buyer_id")),
        "supplier_id": assessment.supplier_id,
        "verdict": member_of(VERDICTS, assessment.verdict, "verdict"),
    }


def _buyer(document: Document) -> Iterable[str]:
    return (document["organization_id"],)
