"""Which products an asker may see: the one place where requests ask for the rule of sharing."""

from collections.abc import Sequence

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.tenancy import Scope


async def shared_ids(
    portal: Portal, scope: Scope, asker_id: str, product_ids: Sequence[str]
) -> frozenset[str]:
    """Those of the supplier's products whose footprints the asker may see."""
    if not product_ids:
        return frozenset()
    asker = Scope(asker_id, scope.actor)
    wanted = [(scope.organization_id, product_id) for product_id in product_ids]
    return frozenset(one.id for one in await products.shared_by_ids(portal, asker, wanted))
