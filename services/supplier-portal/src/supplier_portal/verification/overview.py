"""What the overview says to verifiers: who asks them to look at something."""

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _, current_language
from tierzero.identity import Principal

from . import service

SHOWN = 8


def card(portal: Portal) -> Source:
    """Requests that wait for the verifier."""

    async def say(caller: Principal) -> Card | None:
        if not caller.has_role("verifier"):
            return None
        waiting = [one for one in await service.queue(portal, caller.scope) if one.is_open]
        suppliers = [one.supplier_id for one in waiting]
        names = await organizations.names(portal, caller.user_id, suppliers, current_language())
        return Card(
            Urgency.ASKED,
            (Tile(_("Verifications asked for"), len(waiting), kind="warn" if waiting else "good"),),
            _("What you are asked to verify") if waiting else None,
            "verification/on_overview.html",
            {"requests": waiting[:SHOWN], "names": names},
        )

    return say
