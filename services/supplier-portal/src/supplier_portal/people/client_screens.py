"""Pages: API clients of an organization."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

from . import clients
from .clients import Made, Rotation
from .model import ApiClientInput
from .rights import Manager, managing
from .screens import address, problem_field, surroundings


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/api-clients``."""
    router = APIRouter(prefix="/api-clients", include_in_schema=False)
    manage = managing(portal)

    @router.get("")
    async def every(request: Request, manager: Manager = Depends(manage)) -> Response:
        return await _list(portal, request, manager, Submission.blank())

    @router.post("")
    async def make(request: Request, manager: Manager = Depends(manage)) -> Response:
        form = await read_form(request, ApiClientInput)
        try:
            if form.model is not None:
                return _secret(request, manager, await clients.make(portal, manager, form.model))
        except Problem as problem:
            form = form.with_errors(problem.errors or [problem_field("client_id", problem)])
        return await _list(portal, request, manager, form)

    @router.post("/{client_id}/rotate")
    async def rotate(
        request: Request, client_id: str, manager: Manager = Depends(manage)
    ) -> Response:
        form = await read_form(request, Rotation)
        rotation = form.model or Rotation()
        made = await clients.rotate(portal, manager, client_id, rotation)
        return _secret(request, manager, made, rotation)

    @router.post("/{client_id}/revoke")
    async def revoke(
        request: Request, client_id: str, manager: Manager = Depends(manage)
    ) -> Response:
        await clients.revoke(portal, manager, client_id)
        request.app.state.identity.ended.forget()
        flash = _("The API client is revoked; its tokens have ended.")
        return redirect(request, address(manager, "/api-clients"), flash=flash)

    return router


async def _list(
    portal: Portal, request: Request, manager: Manager, form: Submission[Any]
) -> Response:
    values = {
        **await surroundings(portal, manager),
        "clients": await clients.every(portal, manager),
        "form": form,
        "scopes": [(scope, scope) for scope in manager.permissions],
        "overlap": clients.DEFAULT_OVERLAP.days,
    }
    return page(request, "people/clients.html", values, status=422 if form.errors else 200)


def _secret(
    request: Request, manager: Manager, made: Made, rotation: Rotation | None = None
) -> Response:
    """The only page that ever shows the secret."""
    values = {"made": made, "rotation": rotation, "at": lambda path: address(manager, path)}
    return page(request, "people/secret.html", values, status=201)
