"""Inventories for people: ``/inventories``, down to the documents a line rests on."""

from collections.abc import Awaitable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from carbon.scope3.category_names import category_names
from procurement.methods import METHODS
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem, not_found
from tierzero.web import page

from .asking import AWAY
from .figures import chart_of, inventory_of, years_of
from .service import Inventories, Wanted
from .tree import branches_of, event_of, fields_of

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]
Year = Annotated[int, Path(ge=1, le=9999)]
Category = Annotated[int, Path(ge=1, le=15)]
_SIZE = 50
_SUPPLIERS_SHOWN = 10


def pages(inventories: Inventories) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/inventories", include_in_schema=False)

    @router.get("")
    async def overview(request: Request, caller: Reader, year: str = "") -> Response:
        return await _or_away(request, _overview(inventories, request, caller, year))

    @router.get("/{year}/{category}")
    async def inventory_page(
        request: Request,
        caller: Reader,
        year: Year,
        category: Category,
        supplier: str = "",
        method: str = "",
        after: str = "",
    ) -> Response:
        wanted = Wanted(year, category, supplier, method, after)
        return await _or_away(request, _inventory(inventories, request, caller, wanted))

    @router.get("/{year}/{category}/lines/{activity_id}")
    async def line_page(
        request: Request, caller: Reader, year: Year, category: Category, activity_id: str
    ) -> Response:
        wanted = Wanted(year, category)
        return await _or_away(request, _line(inventories, request, caller, wanted, activity_id))

    return router


async def _or_away(request: Request, shown: Awaitable[Response]) -> Response:
    """The page, or one that says that the footprint service is away."""
    try:
        return await shown
    except Problem as problem:
        if problem.code != AWAY:
            raise
        headers = {"Retry-After": "10"}
        return page(request, "inventories/away.html", status=problem.status, headers=headers)


async def _overview(
    inventories: Inventories, request: Request, caller: Principal, asked: str
) -> Response:
    years = years_of(await inventories.every(request))
    chosen = int(asked) if asked.isdecimal() and int(asked) in years else max(years, default=0)
    if not chosen:
        return page(request, "inventories/none.html")
    values: dict[str, Any] = {
        "years": list(years),
        "year": years[chosen],
        "findings": await inventories.asker(request).findings(chosen),
        "chart": chart_of(years[chosen]),
        "categories": category_names(current_language()),
    }
    return page(request, "inventories/year.html", values)


async def _inventory(
    inventories: Inventories, request: Request, caller: Principal, wanted: Wanted
) -> Response:
    asker = inventories.asker(request)
    explained = await asker.explained(wanted.year, wanted.category)
    found = await asker.lines(wanted.request(_SIZE))
    inventory = inventory_of(explained.inventory)
    names = await inventories.supplier_names(caller)
    values: dict[str, Any] = {
        "inventory": inventory,
        "lines": await inventories.named(caller, found.lines),
        "next": found.next_page_token,
        "wanted": wanted,
        "methods": METHODS,
        "names": names,
        "suppliers": inventory.suppliers[:_SUPPLIERS_SHOWN],
        "more_suppliers": max(0, len(inventory.suppliers) - _SUPPLIERS_SHOWN),
        "policy": fields_of(explained.policy) if explained.HasField("policy") else None,
        "policy_event": event_of(explained.policy_origin),
        "event": event_of(explained.inventory_origin),
    }
    return page(request, "inventories/inventory.html", values)


async def _line(
    inventories: Inventories, request: Request, caller: Principal, wanted: Wanted, activity_id: str
) -> Response:
    asker = inventories.asker(request)
    explained = await asker.explained(wanted.year, wanted.category, activity_id)
    if not explained.lines:
        raise not_found(_("There is no such line."), "unknown-line")
    (stated,) = explained.lines
    (line,) = await inventories.named(caller, [stated.line])
    values: dict[str, Any] = {
        "inventory": inventory_of(explained.inventory),
        "inventory_event": event_of(explained.inventory_origin),
        "line": line,
        "explained": stated,
        "known_at": stated.line.known_at.ToDatetime(),
        "activity": fields_of(stated.activity),
        "activity_event": event_of(stated.origin),
        "branches_": branches_of(stated),
    }
    return page(request, "inventories/line.html", values)
