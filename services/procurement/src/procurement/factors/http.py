"""Factor sets, rates and indices for people: ``/factors``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from procurement.quotes.service import Quotes
from tierzero.identity import Principal, require_scope
from tierzero.web import page, paginate

from .api import selection
from .model import EVERYONE
from .service import Factors

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
_SIZE = 50


def pages(factors: Factors, exchange_rates: Quotes, price_indices: Quotes) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/factors", include_in_schema=False)

    @router.get("")
    async def sets_page(request: Request, caller: Reader) -> Response:
        values = {
            "sets": await factors.sets(caller.scope),
            "exchange_rates": await exchange_rates.listed(caller.scope),
            "price_indices": await price_indices.listed(caller.scope),
            "everyone": EVERYONE,
        }
        return page(request, "factors/sets.html", values)

    @router.get("/list")
    async def list_page(
        request: Request, caller: Reader, factor_set: str = "", version: str = "", q: str = ""
    ) -> Response:
        chosen = selection(factor_set, version, q.strip())
        total = await factors.count(caller.scope, chosen)
        shown = paginate(total, request.query_params.get("page"), _SIZE)
        values = {
            "factors": await factors.listed(caller.scope, chosen, shown.offset, _SIZE),
            "pages": shown,
            "factor_set": factor_set,
            "version": version,
            "words": q,
        }
        return page(request, "factors/list.html", values)

    return router
