"""Routes of signing in at the organization's own OpenID Connect provider."""

import logging
import secrets

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from tierzero.i18n import Text, _
from tierzero.identity.session import of as identity_of_app
from tierzero.problems import FieldProblem
from tierzero.web import Submission

from . import oidc_people, oidc_repository, service
from .oidc_provider import Provider, Refused, Secrets
from .oidc_repository import LIFETIME, UnderWay, hashed
from .service import Gate
from .signing_in import let_in, sign_in_form

COOKIE = "tierzero_oidc"
_PATH = "/auth/oidc"
_log = logging.getLogger(__name__)


def routes(gate: Gate) -> APIRouter:
    """``/auth/oidc``; there are none where no provider is set."""
    router = APIRouter(prefix=_PATH, include_in_schema=False)
    portal = gate.portal
    if not portal.settings.oidc_issuer:
        return router
    provider = Provider(portal.settings, portal.clock)

    @router.get("/start")
    async def start(request: Request, next: str = "") -> Response:
        made = Secrets(*(secrets.token_urlsafe(48) for _part in range(3)))
        browser = secrets.token_urlsafe(32)
        try:
            url = await provider.address(made)
        except Refused as refused:
            return _refused(request, gate, refused)
        sign_in = UnderWay(made, hashed(browser), next)
        await oidc_repository.begin(portal.database, sign_in, portal.clock())
        response = RedirectResponse(url, 303)
        _carry(response, request, browser)
        return response

    @router.get("/return")
    async def come_back(
        request: Request, state: str = "", code: str = "", error: str = ""
    ) -> Response:
        try:
            sign_in = await _under_way(gate, request, state)
            if error or not code:
                raise Refused(f"the provider says {error or 'nothing'}")
            claims = await provider.claims(code, sign_in.secrets)
            member = await oidc_people.member_for(portal, claims)
        except Refused as refused:
            return _refused(request, gate, refused)
        principal = await service.principal_for(gate, member)
        response = let_in(request, gate, principal, sign_in.next)
        response.delete_cookie(COOKIE, path=_PATH)
        return response

    return router


async def _under_way(gate: Gate, request: Request, state: str) -> UnderWay:
    """The sign-in that this browser began; it is used up whatever comes of it."""
    found = await oidc_repository.take(gate.portal.database, state, gate.portal.clock())
    if found is None:
        raise Refused("there is no such sign-in under way")
    if not secrets.compare_digest(found.browser, hashed(request.cookies.get(COOKIE, ""))):
        raise Refused("another browser began this sign-in")
    return found


def _carry(response: Response, request: Request, browser: str) -> None:
    """Lax, because the provider's site sends the browser back."""
    response.set_cookie(
        COOKIE,
        browser,
        max_age=int(LIFETIME.total_seconds()),
        path=_PATH,
        httponly=True,
        samesite="lax",
        secure=identity_of_app(request.app).secure,
    )


def _refused(request: Request, gate: Gate, refused: Refused) -> Response:
    """The sign-in page; the reason goes to the log, where an administrator looks."""
    _log.warning("sign-in by OpenID Connect refused: %s", refused.reason)
    fault = FieldProblem("provider", "provider-sign-in", _message(refused))
    return sign_in_form(request, gate, Submission.blank().with_errors([fault]), status=401)


def _message(refused: Refused) -> Text:
    if refused.unknown:
        return _("You have no account here yet. Ask the administrator of your organization.")
    return _("Signing in there did not work. Try again, or ask your administrator.")
