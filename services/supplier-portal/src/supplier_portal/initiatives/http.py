"""JSON API: initiatives."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends

from supplier_portal.acting import acting
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from . import service
from .model import InitiativeInput
from .overlaps import overlaps

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/initiatives``."""
    router = APIRouter(prefix="/api/v1/initiatives", tags=["initiatives"])
    reading, writing = acting(portal, "initiatives:read"), acting(portal, "initiatives:write")

    @router.get("", summary="List initiatives by name")
    async def every(scope: Scope = Depends(reading)) -> Json:
        return {"data": [one.content() for one in await service.every(portal, scope)]}

    @router.get("/findings", summary="Initiatives whose effect is in a footprint already")
    async def findings(scope: Scope = Depends(reading)) -> Json:
        found = await overlaps(portal, scope, await service.every(portal, scope))
        return {"data": [{**asdict(one), "code": one.code, "text": one.text} for one in found]}

    @router.get("/{identity}", summary="One initiative")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        return (await service.get(portal, scope, identity)).content()

    @router.post("", status_code=201, summary="Enter an initiative")
    async def add(stated: InitiativeInput, scope: Scope = Depends(writing)) -> Json:
        return (await service.add(portal, scope, stated)).content()

    @router.put("/{identity}", summary="Change an initiative")
    async def change(
        identity: str, stated: InitiativeInput, scope: Scope = Depends(writing)
    ) -> Json:
        return (await service.change(portal, scope, identity, stated)).content()

    return router
