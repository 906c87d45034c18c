"""What partners' systems are told by themselves: new values, and requests for what they own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from supplier_portal.partners import service as partners
from supplier_portal.partners.service import Partner
from supplier_portal.portal import Portal
from supplier_portal.requests import service as requests
from supplier_portal.requests.service import FootprintRequest, Origin
from supplier_portal.sharing.notice import Notice
from supplier_portal.sharing.notices import since
from tierzero.lists import Turn
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import deliveries
from .asking import criteria_of
from .calling import ACTOR
from .deliveries import Delivery, delivery_id
from .events import EventType, envelope_of

LOOKS_BACK = timedelta(hours=72)
"""How old a new value may be to be told to a partner whose address was just entered."""

_AT_ONCE = 200


@dataclass(frozen=True)
class Telling:
    """Queues what partners are to be told; each thing once, whoever looks and how often."""

    portal: Portal

    async def run(self) -> None:
        """Look for what each partner has not been told yet."""
        for partner in await partners.every(self.portal, ACTOR):
            if partner.is_active:
                await self._announce(partner)
                await self._ask(partner)

    async def _announce(self, partner: Partner) -> None:
        """Earlier recipients learn which footprint took the place of theirs (PublishedEvent)."""
        earliest = self.portal.clock() - LOOKS_BACK
        found = await since(self.portal.database, partner.organization_id, earliest)
        for notice in found:
            if notice.successor_id:
                await self._queue(_published(self.portal, partner, notice))

    async def _ask(self, partner: Partner) -> None:
        """Customers' open requests go to suppliers that have a system of their own."""
        scope = Scope(partner.organization_id, ACTOR)
        criteria = requests.Criteria(state="open")
        waiting = await requests.turned(self.portal, scope, criteria, Turn(), _AT_ONCE)
        for request in waiting.items:
            if request.question.origin is Origin.PROCUREMENT and criteria_of(
                request.question.wanted
            ):
                await self._queue(_created(self.portal, partner, request))

    async def _queue(self, delivery: Delivery) -> None:
        async def write(session: Session) -> None:
            await deliveries.add(self.portal.database, ACTOR, delivery, session)

        known = await deliveries.find(self.portal.database, ACTOR, delivery.id)
        if known is None:
            await self.portal.store.in_transaction(write)


def _published(portal: Portal, partner: Partner, notice: Notice) -> Delivery:
    identity = delivery_id("published", notice.successor_id, partner.organization_id)
    data = {"pfIds": [notice.successor_id]}
    return _delivery(portal, partner, notice.supplier_id, identity, EventType.PUBLISHED, data)


def _created(portal: Portal, partner: Partner, request: FootprintRequest) -> Delivery:
    identity = delivery_id("request", request.id)
    data = dict(criteria_of(request.question.wanted))
    if request.question.comment:
        data["comment"] = request.question.comment
    asked = _delivery(portal, partner, request.asker_id, identity, EventType.CREATED, data)
    return replace(asked, about=request.id)


def _delivery(
    portal: Portal,
    partner: Partner,
    sender_id: str,
    identity: str,
    kind: EventType,
    data: Mapping[str, object],
) -> Delivery:
    now = portal.clock()
    return Delivery(
        id=identity,
        sender_id=sender_id,
        partner_id=partner.organization_id,
        type=kind,
        event=envelope_of(kind, identity, portal.settings.pact_url, now, data),
        created_at=now,
        next_at=now,
    )
