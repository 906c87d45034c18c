"""Suppliers for people: ``/suppliers``. The verdicts shown with them come from their own slice."""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from tierzero.identity import Principal, require_scope, utc_now
from tierzero.lists import Turn, stretched
from tierzero.tenancy import Scope
from tierzero.web import Turning, page

from .api import place_of
from .model import Organization
from .service import Catalogue, number_of

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
CountVerdicts = Callable[[Scope], Awaitable[Mapping[str, Counter[str]]]]
"""How many verdicts of each kind there are, per supplier id."""

_SUPPLIERS, _FIRST, _PRODUCTS = 20, 5, 50


def pages(catalogue: Catalogue, count_verdicts: CountVerdicts) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/suppliers", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        known = await catalogue.suppliers(caller.scope)
        shown = stretched(known, place_of, turning.turn, _SUPPLIERS)
        first = [await _shelf(catalogue, caller, one, "", Turn(), _FIRST) for one in shown.items]
        counts = await count_verdicts(caller.scope)
        values = {"shelves": first, "pages": shown, "counts": counts}
        return page(request, "catalogue/list.html", values)

    @router.get("/{supplier_id}")
    async def one_page(
        request: Request,
        caller: Reader,
        supplier_id: str,
        turning: Annotated[Turning, Depends()],
        q: Annotated[str, Query(max_length=200)] = "",
    ) -> Response:
        supplier = await catalogue.supplier(caller.scope, supplier_id)
        shelf = await _shelf(catalogue, caller, supplier, q, turning.turn, _PRODUCTS)
        counts = await count_verdicts(caller.scope)
        values = {**shelf, "counts": counts, "words": q.strip()}
        return page(request, "catalogue/one.html", values)

    return router


async def _shelf(
    catalogue: Catalogue,
    caller: Principal,
    supplier: Organization,
    words: str,
    turn: Turn,
    size: int,
) -> Mapping[str, Any]:
    """Some of a supplier's products with their footprints and badges."""
    shown = await catalogue.offered(caller.scope, supplier, words, turn, size)
    products = shown.items
    footprints = await catalogue.footprints(caller.scope, products)
    numbers = {one.id: ", ".join(map(number_of, one.product_ids)) for one in products}
    return {
        "supplier": supplier,
        "pages": shown,
        "sold": [(one, numbers[one.id], footprints[one.id]) for one in products],
        "badges": await catalogue.badges(caller.scope, products, footprints, utc_now()),
    }
