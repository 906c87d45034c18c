"""A partner's refusal closes the request that it answers (RequestRejectedEvent of PACT v3)."""

from collections.abc import Mapping

from supplier_portal.portal import Portal
from supplier_portal.requests import service as requests
from supplier_portal.requests.service import ReasonCode
from tierzero.problems import Problem
from tierzero.tenancy import Scope

from . import deliveries
from .calling import ACTOR
from .errors import ACCESS_DENIED, NOT_FOUND
from .events import Event, EventType

LONGEST_REASON = 2000
_CODES: Mapping[str, ReasonCode] = {
    ACCESS_DENIED: ReasonCode.CONFIDENTIAL,
    NOT_FOUND: ReasonCode.NO_DATA,
}


async def close(portal: Portal, event: Event) -> str:
    """Decline what the event refuses; returns what became of it, for the event's note.

    The event names the request by the id of the event that it was passed on with. Only who was sent
    that event may refuse it. A request that has its follow-up keeps it: there is exactly one.
    """
    error = event.data["error"]
    said = f"{error['code']}: {error['message']}"
    request_id = await _refused(portal, event)
    if not request_id:
        return f"{said} (it answers no request that was sent there)"
    code = _CODES.get(error["code"], ReasonCode.OTHER)
    reason = (error["message"].strip() or error["code"])[:LONGEST_REASON]
    try:
        await requests.decline(portal, Scope(event.sender_id, ACTOR), request_id, code, reason)
    except Problem as problem:
        return f"{said} ({problem.code})"
    return f"{said} (request {request_id} is closed)"


async def _refused(portal: Portal, event: Event) -> str:
    """Id of the request; empty where the sender was never asked so."""
    asked = await deliveries.find(portal.database, ACTOR, event.data["requestEventId"])
    if asked is None or asked.type is not EventType.CREATED:
        return ""
    return asked.about if asked.partner_id == event.sender_id else ""
