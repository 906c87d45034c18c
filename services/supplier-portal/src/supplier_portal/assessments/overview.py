"""What the overview says about limits: which are not met."""

from supplier_portal.dashboard.card import Card, Source, Tile, Urgency
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import Text, _, current_language, ngettext
from tierzero.identity import Principal
from tierzero.lists import Count

from . import service

SHOWN = 8
_MISSED = ("fail", "expired", "no_data", "conditional")


def card(portal: Portal) -> Source:
    """Limits that are not met, the clear failures first."""

    async def say(caller: Principal) -> Card | None:
        missed = await service.count(portal, caller.scope, _MISSED)
        held = missed + await service.count(portal, caller.scope, ("pass",))
        shown = await service.first(portal, caller.scope, _MISSED, SHOWN)
        buyers, ids = [one.buyer_id for one in shown], [one.product_id for one in shown]
        language = current_language()
        return Card(
            Urgency.MISSED,
            (
                Tile(
                    _("Limits not met"),
                    missed,
                    _of(held),
                    "bad" if missed else "good",
                ),
            ),
            _("Limits that are not met") if missed else None,
            "assessments/on_overview.html",
            {
                "missed": shown,
                "names": await organizations.names(portal, caller.user_id, buyers, language),
                "products": await products.by_ids(portal, caller.scope, ids),
            },
        )

    return say


def _of(held: Count) -> Text:
    if held.more:
        return _("of more than {n} limits", n=held.value)
    return ngettext("of {n} limit", "of {n} limits", held.value)
