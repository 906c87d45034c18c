"""A mill, its customers, and what is needed to ask it for footprints, within the test's process."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import MongoClient

from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint, Origin
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import OrganizationInput
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product, ProductInput
from supplier_portal.requests.service import IncomingRequest, Wanted
from supplier_portal.requests.service import Origin as AskedBy
from tierzero.supplier_portal.v1 import footprint_request_state_pb2 as contract
from tierzero.tenancy import Scope
from tierzero.topics import FOOTPRINT_REQUEST_STATES

from .documents import footprint, product

MILL = Scope("mill", actor="engineer", permissions=("footprints:issue",))
START = datetime(2026, 11, 2, 8, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        """Let time pass."""
        self.now += timedelta(days=days)


@dataclass
class Stage:
    """The portal, and how the mill's engineer and its customers act in it."""

    portal: Portal
    clock: Clock
    asked: list[IncomingRequest] = field(default_factory=list[IncomingRequest])

    async def enter_organizations(self) -> None:
        """The mill with two customers, and a stranger."""
        mill = OrganizationInput(
            id="mill", name="Mill", roles=["supplier"], customer_ids=["factory", "works"]
        )
        await organizations.state(self.portal, "test", mill)
        for name in ("factory", "works", "stranger"):
            stated = OrganizationInput(id=name, name=name.title(), roles=["buyer"])
            await organizations.state(self.portal, "test", stated)

    async def add_product(self, **changes: Any) -> Product:
        """A product of the mill, shared with all its customers unless said otherwise."""
        stated = ProductInput.model_validate(product(**changes))
        return await products.add(self.portal, MILL, stated)

    async def issue(
        self, made: Product, pcf: dict[str, Any] | None = None, **changes: Any
    ) -> IssuedFootprint:
        """A footprint of a product."""
        document = footprint(made.content(), pcf, **changes)
        read = footprints.read(document)
        receipt = await footprints.submit(self.portal, MILL, read, Origin.API)
        return receipt.footprint

    def question(self, wanted: Wanted, **changes: Any) -> IncomingRequest:
        """A question of the factory to the mill."""
        content: dict[str, Any] = {
            "supplier_id": "mill",
            "sender_id": "factory",
            "origin": AskedBy.PROCUREMENT,
            "event_id": str(uuid.uuid4()),
            "wanted": wanted,
            "asked_at": self.clock(),
        }
        return IncomingRequest(**{**content, **changes})

    def told(self) -> list[contract.FootprintRequestStatesStated]:
        """All envelopes that were told about requests, in order."""
        settings = self.portal.settings
        with MongoClient[dict[str, Any]](settings.store) as client:
            outbox = client[settings.database_name]["outbox"]
            rows = outbox.find({"topic": FOOTPRINT_REQUEST_STATES.name}).sort("_id", 1)
            values = [bytes(row["value"]) for row in rows]
        return [contract.FootprintRequestStatesStated.FromString(value) for value in values]

    def states_told(self, request_id: str) -> list[str]:
        """The states of a request as they were told, in order."""
        name = contract.FootprintRequestStatus.Name
        return [
            name(fact.status).removeprefix("FOOTPRINT_REQUEST_STATUS_").lower()
            for envelope in self.told()
            for fact in envelope.facts
            if fact.fact.id == request_id
        ]
