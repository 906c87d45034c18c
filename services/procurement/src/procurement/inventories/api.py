"""Inventories for programs: ``/api/v1/inventories``."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request

from tierzero.footprint.v1.inventory_service_pb2 import ExplainResponse
from tierzero.identity import Principal, require_scope

from .downloads import inventory_json, line_json
from .http import Category, Year
from .service import Inventories, Wanted
from .tree import fields_of

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]
Json = dict[str, Any]


def api(inventories: Inventories) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/inventories", tags=["inventories"])

    @router.get("")
    async def list_inventories(
        request: Request, caller: Reader, year: Annotated[int, Query(ge=0, le=9999)] = 0
    ) -> Json:
        """The buyer's inventories by year and category, with shares of methods and suppliers."""
        return await inventories_json(inventories, request, year)

    @router.get("/{year}/findings")
    async def list_findings(request: Request, caller: Reader, year: Year) -> Json:
        """What may be counted twice in the year."""
        found = await inventories.asker(request).findings(year)
        return {"findings": [fields_of(one) for one in found]}

    @router.get("/{year}/{category}/lines")
    async def list_lines(
        request: Request,
        caller: Reader,
        year: Year,
        category: Category,
        supplier_id: str = "",
        method: str = "",
        after: Annotated[str, Query(description="`next` of the page before.")] = "",
        size: Annotated[int, Query(ge=1, le=1000)] = 100,
    ) -> Json:
        """A page of lines."""
        wanted = Wanted(year, category, supplier_id, method, after)
        found = await inventories.asker(request).lines(wanted.request(size))
        listed = await lines_json(inventories, caller, found.lines)
        return {**listed, "next": found.next_page_token or None}

    @router.get("/{year}/{category}/lines/{activity_id}")
    async def explain_line(
        request: Request, caller: Reader, year: Year, category: Category, activity_id: str
    ) -> Json:
        """Why a line is what it is: calculation, activity, documents, versions and events."""
        explained = await inventories.asker(request).explained(year, category, activity_id)
        return explained_json(explained)

    return router


async def inventories_json(inventories: Inventories, request: Request, year: int) -> Json:
    """Inventories of a year, or of all (0)."""
    found = await inventories.every(request, year)
    return {"inventories": [inventory_json(one) for one in found]}


async def lines_json(inventories: Inventories, caller: Principal, stated: Iterable[Any]) -> Json:
    """Lines with their notes as sentences."""
    return {"lines": [line_json(one) for one in await inventories.named(caller, stated)]}


def explained_json(explained: ExplainResponse) -> Json:
    """The whole tree by the contract's names; empty fields are left out."""
    return dict(fields_of(explained))
