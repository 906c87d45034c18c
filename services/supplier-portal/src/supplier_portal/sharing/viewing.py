"""Reading footprints of other organizations, as far as their owners show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from carbon.footprint.presentation import Detail, presented_document
from supplier_portal.footprints import repository as footprints
from supplier_portal.footprints.model import IssuedFootprint
from supplier_portal.footprints.repository import Criteria
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import Organization
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.tenancy import Audience, Scope

from .rule import PUBLIC_MARK, customers_mark, may_see, named_mark

ACTOR = "sharing"


@dataclass(frozen=True)
class Shown:
    """A footprint that a viewer may see, with the document as it is presented to it."""

    issued: IssuedFootprint
    product: Product
    owner: Organization
    document: dict[str, Any]

    @property
    def detail(self) -> Detail:
        """How much of it is shown."""
        return self.product.shared_detail


@dataclass(frozen=True)
class Portion:
    """A page of what a viewer may see; the next one comes after ``last``, where there is one."""

    found: tuple[Shown, ...]
    last: IssuedFootprint | None


async def visible_to(portal: Portal, viewer: str) -> Audience:
    """What narrows a query of footprints to those an organization may see, by an index.

    ``ShownCollection(database["footprints"], audience)`` or ``audience.filter({…})``. ``""`` is an
    unknown caller, who sees what is public. The marks may lag behind a product by a moment: what
    is found is handed out only after `shown` has looked at the products.
    """
    if not viewer:
        return Audience("", (PUBLIC_MARK,))
    suppliers = await organizations.suppliers_of(portal, ACTOR, viewer)
    marks = (PUBLIC_MARK, named_mark(viewer), *(customers_mark(one.id) for one in suppliers))
    return Audience(viewer, marks)


async def shown(portal: Portal, viewer: str, found: Iterable[IssuedFootprint]) -> list[Shown]:
    """Those of the footprints that their products show to the viewer, in the same order."""
    by_owner: dict[str, list[IssuedFootprint]] = {}
    every = list(found)
    for issued in every:
        by_owner.setdefault(issued.supplier_id, []).append(issued)
    owners = await organizations.find_many(portal, ACTOR, by_owner)
    seen: dict[str, Shown] = {}
    for owner in owners.values():
        theirs = by_owner[owner.id]
        # Acting in the owner's scope, but keeping only what its product shows to the viewer.
        scope = Scope(owner.id, ACTOR)
        known = await products.by_ids(portal, scope, [one.product_id for one in theirs])
        for issued in theirs:
            product = known.get(issued.product_id)
            if product is not None and may_see(product, owner, viewer):
                document = presented(issued, product, owner, viewer)
                seen[issued.id] = Shown(issued, product, owner, document)
    return [seen[issued.id] for issued in every if issued.id in seen]


async def page(
    portal: Portal,
    viewer: str,
    criteria: Criteria,
    *,
    after: IssuedFootprint | None = None,
    limit: int = 100,
) -> Portion:
    """Footprints that the viewer may see, the newest first, after one of them."""
    audience = await visible_to(portal, viewer)
    found = await footprints.shown_page(
        portal.database, audience, criteria, after=after, limit=limit
    )
    last = found[-1] if len(found) == limit else None
    return Portion(tuple(await shown(portal, viewer, found)), last)


async def find(portal: Portal, viewer: str, identity: str) -> Shown | None:
    """One footprint, or None where there is none or its owner does not show it to the viewer."""
    audience = await visible_to(portal, viewer)
    issued = await footprints.find_shown(portal.database, audience, identity)
    if issued is None:
        return None
    return next(iter(await shown(portal, viewer, [issued])), None)


def presented(
    issued: IssuedFootprint, product: Product, owner: Organization, viewer: str
) -> dict[str, Any]:
    """The PACT document as the viewer sees it: all fields, or the total only.

    Valid by PACT v3 either way; PermissionError where the viewer may see nothing of it. The owner
    sees its own whole.
    """
    if viewer == owner.id:
        return dict(issued.document)
    if issued.product_id != product.id or not may_see(product, owner, viewer):
        raise PermissionError(f"footprint {issued.id} is not shown to {viewer or 'everybody'}")
    return presented_document(issued.document, product.shared_detail)
