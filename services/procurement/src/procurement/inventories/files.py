"""Inventories as downloads: CSV for people, JSON for whoever keeps them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tierzero.identity import Principal, require_scope

from .api import explained_json, inventories_json, lines_json
from .downloads import as_file, inventories_csv, lines_csv
from .http import Category, Year
from .service import Inventories

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]


def downloads(inventories: Inventories) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/inventories", include_in_schema=False)

    @router.get("/{year}.csv")
    async def year_csv(request: Request, caller: Reader, year: Year) -> Response:
        return inventories_csv(await inventories.every(request, year), f"inventories-{year}")

    @router.get("/{year}.json")
    async def year_json(request: Request, caller: Reader, year: Year) -> Response:
        content = await inventories_json(inventories, request, year)
        return as_file(content, f"inventories-{year}")

    @router.get("/{year}/{category}/lines.csv")
    async def all_lines_csv(
        request: Request, caller: Reader, year: Year, category: Category
    ) -> Response:
        stated = [one async for one in inventories.asker(request).all_lines(year, category)]
        lines = await inventories.named(caller, stated)
        return lines_csv(lines, f"lines-{year}-{category}")

    @router.get("/{year}/{category}/lines.json")
    async def all_lines_json(
        request: Request, caller: Reader, year: Year, category: Category
    ) -> Response:
        stated = [one async for one in inventories.asker(request).all_lines(year, category)]
        content = await lines_json(inventories, caller, stated)
        return as_file(content, f"lines-{year}-{category}")

    @router.get("/{year}/{category}/lines/{activity_id}.json")
    async def line_file(
        request: Request, caller: Reader, year: Year, category: Category, activity_id: str
    ) -> Response:
        asker = inventories.asker(request)
        explained = await asker.explained(year, category, activity_id)
        return as_file(explained_json(explained), f"line-{activity_id}")

    return router
