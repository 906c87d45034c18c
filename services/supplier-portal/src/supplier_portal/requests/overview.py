"""What the overview says about requests: who asks, for what, and until when."""

from collections.abc import Mapping
from typing import Any

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.portal import Portal
from tierzero.i18n import _, ngettext
from tierzero.identity import Principal

from . import service

SHOWN = 8


def card(portal: Portal) -> Source:
    """Requests that wait for an answer, the most urgent first."""

    async def say(caller: Principal) -> Card | None:
        if not caller.may("requests:answer"):
            return None
        found: Mapping[str, Any] = await service.open_for(portal, caller.scope, SHOWN)
        if not found["open_count"]:
            return None
        late = found["late_count"]
        note = ngettext("{n} is late", "{n} are late", late) if late else None
        return Card(
            Urgency.ASKED,
            (Tile(_("Requests that wait"), found["open_count"], note, "bad" if late else "warn"),),
            _("Customers wait for an answer"),
            "requests/on_overview.html",
            {"requests": found["requests"]},
        )

    return say
