"""What the overview says about requests: who asks, for what, and until when."""

from collections.abc import Mapping
from typing import Any

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.portal import Portal
from tierzero.i18n import Text, _, ngettext
from tierzero.identity import Principal
from tierzero.lists import Count

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
        late: Count = found["late_count"]
        return Card(
            Urgency.ASKED,
            (
                Tile(
                    _("Requests that wait"),
                    found["open_count"],
                    _late(late),
                    "bad" if late else "warn",
                ),
            ),
            _("Customers wait for an answer"),
            "requests/on_overview.html",
            {"requests": found["requests"]},
        )

    return say


def _late(late: Count) -> Text | None:
    if late.more:
        return _("more than {n} are late", n=late.value)
    return ngettext("{n} is late", "{n} are late", late.value) if late else None
