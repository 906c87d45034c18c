"""JSON API: initiatives."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends

from supplier_portal.acting import acting
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from . import service
from .inputs import InitiativeInput
from .model import Initiative
from .overlaps import overlaps
from .partners import Decision
from .views import offer_view

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/initiatives``."""
    router = APIRouter(prefix="/api/v1/initiatives", tags=["initiatives"])
    reading, writing = acting(portal, "initiatives:read"), acting(portal, "initiatives:write")

    @router.get("", summary="List initiatives by name")
    async def every(scope: Scope = Depends(reading)) -> Json:
        return {"data": [one.content() for one in await service.every(portal, scope)]}

    @router.get("/findings", summary="What may be counted twice")
    async def findings(scope: Scope = Depends(reading)) -> Json:
        found = await overlaps(portal, scope, await service.every(portal, scope))
        return {"data": [{**asdict(one), "text": one.text} for one in found]}

    @router.get("/joint", summary="Initiatives of others that give you a share")
    async def joint(scope: Scope = Depends(reading)) -> Json:
        found = await service.offered(portal, scope)
        return {"data": [offer_view(one, scope.organization_id) for one in found]}

    @router.post("/joint/{identity}/decision", summary="Agree to your share, or decline it")
    async def decide(identity: str, said: Decision, scope: Scope = Depends(writing)) -> Json:
        decided = await service.decide(portal, scope, identity, said)
        return offer_view(decided, scope.organization_id)

    @router.get("/{identity}", summary="One initiative, with the files of each period")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        found = await service.get(portal, scope, identity)
        return {**found.content(), "evidence": await _files(portal, scope, found)}

    @router.post("", status_code=201, summary="Enter an initiative")
    async def add(stated: InitiativeInput, scope: Scope = Depends(writing)) -> Json:
        return (await service.add(portal, scope, stated)).content()

    @router.put("/{identity}", summary="Change an initiative, or carry it to another state")
    async def change(
        identity: str, stated: InitiativeInput, scope: Scope = Depends(writing)
    ) -> Json:
        return (await service.change(portal, scope, identity, stated)).content()

    return router


async def _files(portal: Portal, scope: Scope, initiative: Initiative) -> list[Json]:
    kind = SubjectKind.INITIATIVE
    found = await evidence.attached(portal, scope, kind, [initiative.id])
    return [one.content() for one in found]
