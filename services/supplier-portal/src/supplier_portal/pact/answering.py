"""Requests of partners as the portal's requests, and the one follow-up that each gets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supplier_portal.footprints import service as footprints
from supplier_portal.portal import Portal
from supplier_portal.register import REGISTER
from supplier_portal.requests import service as requests
from supplier_portal.requests.service import FootprintRequest, ReasonCode, State
from supplier_portal.sharing import service as sharing
from supplier_portal.sharing.service import Way
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import deliveries, inbox
from .asking import addressees, question_of
from .calling import ACTOR
from .deliveries import Delivery, delivery_id
from .errors import ACCESS_DENIED, NOT_FOUND
from .events import Event, EventType, envelope_of
from .inbox import Stage

Addressed = Sequence[tuple[str, str]]
_CODES = {
    ReasonCode.CONFIDENTIAL.value: ACCESS_DENIED,
    ReasonCode.NOT_A_CUSTOMER.value: ACCESS_DENIED,
}
_UNKNOWN = "None of the suppliers that the criteria name is known to supply this."
_NO_FOOTPRINT = "There is no footprint for this request."


@dataclass(frozen=True)
class Answer:
    """What the asker is told: footprints as it may see them, or a code and a message."""

    documents: tuple[Mapping[str, Any], ...] = ()
    code: str = ""
    message: str = ""


async def enter(portal: Portal, event: Event) -> Addressed:
    """Enter a partner's request with each supplier that it is addressed to; again is the same."""
    entered: list[tuple[str, str]] = []
    for supplier_id in await addressees(portal, event):
        receipt = await requests.receive(portal, question_of(event, supplier_id))
        entered.append((supplier_id, receipt.id))
    return entered


async def answer_to(portal: Portal, event: Event, addressed: Addressed) -> Answer | None:
    """The answer, once every supplier that was asked has given its own; None before."""
    if not addressed:
        return Answer(code=NOT_FOUND, message=_UNKNOWN)
    found = [
        await requests.get(portal, Scope(supplier_id, ACTOR), identity)
        for supplier_id, identity in addressed
    ]
    if any(one.is_open for one in found):
        return None
    answered = [one for one in found if one.state is State.ANSWERED]
    documents = await _documents(portal, event.sender_id, answered)
    return Answer(documents) if documents else _refusal(found)


async def follow_up(
    portal: Portal, scope: Scope, event: Event, answer: Answer, addressed: Addressed
) -> None:
    """Queue the follow-up and close the event, in one transaction: there is exactly one."""
    delivery = _delivery(portal, event, answer, addressed)
    kind = "fulfilled" if answer.documents else "rejected"
    change = inbox.change_of(Stage.DONE, f"{kind} {answer.message}".strip(), addressed)

    async def write(session: Session) -> None:
        await deliveries.add(portal.database, ACTOR, delivery, session)
        await inbox.settle(portal.database, scope, event.key, change, None, session)

    await portal.store.in_transaction(write)


def _delivery(portal: Portal, event: Event, answer: Answer, addressed: Addressed) -> Delivery:
    identity = delivery_id("follow-up", event.key)
    now = portal.clock()
    kind = EventType.FULFILLED if answer.documents else EventType.REJECTED
    data: dict[str, Any] = {"requestEventId": event.id}
    if answer.documents:
        data["pfs"] = list(answer.documents)
    else:
        data["error"] = {"code": answer.code, "message": answer.message}
    return Delivery(
        id=identity,
        sender_id=addressed[0][0] if addressed else REGISTER,
        partner_id=event.sender_id,
        type=kind,
        event=envelope_of(kind, identity, portal.settings.pact_url, now, data),
        created_at=now,
        next_at=now,
    )


async def _documents(
    portal: Portal, asker: str, answered: Sequence[FootprintRequest]
) -> tuple[Mapping[str, Any], ...]:
    """The footprints as the asker may see them now; what it may not see is not sent."""
    issued = [
        one
        for request in answered
        for one in await footprints.find_many(
            portal.database, Scope(request.supplier_id, ACTOR), request.footprint_ids
        )
    ]
    shown = await sharing.shown(portal, asker, issued)
    await sharing.note_shown(portal, shown, asker, Way.PACT_EVENT)
    return tuple(one.document for one in shown)


def _refusal(found: Sequence[FootprintRequest]) -> Answer:
    declined = next((one for one in found if one.state is State.DECLINED), None)
    if declined is None:
        return Answer(code=NOT_FOUND, message=_NO_FOOTPRINT)
    code = _CODES.get(declined.reason_code, NOT_FOUND)
    return Answer(code=code, message=declined.reason or _NO_FOOTPRINT)
