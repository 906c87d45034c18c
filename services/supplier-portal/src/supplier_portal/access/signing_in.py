"""Sign-in and sign-out pages."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import MANAGERS, SUPPLIERS
from tierzero.i18n import _
from tierzero.identity import (
    Principal,
    clear_session,
    optional_principal,
    safe_next,
    set_session,
)
from tierzero.problems import FieldProblem, not_found
from tierzero.settings import Settings
from tierzero.web import page, read_form, redirect, remember_language
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
        return sign_in_form(request, gate, Submission.of({"next": next}))

    @router.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        if not gate.portal.settings.passwords:
            raise not_found(_("Passwords are switched off here."), "passwords-off")
        submission = await read_form(request, SignInForm)
        if submission.model is None:
            return sign_in_form(request, gate, submission, status=422)
        form = submission.model
        found = await service.person_with(gate, form.user, form.password, address_of(request))
        if found is None:
            wrong = FieldProblem("password", "wrong-credentials", _("Name or password is wrong."))
            return sign_in_form(request, gate, submission.with_errors([wrong]), status=401)
        return let_in(request, gate, found, form.next)

    @router.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        response = redirect(request, "/sign-in", flash=_("You are signed out."))
        clear_session(response, request)
        return response

    return router


def sign_in_form(
    request: Request, gate: Gate, form: Submission[Any], *, status: int = 200
) -> Response:
    """The page with the ways to get in that are switched on."""
    settings = gate.portal.settings
    values = {
        "form": form,
        "passwords": settings.passwords,
        "provider": (settings.oidc_label or _("your organization")) if settings.oidc_issuer else "",
    }
    return page(request, "access/sign-in.html", values, status=status)


def let_in(request: Request, gate: Gate, principal: Principal, next_: str) -> Response:
    """Begin a session and go where the person wanted to, in the person's language."""
    response = redirect(request, safe_next(request, next_, home_of(principal, gate)))
    begin_session(response, request, gate, principal)
    return response


def begin_session(response: Response, request: Request, gate: Gate, principal: Principal) -> None:
    """Give the browser a session; a language stored in the account is this browser's from now."""
    set_session(response, request, service.session_token(gate, principal))
    if principal.language:
        remember_language(response, request, principal.language)


def home_of(principal: Principal, gate: Gate) -> str:
    """Where somebody's work is: each role has its service."""
    return _home(principal, gate.portal.settings)


def _home(principal: Principal, settings: Settings) -> str:
    if principal.has_role(*SUPPLIERS):
        return "/"
    if principal.has_role("buyer"):
        return settings.procurement_url
    return "/people" if principal.has_role(*MANAGERS) else settings.aggregator_url


def address_of(request: Request) -> str:
    """The caller's network address."""
    return request.client.host if request.client else ""
