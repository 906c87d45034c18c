"""JSON API for administrators: users and API clients."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Response

from supplier_portal.portal import Portal
from tierzero.identity import Principal, require_scope
from tierzero.tenancy import Scope

from . import service
from .model import ApiClientInput, UserInput

_may_enter_people = require_scope("people:write")
_may_enter_clients = require_scope("clients:write")


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1`` for members of organizations."""
    router = APIRouter(prefix="/api/v1", tags=["people"])

    @router.post("/users", status_code=201, summary="Enter or change a user")
    async def enter_user(
        stated: UserInput, response: Response, caller: Principal = Depends(_may_enter_people)
    ) -> Mapping[str, Any]:
        member, outcome = await service.state_user(portal, caller.user_id, stated)
        response.status_code = 201 if outcome == "created" else 200
        return member.public()

    @router.post("/api-clients", status_code=201, summary="Enter or change an API client")
    async def enter_client(
        stated: ApiClientInput, response: Response, caller: Principal = Depends(_may_enter_clients)
    ) -> Mapping[str, Any]:
        member, outcome = await service.state_client(portal, caller.user_id, stated)
        response.status_code = 201 if outcome == "created" else 200
        return member.public()

    @router.get("/organizations/{identity}/members", summary="People and programs of one")
    async def members(
        identity: str, caller: Principal = Depends(_may_enter_people)
    ) -> Mapping[str, Any]:
        found = await service.every(portal, Scope(identity, caller.user_id, caller.roles))
        return {"data": [member.public() for member in found]}

    return router
