"""The accounting policy for programs: ``/api/v1/inventory-policy``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from tierzero.identity import Principal, forwarded_metadata, require_scope

from .documents import json_of
from .model import PolicyTerms, ReportTerms
from .service import InventoryPolicies

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]
Writer = Annotated[Principal, Depends(require_scope("inventories:write"))]
Json = dict[str, Any]


def api(policies: InventoryPolicies) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/inventory-policy", tags=["inventory policy"])

    @router.get("")
    async def get_policy(caller: Reader) -> Json:
        """The buyer's policy; version 0 is the usual one, where none was stated."""
        return json_of(await policies.get(caller.scope))

    @router.put("")
    async def state_policy(
        caller: Writer,
        terms: PolicyTerms,
        version: Annotated[
            int | None, Query(description="The version you saw; 409 if it is another now.")
        ] = None,
    ) -> Json:
        """State the policy; all years are computed anew where it changes how."""
        return json_of(await policies.state(caller.scope, terms, version))

    @router.post("/reports", status_code=201)
    async def report_year(request: Request, caller: Writer, terms: ReportTerms) -> Json:
        """Report a year with what its inventories say now; later changes restate it."""
        metadata = forwarded_metadata(request)
        return json_of(await policies.report(caller.scope, terms, metadata))

    return router
