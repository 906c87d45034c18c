"""Products of other suppliers, as far as they are shared with an organization.

The one place where the portal looks beyond the caller's own products. The rule is the one by which
footprints reach a buyer: public; named customers; or all customers, where the organization is one,
or where the supplier names no customers at all.
"""

from collections.abc import Iterable, Mapping

from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import Organization
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from . import repository
from .model import Product, Sharing

MOST_OFFERED = 2_000
"""So many products are offered for choosing; more are found by their ids."""


async def shared_by_ids(
    portal: Portal, scope: Scope, wanted: Iterable[tuple[str, str]]
) -> list[Product]:
    """Those of the products, given as (supplier id, product id), that the caller may know."""
    by_owner: dict[str, list[str]] = {}
    for supplier_id, product_id in wanted:
        by_owner.setdefault(supplier_id, []).append(product_id)
    owners = await organizations.find_many(portal, scope.actor, by_owner)
    found: list[Product] = []
    for owner in owners.values():
        chosen = {"_id": {"$in": by_owner[owner.id]}}
        found += await _visible(portal, scope, owner, chosen, len(by_owner[owner.id]))
    return found


async def shared_products(portal: Portal, scope: Scope) -> list[tuple[Organization, Product]]:
    """What suppliers that name the caller as customer share with it, by supplier and number."""
    customer = scope.organization_id
    found: list[tuple[Organization, Product]] = []
    for owner in await organizations.suppliers_of(portal, scope.actor, customer):
        left = MOST_OFFERED - len(found)
        if owner.id == customer or left <= 0:
            continue
        found += [(owner, one) for one in await _visible(portal, scope, owner, {}, left)]
    return found


async def _visible(
    portal: Portal, scope: Scope, owner: Organization, chosen: Mapping[str, object], limit: int
) -> list[Product]:
    customer = scope.organization_id
    # Acting in the owner's scope, but asking only for what the owner shares with the caller.
    in_owners = Scope(owner.id, scope.actor)
    found = await repository.shared_with(portal.database, in_owners, customer, chosen, limit)
    is_customer = not owner.customer_ids or customer in owner.customer_ids
    return [one for one in found if one.sharing is not Sharing.ALL_CUSTOMERS or is_customer]
