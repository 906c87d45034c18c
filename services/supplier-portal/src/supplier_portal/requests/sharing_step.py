"""Whom the products of a request are shown to, and showing one to the asker on purpose."""

from collections.abc import Iterable
from dataclasses import replace

from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import Organization
from supplier_portal.portal import Portal
from supplier_portal.products.service import Product, Sharing
from supplier_portal.sharing import service as sharing
from tierzero.tenancy import Scope


async def shared_ids(
    portal: Portal, scope: Scope, asker_id: str, products: Iterable[Product]
) -> frozenset[str]:
    """Ids of those of the supplier's products whose footprints the asker may see."""
    known = list(products)
    if not known:
        return frozenset()
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    return frozenset(one.id for one in known if sharing.may_see(one, owner, asker_id))


def shared_also_with(product: Product, owner: Organization, asker_id: str) -> Product:
    """The product, shown to the asker too and to nobody else whom it was not shown to before.

    A product for all customers of which the asker is none is shown by name from then on: to the
    present customers and the asker. Naming the asker as a customer would show it much more.
    """
    if sharing.may_see(product, owner, asker_id):
        return product
    named: tuple[str, ...] = ()
    if product.sharing is Sharing.NAMED_CUSTOMERS:
        named = product.shared_with
    elif product.sharing is Sharing.ALL_CUSTOMERS:
        named = tuple(owner.customer_ids)
    both = tuple(dict.fromkeys((*named, asker_id)))
    return replace(product, sharing=Sharing.NAMED_CUSTOMERS, shared_with=both)
