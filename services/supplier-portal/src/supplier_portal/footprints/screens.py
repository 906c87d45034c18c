"""Pages: the footprint list, one footprint."""

from datetime import timedelta
from typing import Any, Literal

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.footprint.changes import RECALCULATION_PERCENT
from supplier_portal.assessments import service as assessments
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.verification import service as verification
from supplier_portal.verification.cards import card_of
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.web import Turning, page, redirect

from . import service
from .compared import ShownDifference, shown_differences, steps
from .groups import shown_groups
from .labels import label_of
from .model import IssuedFootprint
from .repository import Criteria
from .shown import shown_findings, shown_value

PAGE_SIZE = 50
EXPIRING_DAYS = 90
FILTERS = (
    ("", _("All")),
    ("active", _("In force")),
    ("expiring", _("Expiring")),
    ("deprecated", _("Replaced or ended")),
)


class Listing(Turning):
    """The query of the list."""

    show: Literal["", "active", "expiring", "deprecated"] = ""
    batch: str = ""


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/footprints``."""
    router = APIRouter(prefix="/footprints", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, listing: Listing = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        criteria = _criteria(portal, listing)
        pages = await service.turned(portal, caller.scope, criteria, listing.turn, PAGE_SIZE)
        values = {
            "footprints": pages.items,
            "pages": pages,
            "total": await service.count(portal, caller.scope, criteria),
            "filters": FILTERS,
            "now": portal.clock(),
            "standings": await verification.standings(portal, caller.scope, pages.items),
        }
        return page(request, "footprints/list.html", {**values, "listing": listing})

    @router.get("/{identity}")
    async def one(
        request: Request,
        identity: str,
        against: str = "",
        caller: Principal = Depends(supplier_pages),
    ) -> Response:
        footprint = await service.get(portal, caller.scope, identity)
        values = await _about(portal, caller, footprint)
        compared = await _compared(portal, caller, footprint, against)
        return page(request, "footprints/one.html", {**values, **compared})

    @router.post("/{identity}/end")
    async def end(
        request: Request,
        identity: str,
        caller: Principal = Depends(require_scope("footprints:issue")),
    ) -> Response:
        await service.deprecate(portal, caller.scope, identity)
        return redirect(request, f"/footprints/{identity}", flash=_("The footprint is ended."))

    return router


def _criteria(portal: Portal, listing: Listing) -> Criteria:
    status = {"active": "Active", "expiring": "Active", "deprecated": "Deprecated"}
    before = portal.clock() + timedelta(days=EXPIRING_DAYS)
    return Criteria(
        status=status.get(listing.show, ""),
        batch_id=listing.batch,
        expiring_before=before if listing.show == "expiring" else None,
    )


async def _compared(
    portal: Portal, caller: Principal, footprint: IssuedFootprint, against: str
) -> dict[str, Any]:
    """What changed against another footprint, by default against the one that it replaced."""
    comparison = await service.compare(portal, caller.scope, footprint.id, against)
    before, after = comparison.before, comparison.after
    found: list[ShownDifference] = []
    if before:
        found += shown_differences(before.document, after.document, comparison.differences)
    return {
        "comparison": comparison,
        "differences": found,
        "recalculation_percent": RECALCULATION_PERCENT,
    }


async def _about(portal: Portal, caller: Principal, footprint: IssuedFootprint) -> dict[str, Any]:
    scope = caller.scope
    held = await assessments.current(portal, scope, [footprint.product_id])
    mine = [one for one in held if one.footprint_id == footprint.id]
    buyers = [one.buyer_id for one in mine]
    kind, history = SubjectKind.FOOTPRINT, await service.history(portal, scope, footprint.id)
    return {
        "footprint": footprint,
        "evidence": await evidence.attached(portal, scope, kind, [footprint.id]),
        "verification": await card_of(portal, scope, kind, footprint.id),
        "standings": await verification.standings(portal, scope, [footprint, *history]),
        "product": await products.get(portal, scope, footprint.product_id),
        "history": steps(history),
        "assessments": mine,
        "names": await organizations.names(portal, scope.actor, buyers, current_language()),
        "findings": shown_findings(footprint.findings),
        "groups": list(shown_groups(footprint.pcf)),
        "label_of": label_of,
        "next_level": [label_of(path) for path in service.missing_of(footprint, portal.clock())],
        "shown": shown_value,
        "now": portal.clock(),
    }
