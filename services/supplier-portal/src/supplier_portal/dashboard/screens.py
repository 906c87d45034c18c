"""The overview page."""

from datetime import timedelta
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.assessments import service as assessments
from supplier_portal.assessments.service import Assessment
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import Criteria
from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.requests import service as requests
from tierzero.i18n import current_language
from tierzero.identity import Principal
from tierzero.tenancy import Scope
from tierzero.web import page

EXPIRING = timedelta(days=90)
_MISSED = ("fail", "expired", "no_data", "conditional")
_SHOWN = 8


def routes(portal: Portal) -> APIRouter:
    """The page at ``/``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    async def overview(request: Request, caller: Principal = Depends(supplier_pages)) -> Response:
        held = await assessments.current(portal, caller.scope)
        values = {
            **await _footprints(portal, caller.scope),
            **await _limits(portal, caller.scope, held),
            "asked": await requests.open_for(portal, caller.scope),
            "product_count": await products.count(portal, caller.scope),
            "now": portal.clock(),
        }
        return page(request, "dashboard/overview.html", values)

    return router


async def _footprints(portal: Portal, scope: Scope) -> dict[str, Any]:
    now = portal.clock()
    active = Criteria(status="Active")
    expiring = Criteria(status="Active", expiring_before=now + EXPIRING)
    expired = Criteria(status="Active", expiring_before=now)
    return {
        "active_count": await footprints.count(portal, scope, active),
        "expiring_count": await footprints.count(portal, scope, expiring),
        "expired_count": await footprints.count(portal, scope, expired),
        "replaced_count": await footprints.count(portal, scope, Criteria(status="Deprecated")),
        "expiring": await footprints.page(portal, scope, expiring, limit=_SHOWN),
        "recent": await footprints.page(portal, scope, Criteria(), limit=_SHOWN),
    }


async def _limits(portal: Portal, scope: Scope, held: list[Assessment]) -> dict[str, Any]:
    missed = sorted((one for one in held if one.verdict in _MISSED), key=_urgency)
    shown = missed[:_SHOWN]
    buyers = [one.buyer_id for one in shown]
    return {
        "limit_count": len(held),
        "missed_count": len(missed),
        "missed": shown,
        "products": await products.by_ids(portal, scope, [one.product_id for one in shown]),
        "names": await organizations.names(portal, scope.actor, buyers, current_language()),
    }


def _urgency(assessment: Assessment) -> int:
    return _MISSED.index(assessment.verdict)
