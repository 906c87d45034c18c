"""Working on the events that partners have sent: each is kept until it is done."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from supplier_portal.partners import service as partners
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from . import answering, inbox, receiving, rejecting
from .calling import ACTOR, Calls, Refused, Unreachable
from .events import EventType
from .inbox import Received, Stage
from .receiving import Kept
from .sending import GIVEN_UP_AFTER, LEASE

_AT_ONCE = 20
_FIRST_PAUSE = timedelta(seconds=1)
_LONGEST_PAUSE = timedelta(minutes=2)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Worker:
    """Works on what has arrived; any number of them do so side by side."""

    portal: Portal
    calls: Calls

    async def run(self) -> None:
        """Work on everything that is due."""
        for sender, key in await inbox.due(self.portal.database, self.portal.clock(), _AT_ONCE):
            now = self.portal.clock()
            scope = Scope(sender, ACTOR)
            received = await inbox.claim(self.portal.database, scope, key, now, now + LEASE)
            if received:
                await self._work(scope, received)

    async def _work(self, scope: Scope, received: Received) -> None:
        steps = {
            EventType.PUBLISHED: self._published,
            EventType.CREATED: self._created,
            EventType.FULFILLED: self._fulfilled,
            EventType.REJECTED: self._rejected,
        }
        try:
            await steps[received.event.type](scope, received)
        except (Unreachable, Refused) as error:
            await self._later(scope, received, str(error))

    async def _published(self, scope: Scope, received: Received) -> None:
        partner = await partners.find(self.portal, ACTOR, scope.organization_id)
        if partner is None or not partner.is_active:
            raise Unreachable("the register of partners has no address for it")
        kept: list[Kept] = []
        for identity in received.event.data["pfIds"]:
            document = await self.calls.footprint(partner, identity)
            if document is None:
                kept.append(Kept(identity, False, "the partner shows no such footprint"))
            elif str(document.get("id", "")).lower() != identity.lower():
                kept.append(Kept(identity, False, "the partner answered with another footprint"))
            else:
                kept.append(await receiving.keep(self.portal, scope, document))
        await self._done(scope, received, _summary(kept))

    async def _fulfilled(self, scope: Scope, received: Received) -> None:
        documents: Iterable[Mapping[str, Any]] = received.event.data["pfs"]
        kept = [await receiving.keep(self.portal, scope, document) for document in documents]
        await self._done(scope, received, _summary(kept))

    async def _rejected(self, scope: Scope, received: Received) -> None:
        await self._done(scope, received, await rejecting.close(self.portal, received.event))

    async def _created(self, scope: Scope, received: Received) -> None:
        requests = received.requests
        if not requests:
            requests = await answering.enter(self.portal, received.event)
        answer = await answering.answer_to(self.portal, received.event, requests)
        if answer is None:
            change = inbox.change_of(
                Stage.WAITING, "waits for the supplier", requests, received.attempts + 1
            )
            await self._settle(scope, received, change, _pause(received.attempts))
            return
        await answering.follow_up(self.portal, scope, received.event, answer, requests)

    async def _done(self, scope: Scope, received: Received, note: str) -> None:
        await self._settle(scope, received, inbox.change_of(Stage.DONE, note), None)

    async def _later(self, scope: Scope, received: Received, note: str) -> None:
        """Try again later, for as long as a delivery would be tried."""
        attempts = received.attempts + 1
        if self.portal.clock() >= received.received_at + GIVEN_UP_AFTER:
            change = inbox.change_of(Stage.FAILED, note, received.requests, attempts)
            await self._settle(scope, received, change, None)
            return
        change = inbox.change_of(Stage.WAITING, note, received.requests, attempts)
        await self._settle(scope, received, change, _pause(received.attempts))

    async def _settle(
        self, scope: Scope, received: Received, change: Mapping[str, Any], pause: timedelta | None
    ) -> None:
        next_at = self.portal.clock() + pause if pause else None
        await inbox.settle(self.portal.database, scope, received.event.key, change, next_at)


def _pause(attempts: int) -> timedelta:
    return min(_FIRST_PAUSE * 2 ** min(attempts, 20), _LONGEST_PAUSE)


def _summary(kept: list[Kept]) -> str:
    """How many footprints are kept, and why others are not."""
    notes = [f"{one.id}: {one.note}" for one in kept if not one.is_kept]
    return "; ".join((f"{len(kept) - len(notes)} of {len(kept)} kept", *notes))
