"""JSON API for administrators: organizations."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Response

from supplier_portal.portal import Portal
from tierzero.identity import Principal, require_scope

from . import service
from .model import Organization, OrganizationInput

_may_write = require_scope("organizations:write")


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/organizations``."""
    router = APIRouter(prefix="/api/v1/organizations", tags=["organizations"])

    @router.get("", summary="List organizations")
    async def every(caller: Principal = Depends(_may_write)) -> Mapping[str, Any]:
        return {"data": await service.every(portal, caller.user_id)}

    @router.get("/{identity}", summary="One organization")
    async def one(identity: str, caller: Principal = Depends(_may_write)) -> Organization:
        return await service.get(portal, caller.user_id, identity)

    @router.post("", status_code=201, summary="Enter or change an organization")
    async def enter(
        stated: OrganizationInput, response: Response, caller: Principal = Depends(_may_write)
    ) -> Organization:
        organization, outcome = await service.state(portal, caller.user_id, stated)
        response.status_code = 201 if outcome == "created" else 200
        return organization

    return router
