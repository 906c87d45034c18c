"""What a supplier's footprints look like to somebody else."""

from collections.abc import Iterable

from carbon.footprint.presentation import HIDDEN_PATHS, is_shown
from supplier_portal.footprints import listing
from supplier_portal.footprints import repository as footprints
from supplier_portal.footprints.repository import Criteria
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import repository as products
from tierzero.lists import Count, Stretch, TooRare, Turn, mapped
from tierzero.tenancy import Scope

from .viewing import Shown, shown, visible_to

PATIENCE = 1_000
"""Where a viewer sees few of so many footprints, what it sees is found by the products."""


async def count_as(portal: Portal, scope: Scope, viewer: str) -> Count:
    """How many of the supplier's footprints in force the viewer sees, if not too many."""
    return await listing.count(portal.database, scope, await _seen_by(portal, viewer))


async def turned_as(
    portal: Portal, scope: Scope, viewer: str, turn: Turn, size: int
) -> Stretch[Shown]:
    """A page of the supplier's footprints in force as the viewer sees them, the newest first."""
    criteria = await _seen_by(portal, viewer)
    try:
        found = await listing.turned(portal.database, scope, criteria, turn, size, PATIENCE)
    except TooRare:
        few = await _products_seen(portal, scope, viewer)
        found = await listing.turned_of_products(portal.database, scope, criteria, few, turn, size)
    return mapped(found, await shown(portal, viewer, found.items))


async def _products_seen(portal: Portal, scope: Scope, viewer: str) -> list[str]:
    """Ids of the supplier's products that the viewer sees."""
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    is_customer = viewer in owner.customer_ids
    return await products.ids_seen(portal.database, scope, viewer, is_customer=is_customer)


async def one_as(portal: Portal, scope: Scope, viewer: str, identity: str) -> Shown | None:
    """One of the supplier's footprints as the viewer sees it; None where it does not."""
    issued = await footprints.find(portal.database, scope, identity)
    found = await shown(portal, viewer, [issued]) if issued else []
    return next(iter(found), None)


def kept_back(one: Shown) -> list[str]:
    """Paths that the supplier has stated and the viewer does not get."""
    whole = one.issued.document
    return [path for path in HIDDEN_PATHS if not is_shown(path, one.detail) and _has(whole, path)]


async def viewers(portal: Portal, scope: Scope, named: Iterable[str] = ()) -> list[str]:
    """Whom a supplier may want to look at its footprints as: its customers and those it names."""
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    return list(dict.fromkeys((*owner.customer_ids, *named)))


async def _seen_by(portal: Portal, viewer: str) -> Criteria:
    audience = await visible_to(portal, viewer)
    return Criteria(status="Active", shown_to=audience.marks)


def _has(document: object, path: str) -> bool:
    for name in path.split("."):
        if not isinstance(document, dict) or not document.get(name):
            return isinstance(document, dict) and document.get(name) is False
        document = document[name]
    return True
