"""JSON API: bills of materials, each under its product."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query, Response

from supplier_portal.acting import acting
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from . import service
from .model import BillInput

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes at ``/api/v1/products/{id}/bill-of-materials``."""
    path = "/api/v1/products/{product_id}/bill-of-materials"
    router = APIRouter(prefix=path, tags=["bills of materials"])
    reading, writing = acting(portal, "products:read"), acting(portal, "products:write")

    @router.get("", summary="What a product is made of")
    async def one(product_id: str, scope: Scope = Depends(reading)) -> Json:
        return (await service.get(portal, scope, product_id)).content()

    @router.put("", summary="State what a product is made of")
    async def state(
        product_id: str,
        stated: BillInput,
        dry_run: bool = Query(False, description="Check only; the answer has no content."),
        scope: Scope = Depends(writing),
    ) -> Any:
        if dry_run:
            await service.check(portal, scope, product_id, stated)
            return Response(status_code=204)
        return (await service.state(portal, scope, product_id, stated)).content()

    @router.delete("", status_code=204, summary="Withdraw a bill of materials")
    async def withdraw(product_id: str, scope: Scope = Depends(writing)) -> None:
        await service.withdraw(portal, scope, product_id)

    return router
