"""What a maker knows of the parts of its bill: its own products, and those shared with it."""

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.store import Session
from tierzero.tenancy import Scope

from .model import BillInput
from .rules import KnownParts, PartKey, key_of


async def known_parts(portal: Portal, scope: Scope, stated: BillInput) -> KnownParts:
    """Parts by supplier and product, of those that the maker may know."""
    own = await own_parts(portal, scope, stated)
    return {**await shared_parts(portal, scope, stated), **own}


async def shared_parts(portal: Portal, scope: Scope, stated: BillInput) -> KnownParts:
    """Parts that other suppliers make and share with the maker."""
    keys = {key_of(part) for part in stated.parts if part.names_product}
    others = [key for key in keys if key.supplier_id != scope.organization_id]
    found = await products.shared_by_ids(portal, scope, others)
    return {PartKey(product.supplier_id, product.id): product for product in found}


async def own_parts(
    portal: Portal, scope: Scope, stated: BillInput, session: Session = None
) -> KnownParts:
    """Parts that the maker makes itself."""
    wanted = list(stated.own_parts(scope.organization_id))
    found = await products.by_ids(portal, scope, wanted, session)
    return {PartKey(one.supplier_id, one.id): one for one in found.values()}
