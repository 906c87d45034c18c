"""Who sends an HTTP request: from a bearer token, or from the session cookie of a page."""

from dataclasses import dataclass, field

from fastapi import FastAPI, Request
from joserfc.jwk import KeySet
from starlette.responses import Response

from tierzero.problems import Problem
from tierzero.settings import Settings

from .ended import EndedSessions, published_by
from .keys import read_verification_keys
from .origins import Origins, origins_of
from .principal import Principal
from .tokens import SESSION_LIFETIME, Clock, session_ended, utc_now, verify_token

SESSION_COOKIE = "tierzero_session"


@dataclass(frozen=True, slots=True)
class Identity:
    """What a process needs to know who is calling."""

    keys: KeySet
    clock: Clock
    origins: Origins
    cookie_domain: str = ""
    ended: EndedSessions = field(default_factory=EndedSessions)

    @property
    def secure(self) -> bool:
        """Whether cookies may travel over TLS only."""
        return self.origins.portal_url.startswith("https://")


def identity_of(
    settings: Settings, clock: Clock = utc_now, ended: EndedSessions | None = None
) -> Identity:
    """The identity settings of a process; without a key nobody can sign in."""
    path = settings.verification_key
    keys = read_verification_keys(path) if path else KeySet([])
    known = ended or EndedSessions(published_by(settings.sessions_url or settings.portal_url))
    return Identity(keys, clock, origins_of(settings), settings.cookie_domain, known)


def of(app: FastAPI) -> Identity:
    """The identity settings that an application was made with."""
    return app.state.identity


def bearer_token(request: Request) -> str | None:
    """The token in the Authorization header (RFC 6750 §2.1)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def token_of(request: Request) -> str | None:
    """The caller's token; a bearer token is preferred, so that a cookie never adds to it."""
    return bearer_token(request) or request.cookies.get(SESSION_COOKIE)


def principal_of(request: Request) -> Principal | None:
    """Who sends the request, or None; Problem 401 for a bearer token that is not valid.

    A session cookie that is no longer valid counts as none: its owner just has to sign in.
    """
    if not hasattr(request.state, "principal"):
        request.state.principal = _verified(request)
    return request.state.principal


def _verified(request: Request) -> Principal | None:
    token = token_of(request)
    if token is None:
        return None
    identity = of(request.app)
    try:
        principal = verify_token(identity.keys, token, now=identity.clock())
        if identity.ended.has_ended(principal):
            raise session_ended()
        return principal
    except Problem:
        if bearer_token(request):
            raise
        return None


def set_session(response: Response, request: Request, token: str) -> None:
    """Let the browser carry the token: hidden from scripts, not sent from other sites' forms."""
    identity = of(request.app)
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=identity.secure,
        domain=identity.cookie_domain or None,
    )


def clear_session(response: Response, request: Request) -> None:
    """Sign the browser out."""
    identity = of(request.app)
    response.delete_cookie(
        SESSION_COOKIE,
        httponly=True,
        samesite="lax",
        secure=identity.secure,
        domain=identity.cookie_domain or None,
    )
