"""Suppliers for people: ``/suppliers``. The verdicts shown with them come from their own slice."""

from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tierzero.identity import Principal, require_scope, utc_now
from tierzero.tenancy import Scope
from tierzero.web import page

from .service import Catalogue, number_of

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
CountVerdicts = Callable[[Scope], Awaitable[dict[str, Counter[str]]]]
"""How many verdicts of each kind there are, per supplier id."""


def pages(catalogue: Catalogue, count_verdicts: CountVerdicts) -> APIRouter:
    """The route."""
    router = APIRouter(prefix="/suppliers", include_in_schema=False)

    @router.get("")
    async def list_page(request: Request, caller: Reader) -> Response:
        products = await catalogue.products(caller.scope)
        footprints = await catalogue.footprints(caller.scope, products)
        sold: dict[str, list[object]] = defaultdict(list)
        for product in products:
            sold[product.supplier_id].append(
                (product, ", ".join(map(number_of, product.product_ids)), footprints[product.id])
            )
        values = {
            "suppliers": await catalogue.suppliers(caller.scope),
            "sold": sold,
            "badges": await catalogue.badges(caller.scope, products, footprints, utc_now()),
            "counts": await count_verdicts(caller.scope),
        }
        return page(request, "catalogue/list.html", values)

    return router
