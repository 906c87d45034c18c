"""What the overview says about drafts: what waits for whom."""

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import Principal
from tierzero.lists import Turn

from . import service
from .model import STATES, State

SHOWN = 8
_LOOKED_AT = 100
_MINE = (State.SAVED, State.RETURNED)


def card(portal: Portal) -> Source:
    """Approvers see what waits for approval, authors what came back or is not finished."""

    async def say(caller: Principal) -> Card | None:
        waiting = await service.count(portal, caller.scope, (State.PENDING, State.ISSUING))
        states = (State.PENDING, State.ISSUING) if caller.may(service.ISSUE) else ()
        every = (*states, *_MINE)
        found = await service.turned(portal, caller.scope, every, Turn(), _LOOKED_AT)
        shown = [
            one for one in found.items if one.state not in _MINE or one.author == caller.user_id
        ]
        if not (waiting or shown):
            return None
        return Card(
            Urgency.DECIDE,
            (Tile(_("Wait for approval"), waiting, kind="warn" if waiting else "good"),),
            _("Drafts that wait for you") if shown else None,
            "drafts/on_overview.html",
            {"drafts": shown[:SHOWN], "states": STATES},
        )

    return say
