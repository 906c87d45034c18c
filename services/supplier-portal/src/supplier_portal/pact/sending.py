"""Sending deliveries: again and again with growing pauses, for 72 hours."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from supplier_portal.partners import service as partners
from supplier_portal.portal import Portal

from . import deliveries
from .calling import ACTOR, Calls, Refused, Unreachable
from .deliveries import Delivery, Outcome

GIVEN_UP_AFTER = timedelta(hours=72)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=6)
LEASE = timedelta(minutes=2)
"""A worker that dies while it sends leaves the delivery to others after this."""

_AT_ONCE = 20


@dataclass(frozen=True)
class Sender:
    """Sends what is due; ``chance`` gives numbers from 0 to 1."""

    portal: Portal
    calls: Calls
    chance: Callable[[], float] = field(default=random.random)

    async def run(self) -> None:
        """Send everything that is due, several deliveries at once."""
        now = self.portal.clock()
        due = await deliveries.due(self.portal.database, ACTOR, now, _AT_ONCE)
        await asyncio.gather(*(self._deliver(identity) for identity in due))

    async def _deliver(self, identity: str) -> None:
        now = self.portal.clock()
        database = self.portal.database
        delivery = await deliveries.claim(database, ACTOR, identity, now, now + LEASE)
        if delivery is None:
            return
        try:
            await self._send(delivery)
            after = ended(delivery, Outcome.DELIVERED, self.portal.clock())
        except Refused as refused:
            after = ended(delivery, Outcome.REFUSED, self.portal.clock(), str(refused))
        except Unreachable as error:
            after = postponed(delivery, self.portal.clock(), self.chance(), str(error))
        await deliveries.replace(database, ACTOR, after)

    async def _send(self, delivery: Delivery) -> None:
        partner = await partners.find(self.portal, ACTOR, delivery.partner_id)
        if partner is None or not partner.is_active:
            raise Unreachable("the register of partners has no address for it")
        await self.calls.send(partner, delivery.event)


def ended(delivery: Delivery, outcome: Outcome, now: datetime, note: str = "") -> Delivery:
    """The delivery after its last attempt."""
    attempts = delivery.attempts + 1
    return replace(
        delivery, outcome=outcome, attempts=attempts, next_at=None, ended_at=now, note=note
    )


def postponed(delivery: Delivery, now: datetime, chance: float, note: str) -> Delivery:
    """The delivery after an attempt in vain: the next one follows later, or none any more.

    Pauses double from 5 seconds to 6 hours; half of each is left to chance, so that many
    deliveries do not come back together. The last attempt is at the end of the 72 hours.
    """
    end = delivery.created_at + GIVEN_UP_AFTER
    if now >= end:
        return ended(delivery, Outcome.EXPIRED, now, note)
    doubled = FIRST_PAUSE * 2 ** min(delivery.attempts, 20)
    pause = min(doubled, LONGEST_PAUSE) * (0.5 + chance / 2)
    next_at = min(now + pause, end)
    return replace(delivery, attempts=delivery.attempts + 1, next_at=next_at, note=note)
