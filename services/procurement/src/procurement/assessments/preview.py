"""What verdicts a footprint would get, before it is issued: nothing is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from carbon.findings import Finding
from procurement.catalogue.service import Catalogue, IssuedFootprint, Product, Sharing, Shelf
from procurement.limits.service import LimitBook
from tierzero.facts import UnreadableFootprint, footprint_from_message
from tierzero.i18n import Text, _, literal
from tierzero.i18n.findings import finding_text
from tierzero.identity import Clock
from tierzero.problems import FieldProblem, Problem, forbidden, invalid
from tierzero.supplier_portal.v1 import footprint_pb2
from tierzero.tenancy import Scope

from .deciding import decide_all
from .model import Assessment
from .viewers import viewers_of

_DRAFT_ID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True)
class Previews:
    """Verdicts on drafts."""

    catalogue: Catalogue
    limits: LimitBook
    clock: Clock

    async def preview(self, scope: Scope, draft: Any) -> list[Assessment]:
        """Assess a supplier's draft against every limit it would meet; Problem where it is ill."""
        if draft.supplier_id not in ("", scope.organization_id):
            raise forbidden(_("You may only ask about footprints of your own organization."))
        now = self.clock()
        issued = _issued(scope, draft, now)
        shelf = await self._shelf(scope, draft, issued)
        buyers = viewers_of(shelf, scope.organization_id)
        ids = [product.id for product in shelf.products]
        limits = await self.limits.that_concern(scope, ids, buyers)
        return [
            Assessment(decision, 1, now) for decision in decide_all(limits, shelf, now).values()
        ]

    async def _shelf(self, scope: Scope, draft: Any, issued: IssuedFootprint) -> Shelf:
        """The product with the draft as its only footprint; a product not yet known is imagined."""
        ids = [draft.product_id] if draft.product_id else []
        known = await self.catalogue.own_shelf(scope, ids)
        products: Sequence[Product] = known.products or (_imagined(scope, draft),)
        footprints = {product.id: [issued] for product in products}
        return replace(known, products=tuple(products), footprints=footprints)


def _issued(scope: Scope, draft: Any, now: datetime) -> IssuedFootprint:
    try:
        footprint = footprint_from_message(_completed(draft, now))
    except UnreadableFootprint as error:
        raise _unreadable(error) from error
    return IssuedFootprint(
        id=draft.fact.id,
        version=0,
        supplier_id=scope.organization_id,
        product_id=draft.product_id,
        footprint=footprint,
        content=b"",
        recorded_at=now,
    )


def _completed(draft: Any, now: datetime) -> Any:
    """The draft with what issuing would add: an id, the time, and that it is active."""
    whole = footprint_pb2.Footprint()
    whole.CopyFrom(draft)
    whole.fact.id = draft.fact.id or _DRAFT_ID
    whole.status = footprint_pb2.FOOTPRINT_STATUS_ACTIVE
    if not draft.HasField("created"):
        whole.created.FromDatetime(now)
    return whole


def _imagined(scope: Scope, draft: Any) -> Product:
    """A product that is not known yet, taken to be for all customers."""
    return Product(
        id=draft.product_id,
        version=0,
        supplier_id=scope.organization_id,
        name=draft.product_name_company,
        product_ids=tuple(draft.product_ids),
        classifications=tuple(draft.product_classifications),
        sharing=Sharing.ALL_CUSTOMERS,
    )


def _unreadable(error: UnreadableFootprint) -> Problem:
    return invalid(
        FieldProblem(f"footprint.{one.path}", one.code.value, _text_of(one))
        for one in error.findings
    )


def _text_of(finding: Finding) -> Text:
    return literal(finding_text(finding))
