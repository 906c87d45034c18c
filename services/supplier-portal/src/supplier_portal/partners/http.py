"""JSON API for administrators: partners' systems; deliveries to them also for their senders."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from supplier_portal.pact import service as pact
from supplier_portal.portal import Portal
from tierzero.identity import Principal, current_principal, require_scope
from tierzero.web import Paging, paging

from . import service
from .model import PartnerInput

_administrators = require_scope("organizations:write")


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/partners`` and ``/api/v1/deliveries``."""
    router = APIRouter(prefix="/api/v1", tags=["partners"])

    @router.get("/partners", summary="Partners' own systems (administrators)")
    async def every(caller: Principal = Depends(_administrators)) -> Mapping[str, Any]:
        return {"data": await service.every(portal, caller.user_id)}

    @router.post("/partners", summary="Enter or change a partner's system")
    async def enter(
        stated: PartnerInput, caller: Principal = Depends(_administrators)
    ) -> service.Partner:
        return await service.state(portal, caller.user_id, stated)

    @router.delete("/partners/{identity}", status_code=204, summary="Forget a partner's system")
    async def remove(identity: str, caller: Principal = Depends(_administrators)) -> Response:
        await service.remove(portal, caller.user_id, identity)
        return Response(status_code=204)

    @router.post("/partners/{identity}/test", summary="Get a token and list one footprint")
    async def test(
        identity: str, caller: Principal = Depends(_administrators)
    ) -> Mapping[str, Any]:
        partner = await service.get(portal, caller.user_id, identity)
        reason = await pact.tried_out(portal, partner)
        return {"works": reason == "", "reason": reason}

    @router.get("/deliveries", summary="Events for partners' systems, the newest first")
    async def deliveries(
        outcome: str = Query("", pattern="^(waiting|delivered|refused|expired)?$"),
        asked: Paging = Depends(paging(usual=50, most=500)),
        caller: Principal = Depends(current_principal),
    ) -> Mapping[str, Any]:
        wanted = pact.wanted_by(caller, outcome)
        pages = await pact.turned(portal, caller.user_id, wanted, asked.turn, asked.limit)
        return asked.answer(pages, {"data": [pact.view(one) for one in pages.items]})

    return router
