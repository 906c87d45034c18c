"""JSON API: products."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query

from supplier_portal.acting import acting
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import service
from .model import ProductInput

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/products``."""
    router = APIRouter(prefix="/api/v1/products", tags=["products"])
    reading, writing = acting(portal, "products:read"), acting(portal, "products:write")

    @router.get("", summary="List products by number")
    async def every(
        q: str = Query("", max_length=200, description="Beginnings of number or name."),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        pages = await service.turned(portal, scope, q, asked.turn, asked.limit)
        return asked.answer(pages, {"data": [product.content() for product in pages.items]})

    @router.get("/{identity}", summary="One product")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        return (await service.get(portal, scope, identity)).content()

    @router.post("", status_code=201, summary="Enter a product")
    async def add(stated: ProductInput, scope: Scope = Depends(writing)) -> Json:
        return (await service.add(portal, scope, stated)).content()

    @router.put("/{identity}", summary="Change a product")
    async def change(identity: str, stated: ProductInput, scope: Scope = Depends(writing)) -> Json:
        return (await service.change(portal, scope, identity, stated)).content()

    return router
