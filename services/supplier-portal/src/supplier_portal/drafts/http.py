"""JSON API: drafts, and whether footprints need approval."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query

from supplier_portal.acting import acting
from supplier_portal.portal import Portal
from tierzero.identity import Principal, require_scope
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import deciding, service
from .deciding import Kinds
from .model import ApprovalSettings, Note, State

Json = Mapping[str, Any]


def api(portal: Portal, kinds: Kinds) -> APIRouter:
    """Routes under ``/api/v1/drafts`` and ``/api/v1/settings``."""
    router = APIRouter(prefix="/api/v1", tags=["drafts"])
    reading, issuing = acting(portal, "footprints:read"), acting(portal, "footprints:issue")
    writing = acting(portal, "footprints:write")
    managing = require_scope("members:write")

    @router.get("/drafts", summary="Drafts, the newest first")
    async def every(
        state: State | None = Query(None),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        states = (state,) if state else service.OPEN
        pages = await service.turned(portal, scope, states, asked.turn, asked.limit)
        total = await service.count(portal, scope, states)
        found = [draft.view() for draft in pages.items]
        return asked.answer(pages, {"data": found, "total": total.exact})

    @router.get("/drafts/{identity}", summary="One draft with its content")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        return (await service.get(portal, scope, identity)).view()

    @router.post("/drafts/{identity}/approve", summary="Issue what waits for approval")
    async def approve(identity: str, scope: Scope = Depends(issuing)) -> Json:
        return (await deciding.approve(portal, kinds, scope, identity)).view()

    @router.post("/drafts/{identity}/return", summary="Give it back to its author with a note")
    async def return_(identity: str, note: Note, scope: Scope = Depends(issuing)) -> Json:
        return (await deciding.return_(portal, scope, identity, note.note)).view()

    @router.post("/drafts/{identity}/withdraw", summary="Take back the own draft")
    async def withdraw(identity: str, scope: Scope = Depends(writing)) -> Json:
        return (await deciding.withdraw(portal, scope, identity)).view()

    @router.get("/settings", summary="Whether footprints need approval")
    async def settings(scope: Scope = Depends(reading)) -> ApprovalSettings:
        return await service.settings(portal, scope)

    @router.put("/settings", summary="Decide whether footprints need approval")
    async def decide(
        decided: ApprovalSettings, caller: Principal = Depends(managing)
    ) -> ApprovalSettings:
        await service.write_settings(portal, caller.scope, decided)
        return decided

    return router
