"""JSON API: what the own organization is called and where it is."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends

from supplier_portal.people.rights import Manager, managing
from supplier_portal.portal import Portal
from tierzero.identity import Principal, current_principal

from .own import OwnData, own, own_view, state_own

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """``/api/v1/organization``: everybody reads the own one, its administrators change it."""
    router = APIRouter(prefix="/api/v1/organization", tags=["organizations"])

    @router.get("", summary="The own organization")
    async def read(caller: Principal = Depends(current_principal)) -> Json:
        return own_view(await own(portal, caller.scope))

    @router.put("", summary="State names, code, address and province")
    async def state(stated: OwnData, manager: Manager = Depends(managing(portal))) -> Json:
        return own_view(await state_own(portal, manager.scope, stated))

    return router
