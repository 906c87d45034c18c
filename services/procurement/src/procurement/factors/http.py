"""Factor sets and their factors for people: ``/factors``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from procurement.quotes.service import Quotes
from tierzero.identity import Principal, require_scope
from tierzero.lists import Turn
from tierzero.web import Turning, page

from .model import EVERYONE
from .service import Chosen, Factors

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
_SIZE = 50
_BESIDE = 10
"""So many rates and indices stand beside the sets; all of them have pages of their own."""


def pages(factors: Factors, exchange_rates: Quotes, price_indices: Quotes) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/factors", include_in_schema=False)

    @router.get("")
    async def sets_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        scope = caller.scope
        found = await factors.sets(scope, turning.turn, _SIZE)
        values = {
            "sets": found.items,
            "pages": found,
            "total": await factors.count_sets(scope),
            "exchange_rates": (await exchange_rates.turned(scope, "", Turn(), _BESIDE)).items,
            "price_indices": (await price_indices.turned(scope, "", Turn(), _BESIDE)).items,
            "everyone": EVERYONE,
        }
        return page(request, "factors/sets.html", values)

    @router.get("/list")
    async def list_page(
        request: Request,
        caller: Reader,
        turning: Annotated[Turning, Depends()],
        factor_set: str = "",
        version: str = "",
        q: str = "",
    ) -> Response:
        chosen = Chosen(factor_set, version, words=q)
        found = await factors.turned(caller.scope, chosen, turning.turn, _SIZE)
        values = {
            "factors": found.items,
            "pages": found,
            "total": await factors.count(caller.scope, chosen),
            "factor_set": factor_set,
            "version": version,
            "words": q,
        }
        return page(request, "factors/list.html", values)

    return router
