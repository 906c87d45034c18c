"""JSON API: initiatives."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends, Query

from supplier_portal.acting import acting
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

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
    async def every(
        q: str = Query("", max_length=200, description="Beginnings of parts of the name."),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        found = await service.turned(portal, scope, q, asked.turn, asked.limit)
        total = await service.count(portal, scope, q)
        data = [one.content() for one in found.items]
        return asked.answer(found, {"total": total.exact, "data": data})

    @router.get("/findings", summary="What may be counted twice, initiative by initiative")
    async def findings(asked: Paging = Depends(paging()), scope: Scope = Depends(reading)) -> Json:
        """A page holds the findings on so many initiatives by name; that may be none."""
        held = await service.turned(portal, scope, "", asked.turn, asked.limit)
        found = await overlaps(portal, scope, held.items)
        data = [{**asdict(one), "text": one.text} for one in found]
        return asked.answer(held, {"data": data})

    @router.get("/joint", summary="Initiatives of others that give you a share, by name")
    async def joint(asked: Paging = Depends(paging()), scope: Scope = Depends(reading)) -> Json:
        found = await service.offered(portal, scope, asked.turn, asked.limit)
        data = [offer_view(one, scope.organization_id) for one in found.items]
        return asked.answer(found, {"data": data})

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
