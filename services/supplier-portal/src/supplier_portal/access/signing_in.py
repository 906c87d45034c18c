"""Sign-in and sign-out pages."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tierzero.i18n import _
from tierzero.identity import (
    Principal,
    clear_session,
    optional_principal,
    safe_next,
    set_session,
)
from tierzero.problems import FieldProblem
from tierzero.settings import Settings
from tierzero.web import page, read_form, redirect
from tierzero.web.forms import Submission

from . import service
from .model import SignInForm
from .service import Gate


def routes(gate: Gate) -> APIRouter:
    """The pages through which people get in and out."""
    router = APIRouter(include_in_schema=False)

    @router.get("/sign-in")
    async def sign_in_page(
        request: Request, next: str = "", principal: Principal | None = Depends(optional_principal)
    ) -> Response:
        if principal:
            return redirect(request, safe_next(request, next, home_of(principal, gate)))
        return page(request, "access/sign-in.html", {"form": Submission.of({"next": next})})

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        submission = await read_form(request, SignInForm)
        if submission.model is None:
            return page(request, "access/sign-in.html", {"form": submission}, status=422)
        form = submission.model
        found = await service.person_with(gate, form.user, form.password, address_of(request))
        if found is None:
            wrong = FieldProblem("password", "wrong-credentials", _("Name or password is wrong."))
            refused = submission.with_errors([wrong])
            return page(request, "access/sign-in.html", {"form": refused}, status=401)
        response = redirect(request, safe_next(request, form.next, home_of(found, gate)))
        set_session(response, request, service.session_token(gate, found))
        return response

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        response = redirect(request, "/sign-in", flash=_("You are signed out."))
        clear_session(response, request)
        return response

    return router


def home_of(principal: Principal, gate: Gate) -> str:
    """Where somebody's work is: each role has its service."""
    return _home(principal, gate.portal.settings)


def _home(principal: Principal, settings: Settings) -> str:
    if principal.has_role("supplier", "verifier", "administrator"):
        return "/"
    if principal.has_role("buyer"):
        return settings.procurement_url
    return settings.aggregator_url


def address_of(request: Request) -> str:
    """The caller's network address."""
    return request.client.host if request.client else ""
