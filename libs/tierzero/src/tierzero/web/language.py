"""Each request in its caller's language."""

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from tierzero.i18n import LANGUAGE_COOKIE, Catalogs, choose_language, is_language, use_language
from tierzero.identity import principal_of, safe_next
from tierzero.identity.session import of as identity_of_app
from tierzero.problems import Problem

_YEAR_SECONDS = 365 * 24 * 3600


class LanguageMiddleware:
    """ASGI middleware that lets texts speak the caller's language while the request lasts."""

    def __init__(self, app: ASGIApp, catalogs: Catalogs) -> None:
        self.app = app
        self.catalogs = catalogs

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        request.state.translator = self.catalogs.translator(language_of(request))
        with use_language(request.state.translator):
            await self.app(scope, receive, send)


def language_of(request: Request) -> str:
    """The language chosen in this browser, else in the account, else what the browser asks for."""
    return choose_language(
        request.cookies.get(LANGUAGE_COOKIE),
        _language_of_account(request),
        accept_language=request.headers.get("accept-language", ""),
    )


def _language_of_account(request: Request) -> str | None:
    try:
        principal = principal_of(request)
    except Problem:
        return None  # An invalid token is reported by whatever needs it.
    return principal.language if principal else None


def remember_language(response: Response, request: Request, language: str) -> None:
    """Let the browser remember the language that its user chose."""
    identity = identity_of_app(request.app)
    response.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_YEAR_SECONDS,
        httponly=True,
        samesite="lax",
        secure=identity.secure,
        domain=identity.cookie_domain or None,
    )


def language_routes() -> APIRouter:
    """The switch in the header of every page."""
    router = APIRouter(include_in_schema=False)

    @router.post("/language")
    async def switch_language(
        request: Request, language: str = Form(max_length=20), next_: str = Form("/", alias="next")
    ) -> Response:
        response = RedirectResponse(safe_next(request, next_), 303)
        if is_language(language):
            remember_language(response, request, language)
        return response

    return router
