"""JSON API: calculations."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict

from supplier_portal.acting import acting
from supplier_portal.footprints.service import receipt_view
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import service, views
from .stated import CalculationInput

Json = Mapping[str, Any]


class NewCalculation(BaseModel):
    """What a calculation begins with."""

    model_config = ConfigDict(extra="forbid")

    product_id: str
    stated: CalculationInput


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/calculations``."""
    router = APIRouter(prefix="/api/v1/calculations", tags=["calculations"])
    reading, writing = acting(portal, "footprints:read"), acting(portal, "footprints:write")

    @router.get("", summary="List calculations, the latest saved first")
    async def every(
        product_id: str = Query(""),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        pages = await service.turned(portal, scope, product_id, asked.turn, asked.limit)
        total = await service.count(portal, scope, product_id)
        return asked.answer(pages, {"data": views.listed(pages.items), "total": total.exact})

    @router.post("", status_code=201, summary="Begin a calculation")
    async def start(begun: NewCalculation, scope: Scope = Depends(writing)) -> Json:
        made = await service.start(portal, scope, begun.product_id, begun.stated)
        return views.calculation_view(made)

    @router.get("/{identity}", summary="One calculation, or one version of it")
    async def one(
        identity: str, version: int = Query(0, ge=0), scope: Scope = Depends(reading)
    ) -> Json:
        return views.calculation_view(await service.get(portal, scope, identity, version))

    @router.put("/{identity}", summary="State a calculation anew")
    async def save(
        identity: str,
        stated: CalculationInput,
        version: int = Query(0, ge=0, description="Refuse where this is not the present one."),
        scope: Scope = Depends(writing),
    ) -> Json:
        saved = await service.save(portal, scope, identity, stated, version)
        return views.calculation_view(saved)

    @router.delete("/{identity}", status_code=204, summary="Remove a calculation")
    async def remove(identity: str, scope: Scope = Depends(writing)) -> None:
        await service.remove(portal, scope, identity)

    @router.get("/{identity}/result", summary="Result, where it comes from, what would improve it")
    async def result(
        identity: str, version: int = Query(0, ge=0), scope: Scope = Depends(reading)
    ) -> Json:
        calculation = await service.get(portal, scope, identity, version)
        news = await service.renewed(portal, scope, calculation)
        return views.result_view(service.evaluate(calculation), news, portal.clock())

    @router.get("/{identity}/versions", summary="All versions, the latest first")
    async def versions(identity: str, scope: Scope = Depends(reading)) -> Json:
        return {"data": views.listed(await service.versions(portal, scope, identity))}

    @router.get("/{identity}/changes", summary="What differs from an earlier version")
    async def changes(
        identity: str, against: int = Query(0, ge=0), scope: Scope = Depends(reading)
    ) -> Json:
        return views.comparison_view(await service.changes(portal, scope, identity, against))

    @router.post("/{identity}/recalculate", summary="Take the newest version of every input")
    async def recalculate(identity: str, scope: Scope = Depends(writing)) -> Json:
        return views.calculation_view(await service.recalculate(portal, scope, identity))

    @router.post("/{identity}/issue", status_code=201, summary="Issue its footprint")
    async def issue(identity: str, response: Response, scope: Scope = Depends(writing)) -> Json:
        receipt = await service.issue(portal, scope, identity)
        response.status_code = {"created": 201, "pending": 202}.get(receipt.outcome, 200)
        return receipt_view(receipt)

    return router
