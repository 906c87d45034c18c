"""JSON of published progress for programs, and the switch that opens a factory's page."""

from hashlib import sha256

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from aggregator.publication import service
from aggregator.publication.schemas import ProgressList, PublicationState, summary_of
from aggregator.publication.view import ProgressView
from tierzero.identity import Clock, Principal, optional_principal, require_scope
from tierzero.store import Database

_HEADERS = {"Cache-Control": "no-cache", "Vary": "Authorization, Cookie"}


def progress_routes(database: Database, clock: Clock) -> APIRouter:
    """``/api/v1/progress``: open to everyone, without a token."""
    router = APIRouter(prefix="/api/v1/progress", tags=["progress"])

    @router.get("", response_model=ProgressList, summary="Factories that publish their progress")
    async def every(request: Request) -> Response:
        views = await service.public_views(database, clock())
        summaries = ProgressList(factories=[summary_of(view) for view in views])
        return _json(request, summaries.model_dump_json())

    @router.get(
        "/{factory_id}",
        response_model=ProgressView,
        summary="Progress of one factory",
        description="Emissions and reductions are decimals of tCO2e, shares of per cent. Figures "
        "behind which one or two suppliers stand are null (`suppressed`). The answer has an "
        "`ETag`; with it in `If-None-Match` an unchanged answer is an empty 304.",
        responses={304: {"description": "Unchanged"}, 404: {"description": "Not published"}},
    )
    async def one(
        request: Request,
        factory_id: str,
        reader: Principal | None = Depends(optional_principal),
    ) -> Response:
        view = await service.public_view(database, factory_id, reader, clock())
        return _json(request, view.model_dump_json())

    return router


def publication_routes(database: Database, clock: Clock) -> APIRouter:
    """``/api/v1/publication``: whether everyone may see the caller's factory."""
    router = APIRouter(prefix="/api/v1/publication", tags=["publication"])

    @router.get("", summary="Whether the factory's progress is public")
    async def state(buyer: Principal = Depends(require_scope("targets:write"))) -> PublicationState:
        decision = await service.publication_of(database, buyer.scope)
        return PublicationState(published=decision.published)

    @router.put("", summary="Make the factory's progress public, or stop that")
    async def decide(
        wanted: PublicationState, buyer: Principal = Depends(require_scope("targets:write"))
    ) -> PublicationState:
        await service.publish(database, buyer.scope, wanted.published, clock())
        return wanted

    return router


def _json(request: Request, body: str) -> Response:
    etag = f'"{sha256(body.encode()).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag}
    if _matches(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def _matches(condition: str, etag: str) -> bool:
    named = {one.strip().removeprefix("W/") for one in condition.split(",")}
    return etag in named or "*" in named
