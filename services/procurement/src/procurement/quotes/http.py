"""All exchange rates and all price indices for people, page after page."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tierzero.identity import Principal, require_scope
from tierzero.web import Turning, page

from .service import Quotes

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
_SIZE = 50


def pages(quotes: Quotes) -> APIRouter:
    """The list of one kind: ``/factors/exchange-rates`` or ``/factors/price-indices``."""
    router = APIRouter(prefix=f"/factors/{quotes.kind.name}", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()], q: str = ""
    ) -> Response:
        found = await quotes.turned(caller.scope, q, turning.turn, _SIZE)
        values = {
            "kind": quotes.kind.name,
            "quotes": found.items,
            "pages": found,
            "total": await quotes.count(caller.scope, q),
            "words": q,
        }
        return page(request, "quotes/list.html", values)

    return router
