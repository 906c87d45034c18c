"""Finding what a request may mean among the supplier's products and footprints."""

from collections.abc import Mapping

from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.facts.part_numbers import mapping_id
from tierzero.tenancy import Scope

from . import part_number_repository
from .matching import Candidate, Named, part_numbers_of
from .model import FootprintRequest
from .sharing_step import shared_ids

_FOOTPRINTS_LOOKED_AT = 200


async def products_named(
    portal: Portal, scope: Scope, request: FootprintRequest
) -> Mapping[str, tuple[Product, Named]]:
    """Product id → the product and how it is named, the surest way first.

    Classes name products only where nothing surer does; else they narrow, as PACT filters do.
    """
    wanted = request.question.wanted
    known = await products.named(portal, scope, wanted.product_ids)
    found = {one.id: (one, Named.BY_PRODUCT_ID) for one in known}
    for product in (await _mapped(portal, scope, request)).values():
        found.setdefault(product.id, (product, Named.BY_PART_NUMBER))
    if wanted.product_ids or wanted.part_numbers:
        return found
    classified = await products.named(portal, scope, (), wanted.product_classifications)
    return {one.id: (one, Named.BY_CLASSIFICATION) for one in classified}


async def candidates(
    portal: Portal, scope: Scope, request: FootprintRequest
) -> tuple[list[Candidate], frozenset[str]]:
    """Footprints in force of the products named, and the ids of products that the asker may see."""
    named = await products_named(portal, scope, request)
    found: list[Candidate] = []
    for product, how in named.values():
        criteria = footprints.Criteria(status="Active", product_id=product.id)
        issued = await footprints.first(portal, scope, criteria, _FOOTPRINTS_LOOKED_AT)
        found += [candidate_of(one, how, product) for one in issued]
    return found, await shared_ids(
        portal, scope, request.asker_id, [product for product, _how in named.values()]
    )


def candidate_of(issued: IssuedFootprint, named: Named, product: Product) -> Candidate:
    """An issued footprint as a possible answer."""
    return Candidate(
        id=issued.id,
        product_id=issued.product_id,
        named=named,
        footprint=footprints.statement_of(issued),
        usability_level=issued.usability_level,
        recorded_at=issued.recorded_at,
        has_errors=issued.has_errors,
        classifications=product.product_classifications,
    )


async def _mapped(portal: Portal, scope: Scope, request: FootprintRequest) -> Mapping[str, Product]:
    numbers = part_numbers_of(request.question.wanted)
    if not numbers:
        return {}
    ids = [mapping_id(scope.organization_id, request.asker_id, one) for one in numbers]
    held = await part_number_repository.by_ids(portal.database, scope, ids)
    return await products.by_ids(portal, scope, [one.product_id for one in held.values()])
