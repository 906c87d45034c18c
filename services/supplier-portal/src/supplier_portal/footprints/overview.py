"""What the overview says about footprints: what expires, and what was issued last."""

from datetime import timedelta

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import Text, _, ngettext
from tierzero.identity import Principal
from tierzero.lists import Count

from . import service
from .repository import Criteria

EXPIRING = timedelta(days=90)
SHOWN = 8


def stock(portal: Portal) -> Source:
    """How many products and footprints there are, and the latest."""

    async def say(caller: Principal) -> Card | None:
        scope = caller.scope
        active = await service.count(portal, scope, Criteria(status="Active"))
        replaced = await service.count(portal, scope, Criteria(status="Deprecated"))
        recent = await service.first(portal, scope, Criteria(), SHOWN)
        note = _ended(replaced)
        return Card(
            Urgency.NEWS,
            (
                Tile(_("Products"), await products.count(portal, scope)),
                Tile(_("Footprints in force"), active, note, "good" if active else ""),
            ),
            _("Latest footprints") if recent else None,
            "footprints/latest_on_overview.html",
            {"footprints": recent},
        )

    return say


def expiring(portal: Portal) -> Source:
    """Footprints in force that expire soon or have expired."""

    async def say(caller: Principal) -> Card | None:
        now = portal.clock()
        soon = Criteria(status="Active", expiring_before=now + EXPIRING)
        count = await service.count(portal, caller.scope, soon)
        over = Criteria(status="Active", expiring_before=now)
        expired = await service.count(portal, caller.scope, over)
        return Card(
            Urgency.EXPIRING,
            (
                Tile(
                    _("Expired or expiring in 90 days"),
                    count,
                    _expired(expired),
                    "warn" if count else "",
                ),
            ),
            _("Expired or expiring soon") if count else None,
            "footprints/expiring_on_overview.html",
            {"footprints": await service.first(portal, caller.scope, soon, SHOWN)},
        )

    return say


def _ended(count: Count) -> Text:
    if count.more:
        return _("more than {n} replaced or ended", n=count.value)
    return ngettext("{n} replaced or ended", "{n} replaced or ended", count.value)


def _expired(count: Count) -> Text:
    if count.more:
        return _("more than {n} expired", n=count.value)
    return ngettext("{n} expired", "{n} expired", count.value)
