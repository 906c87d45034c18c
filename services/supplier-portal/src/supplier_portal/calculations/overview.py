"""What the overview says about calculations: where somebody left off."""

from supplier_portal.dashboard.card import Card, Source, Urgency
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.identity import Principal
from tierzero.lists import Turn

from . import service

SHOWN = 5


def card(portal: Portal) -> Source:
    """The calculations that were saved last."""

    async def say(caller: Principal) -> Card | None:
        found = (await service.turned(portal, caller.scope, "", Turn(), SHOWN)).items
        if not found:
            return None
        ids = [one.product_id for one in found]
        return Card(
            Urgency.UNDER_WAY,
            title=_("Calculations under way"),
            template="calculations/on_overview.html",
            values={
                "calculations": found,
                "products": await products.by_ids(portal, caller.scope, ids),
            },
        )

    return say
