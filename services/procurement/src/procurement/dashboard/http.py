"""The first page: ``/``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from procurement.assessments.http import VERDICTS
from procurement.assessments.views import counts_of, supplier_name
from procurement.wiring import Procurement
from tierzero.i18n import current_language
from tierzero.identity import Principal, forwarded_metadata, require_scope
from tierzero.settings import Settings
from tierzero.web import page

from .stake import stake_of

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
_GAPS_SHOWN = 10
_NOTICES_SHOWN = 5


def pages(settings: Settings, slices: Procurement) -> APIRouter:
    """The route."""
    router = APIRouter(include_in_schema=False)
    catalogue, limits, assessments = slices.catalogue, slices.limits, slices.assessments

    @router.get("/")
    async def overview(request: Request, caller: Reader) -> Response:
        scope, now = caller.scope, limits.clock()
        coverage = (await slices.coverages.of(scope)).coverage
        shown = coverage.gaps[:_GAPS_SHOWN]
        stake = await stake_of(
            settings.footprint_grpc,
            caller.organization_id,
            forwarded_metadata(request),
            now.year,
        )
        language = current_language()
        organizations = await catalogue.organizations(scope)
        values = {
            "limits": await limits.in_force(scope),
            "counts": counts_of(await assessments.totals(scope)),
            "verdicts": VERDICTS,
            "suppliers": len(await catalogue.suppliers(scope)),
            "coverage": coverage,
            "now": now,
            "gaps": shown,
            "stake": stake,
            "notices": await slices.notices.first(scope, _NOTICES_SHOWN),
            "names": {key: supplier_name(one, language) for key, one in organizations.items()},
            "products": await catalogue.product_names(scope, {gap.product_id for gap in shown}),
        }
        return page(request, "dashboard/overview.html", values)

    return router
