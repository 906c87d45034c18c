"""JSON API: own emissions."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends

from supplier_portal.acting import acting
from supplier_portal.places import factors_view
from supplier_portal.portal import Portal
from tierzero.identity import Principal, current_principal
from tierzero.tenancy import Scope

from . import service
from .model import OwnEmissionsInput

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/own-emissions``."""
    router = APIRouter(prefix="/api/v1/own-emissions", tags=["own emissions"])
    reading, writing = acting(portal, "footprints:read"), acting(portal, "footprints:write")

    @router.get("", summary="Own emissions by year, the latest first")
    async def every(scope: Scope = Depends(reading)) -> Json:
        return {"data": [one.content() for one in await service.every(portal, scope)]}

    @router.get("/{year}", summary="Own emissions of a year")
    async def one(year: int, scope: Scope = Depends(reading)) -> Json:
        return (await service.get(portal, scope, year)).content()

    @router.put("/{year}", summary="State the own emissions of a year")
    async def state(year: int, stated: OwnEmissionsInput, scope: Scope = Depends(writing)) -> Json:
        return (await service.state(portal, scope, year, stated)).content()

    @router.delete("/{year}", status_code=204, summary="Withdraw the own emissions of a year")
    async def withdraw(year: int, scope: Scope = Depends(writing)) -> None:
        await service.withdraw(portal, scope, year)

    return router


def grid_factors_api() -> APIRouter:
    """``/api/v1/grid-factors``, which are the same for everybody."""
    router = APIRouter(prefix="/api/v1/grid-factors", tags=["own emissions"])

    @router.get("", summary="Electricity factors: China's by province, and for products")
    async def factors(_caller: Principal = Depends(current_principal)) -> Json:
        return factors_view()

    return router
