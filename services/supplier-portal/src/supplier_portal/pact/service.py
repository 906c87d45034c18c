"""What other slices may ask of the exchange with partners' systems."""

from collections.abc import Mapping
from typing import Any

from carbon.footprint.writing import format_time
from supplier_portal.partners.model import Partner
from supplier_portal.portal import Portal
from tierzero.identity import Principal
from tierzero.lists import Stretch, Turn

from . import deliveries
from .calling import Calls, Refused, Unreachable
from .deliveries import Delivery, Outcome

__all__ = ["Delivery", "Outcome", "tried_out", "turned", "view", "wanted_by"]


async def tried_out(portal: Portal, partner: Partner) -> str:
    """Call the partner as deliveries do; why it does not work, or nothing where it does."""
    try:
        await Calls(portal).try_out(partner)
    except (Unreachable, Refused) as error:
        return str(error)
    return ""


def wanted_by(caller: Principal, outcome: str) -> Mapping[str, str]:
    """What a caller may see: administrators everything, others what was sent on their behalf."""
    own = {} if caller.has_role("administrator") else {"sender_id": caller.organization_id}
    return {**own, **({"outcome": outcome} if outcome else {})}


async def turned(
    portal: Portal, actor: str, wanted: Mapping[str, str], turn: Turn, size: int
) -> Stretch[Delivery]:
    """A page of deliveries, the newest first."""
    return await deliveries.turned(portal.database, actor, wanted, turn, size)


def view(delivery: Delivery) -> dict[str, Any]:
    """As JSON shows it."""
    return {
        "id": delivery.id,
        "sender_id": delivery.sender_id,
        "partner_id": delivery.partner_id,
        "type": delivery.type.value,
        "event": delivery.event,
        "outcome": delivery.outcome.value,
        "attempts": delivery.attempts,
        "created_at": format_time(delivery.created_at),
        "next_at": format_time(delivery.next_at) if delivery.next_at else None,
        "ended_at": format_time(delivery.ended_at) if delivery.ended_at else None,
        "note": delivery.note,
    }
