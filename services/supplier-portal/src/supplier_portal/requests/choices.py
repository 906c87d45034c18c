"""What a supplier may answer a request with: its footprints, those that fit first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carbon.footprint.writing import format_time
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.tenancy import Scope

from .finding import candidate_of, products_named
from .matching import Candidate, Named, fits, order_for
from .model import FootprintRequest
from .sharing_step import shared_ids

_OF_A_PRODUCT = 50


@dataclass(frozen=True)
class Choice:
    """A footprint in force of a product that is meant: whether it fits, and may be seen."""

    issued: IssuedFootprint
    product: Product
    fits: bool
    is_shared: bool

    def view(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "footprint_id": self.issued.id,
            "product_id": self.product.id,
            "product_number": self.product.number,
            "reference_period_start": self.issued.pcf["referencePeriodStart"],
            "reference_period_end": self.issued.pcf["referencePeriodEnd"],
            "expires_at": format_time(self.issued.expires_at),
            "fits": self.fits,
            "shared": self.is_shared,
        }


@dataclass(frozen=True)
class Choices:
    """Products that are meant, and their footprints in force in the order of matching."""

    products: Sequence[Product]
    footprints: Sequence[Choice]


async def choices_for(
    portal: Portal, scope: Scope, request: FootprintRequest, product_id: str = ""
) -> Choices:
    """What may answer; ``product_id`` is the product that the supplier says is meant."""
    meant = await _meant(portal, scope, request, product_id)
    about = [product for product, _named in meant.values()]
    shared = await shared_ids(portal, scope, request.asker_id, about)
    held: dict[str, tuple[IssuedFootprint, Candidate]] = {}
    for product, named in meant.values():
        criteria = footprints.Criteria(status="Active", product_id=product.id)
        for one in await footprints.first(portal, scope, criteria, _OF_A_PRODUCT):
            if not one.is_expired(portal.clock()):
                held[one.id] = one, candidate_of(one, named, product)
    wanted, now = request.question.wanted, portal.clock()
    by_order = order_for(wanted)
    ordered = sorted(
        held.values(), key=lambda pair: (not fits(wanted, pair[1], now), by_order(pair[1]))
    )
    chosen = [
        Choice(
            one, meant[one.product_id][0], fits(wanted, candidate, now), one.product_id in shared
        )
        for one, candidate in ordered
    ]
    return Choices(about, chosen)


async def _meant(
    portal: Portal, scope: Scope, request: FootprintRequest, product_id: str
) -> Mapping[str, tuple[Product, Named]]:
    if not product_id:
        return await products_named(portal, scope, request)
    product = await products.get(portal, scope, product_id)
    return {product.id: (product, Named.BY_PRODUCT_ID)}
