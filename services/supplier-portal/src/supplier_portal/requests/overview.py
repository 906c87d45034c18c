"""What the overview says about requests: who asks, for what, and until when."""

from collections.abc import Mapping
from typing import Any

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _, current_language, ngettext
from tierzero.identity import Principal

from . import service

SHOWN = 8


def card(portal: Portal) -> Source:
    """Requests that wait for an answer, the most urgent first."""

    async def say(caller: Principal) -> Card | None:
        if not caller.may("requests:answer"):
            return None
        found: Mapping[str, Any] = await service.open_for(portal, caller.scope, SHOWN)
        waiting = found["requests"]
        if not waiting:
            return None
        askers = [one.asker_id for one in waiting]
        names = await organizations.names(portal, caller.user_id, askers, current_language())
        late = found["late_count"]
        return Card(
            Urgency.ASKED,
            (
                Tile(
                    _("Requests that wait"),
                    found["open_count"],
                    ngettext("{n} is late", "{n} are late", late) if late else None,
                    "bad" if late else "warn",
                ),
            ),
            _("What is asked of you"),
            "requests/on_overview.html",
            {"requests": waiting, "names": names},
        )

    return say
