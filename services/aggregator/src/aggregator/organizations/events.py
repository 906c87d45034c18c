"""Organizations from the bus."""

from collections.abc import Iterable

from aggregator.facts import Intake, document_of, required, take_in
from aggregator.organizations.repository import COLLECTION
from tierzero.agents import Delivery, Handler
from tierzero.store import Document
from tierzero.supplier_portal.v1.organization_pb2 import Organization


def handler(intake: Intake) -> Handler:
    """Keeps the newest statement about each organization."""

    async def handle(delivery: Delivery) -> None:
        documents = [read(fact) for fact in delivery.facts]
        await take_in(intake, COLLECTION, documents, _nobody)

    return handle


def read(organization: Organization) -> Document:
    """The document of a statement."""
    return {
        **document_of(organization.fact, organization.fact.id),
        "name": required(organization.name, "name"),
        "name_zh": organization.name_zh,
        "country": organization.country,
    }


def _nobody(_: Document) -> Iterable[str]:
    """A name is shown beside progress but is no part of it."""
    return ()
