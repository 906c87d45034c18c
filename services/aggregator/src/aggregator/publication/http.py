"""Public pages of progress and the stream that keeps them up to date."""

from dataclasses import dataclass

from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import Response, StreamingResponse

from aggregator.publication import service
from aggregator.publication.audience import Audience, News, check_room
from aggregator.publication.presentation import HELPERS, presented
from aggregator.publication.stream import events, last_seen
from tierzero.identity import Clock, Principal, optional_principal
from tierzero.store import Database
from tierzero.web import page

_STREAM_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


@dataclass(frozen=True)
class Publishing:
    """What the pages work with."""

    database: Database
    clock: Clock
    audience: Audience
    heartbeat_seconds: float


def page_routes(publishing: Publishing) -> APIRouter:
    """``/`` and ``/progress/{factory_id}``: open to everyone."""
    router = APIRouter(include_in_schema=False)
    database, clock = publishing.database, publishing.clock

    @router.get("/")
    async def every(request: Request) -> Response:
        views = await service.public_views(database, clock())
        shown = [presented(view) for view in views]
        return page(request, "publication/list.html", {"factories": shown, **HELPERS})

    @router.get("/progress/{factory_id}")
    async def one(
        request: Request,
        factory_id: str,
        reader: Principal | None = Depends(optional_principal),
    ) -> Response:
        view = await service.public_view(database, factory_id, reader, clock())
        return page(request, "publication/progress.html", {"shown": presented(view), **HELPERS})

    return router


def stream_routes(publishing: Publishing) -> APIRouter:
    """``/progress/{factory_id}/events``: an event for each change, as long as one listens."""
    router = APIRouter(tags=["progress"])

    @router.get(
        "/progress/{factory_id}/events",
        response_class=StreamingResponse,
        responses={200: {"content": {"text/event-stream": {}}}},
        summary="Server-sent events: something about a factory's progress has changed",
        description="Each event `changed` carries the revision as its id; after a broken "
        "connection the id in `Last-Event-ID` brings what was missed. `after` says the same on "
        "the first connection.",
    )
    async def stream(
        factory_id: str,
        reader: Principal | None = Depends(optional_principal),
        after: int = Query(default=-1),
        last_event_id: str = Header(default=""),
    ) -> StreamingResponse:
        if not await service.may_see(publishing.database, factory_id, reader):
            raise service.unpublished()
        check_room(publishing.audience)
        seen = last_seen(last_event_id, after)
        is_own = reader is not None and reader.organization_id == factory_id

        async def current() -> News:
            return await service.news_of(publishing.database, factory_id)

        def may_stay(news: News) -> bool:
            return is_own or news.published

        stream = events(
            publishing.audience,
            factory_id,
            seen,
            current,
            may_stay,
            publishing.heartbeat_seconds,
        )
        media_type = "text/event-stream"
        return StreamingResponse(stream, headers=_STREAM_HEADERS, media_type=media_type)

    return router
