"""Pages for people: the latest journeys, and one journey as a waterfall."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from tierzero.i18n import LANGUAGE_COOKIE, choose_language
from tierzero_local.collector.journey import journey
from tierzero_local.collector.received import Received
from tierzero_local.collector.rendering import colours, page
from tierzero_local.collector.summaries import Filter, latest

LATEST = 100
A_YEAR = 365 * 24 * 3600


def routes(received: Received) -> APIRouter:
    """Routes that show ``received``."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/")
    async def journeys(
        request: Request, text: str = "", service: str = "", failed: bool | None = None
    ) -> HTMLResponse:
        wanted = Filter(service, text, failed, LATEST)
        known = {s.service for spans in received.traces.by_trace.values() for s in spans.values()}
        values = {
            "journeys": latest(received.traces, wanted),
            "wanted": wanted,
            "services": sorted(known),
            "colours": colours(sorted(known)),
        }
        return page(request, "journeys.html", values)

    @router.get("/journeys/{trace_id}")
    async def one(request: Request, trace_id: str, store: bool = False) -> HTMLResponse:
        found = journey(received.traces, trace_id)
        if found is None:
            return page(request, "gone.html", {}, status=404)
        records = [r for r in received.logs if r.trace_id == trace_id]
        values = {
            "journey": found,
            "steps": [step for step in found.steps if store or not step.asks_store],
            "store_calls": sum(step.asks_store for step in found.steps),
            "store_shown": store,
            "colours": colours(found.services),
            "records": records,
        }
        return page(request, "journey.html", values)

    @router.get("/language/{tag}")
    async def language(
        tag: str, back: Annotated[str, Query(pattern=r"^/(journeys/\w+)?$")] = "/"
    ) -> RedirectResponse:
        response = RedirectResponse(back, 303)
        response.set_cookie(LANGUAGE_COOKIE, choose_language(tag), A_YEAR, samesite="lax")
        return response

    return router
