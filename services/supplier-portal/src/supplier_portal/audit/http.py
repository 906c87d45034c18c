"""JSON API: the audit log."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends

from supplier_portal.portal import Portal
from tierzero.identity import Principal
from tierzero.web import Paging, paging

from . import service
from .export import entry_view
from .query import Asked, filters, readers


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/audit``."""
    router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

    @router.get("", summary="Who changed what and when, the newest first")
    async def entries(
        wanted: Annotated[Asked, Depends(filters)],
        asked: Annotated[Paging, Depends(paging())],
        caller: Principal = Depends(readers),
    ) -> Mapping[str, Any]:
        chosen = wanted.wanted()
        pages = await service.turned(portal, caller.scope, chosen, asked.turn, asked.limit)
        total = await service.count(portal, caller.scope, chosen)
        found = [entry_view(entry) for entry in pages.items]
        return asked.answer(pages, {"data": found, "total": total.exact})

    return router
