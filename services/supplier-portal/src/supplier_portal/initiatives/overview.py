"""What the overview says about initiatives: which are under way."""

from supplier_portal.dashboard.card import Card, Source, Urgency
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import Principal

from . import service
from .texts import STATES

SHOWN = 5


def card(portal: Portal) -> Source:
    """The organization's initiatives, those with the nearest target first."""

    async def say(caller: Principal) -> Card | None:
        found = await service.nearest(portal, caller.scope, SHOWN)
        if not found:
            return None
        return Card(
            Urgency.UNDER_WAY,
            title=_("Initiatives under way"),
            template="initiatives/on_overview.html",
            values={"initiatives": found, "states": STATES},
        )

    return say
