"""JSON API: the audit log."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from supplier_portal.portal import Portal
from tierzero.identity import Principal

from . import service
from .export import entry_view
from .query import AskedOfApi, readers


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/audit``."""
    router = APIRouter(prefix="/api/v1/audit", tags=["audit"])

    @router.get("", summary="Who changed what and when, the newest first")
    async def entries(
        asked: Annotated[AskedOfApi, Query()], caller: Principal = Depends(readers)
    ) -> Mapping[str, Any]:
        wanted, limit = asked.wanted(), asked.limit
        skip = (max(asked.page, 1) - 1) * limit
        found = await service.newest(portal, caller.scope, wanted, skip=skip, limit=limit)
        total = await service.count(portal, caller.scope, wanted)
        return {"data": [entry_view(entry) for entry in found], "total": total.exact}

    return router
