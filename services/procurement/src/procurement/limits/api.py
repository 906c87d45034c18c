"""Limits for programs: ``/api/v1/limits``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, paging

from .model import LimitTerms, SetLimit, terms_of
from .service import Limits

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
Writer = Annotated[Principal, Depends(require_scope("limits:write"))]
Json = dict[str, Any]


def api(limits: Limits) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/limits", tags=["limits"])

    @router.get("")
    async def list_limits(
        caller: Reader, asked: Annotated[Paging, Depends(paging(usual=1_000))]
    ) -> Json:
        """The buyer's limits, the latest first."""
        pages = await limits.turned(caller.scope, asked.turn, asked.limit)
        return asked.answer(pages, {"limits": [json_of(held) for held in pages.items]})

    @router.post("", status_code=201)
    async def set_limit(caller: Writer, terms: LimitTerms) -> Json:
        """Set a limit; all known products it applies to are assessed before this returns."""
        return json_of(await limits.set(caller.scope, terms))

    @router.get("/{limit_id}")
    async def get_limit(caller: Reader, limit_id: str) -> Json:
        """One limit, also a withdrawn one."""
        return json_of(await limits.get(caller.scope, limit_id))

    @router.put("/{limit_id}")
    async def change_limit(
        caller: Writer,
        limit_id: str,
        terms: LimitTerms,
        version: Annotated[
            int | None, Query(description="The version you saw; 409 if it is another now.")
        ] = None,
    ) -> Json:
        """Replace a limit's terms; its version grows, and its verdicts follow."""
        return json_of(await limits.change(caller.scope, limit_id, terms, version))

    @router.delete("/{limit_id}", status_code=204)
    async def withdraw_limit(caller: Writer, limit_id: str) -> Response:
        """Take a limit back, and its verdicts with it."""
        await limits.withdraw(caller.scope, limit_id)
        return Response(status_code=204)

    return router


def json_of(held: SetLimit) -> Json:
    """A limit for programs; what is not stated is left out."""
    terms = terms_of(held).model_dump(mode="json", exclude_none=True)
    return {"id": held.id, "version": held.version, "withdrawn": held.withdrawn, **terms}
