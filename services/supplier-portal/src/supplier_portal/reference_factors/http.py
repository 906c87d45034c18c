"""JSON API and page: published factors."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from supplier_portal.acting import acting
from supplier_portal.menu import supplier_pages
from supplier_portal.portal import Portal
from tierzero.identity import Principal
from tierzero.tenancy import Scope
from tierzero.web import page

from . import service
from .service import Wanted

Json = Mapping[str, Any]
MOST = 200


def api(portal: Portal) -> APIRouter:
    """``/api/v1/reference-factors``."""
    router = APIRouter(prefix="/api/v1/reference-factors", tags=["calculations"])
    reading = acting(portal, "products:read")

    @router.get("", summary="Published physical emission factors, by name")
    async def found(
        wanted: Wanted = Depends(wanted_of),
        limit: int = Query(50, ge=1, le=MOST),
        scope: Scope = Depends(reading),
    ) -> Json:
        factors = await service.search(portal, scope, wanted, limit)
        return {"data": [one.content() for one in factors]}

    return router


def routes(portal: Portal) -> APIRouter:
    """The page at ``/reference-factors``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/reference-factors")
    async def found(
        request: Request,
        wanted: Wanted = Depends(wanted_of),
        caller: Principal = Depends(supplier_pages),
    ) -> Response:
        factors = await service.search(portal, caller.scope, wanted, MOST)
        values = {"factors": factors, "wanted": wanted, "most": MOST}
        return page(request, "reference_factors/list.html", values)

    return router


def wanted_of(
    q: str = Query("", max_length=200, description="Words of name, class or set."),
    classification: str = Query("", max_length=200, description="URN; covering classes too."),
    region: str = Query("", max_length=20, description="ISO 3166, such as CN."),
) -> Wanted:
    """The query of both."""
    return Wanted(q.strip(), classification.strip(), region.strip())
