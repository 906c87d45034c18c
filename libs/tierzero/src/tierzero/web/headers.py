"""Headers that make browsers defend the user: strict content security policy and its companions."""

import secrets
from collections.abc import Iterable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tierzero.identity.origins import Origins

_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_YEAR_OF_TLS = "max-age=31536000; includeSubDomains"


class SecurityHeaders:
    """ASGI middleware that gives each response its policy, with a nonce of its own for styles."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        self.app = app
        self.origins = origins
        self.fixed = dict(_FIXED)
        if origins.own_url.startswith("https://"):
            self.fixed["Strict-Transport-Security"] = _YEAR_OF_TLS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        Request(scope).state.nonce = nonce
        policy = content_security_policy(nonce, self.origins.trusted)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.fixed.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", policy)
                # Pages are one person's; only static files say otherwise.
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


def content_security_policy(nonce: str, origins: Iterable[str]) -> str:
    """Own files only; forms may lead to the platform's services, as signing in does."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            # plotly fills the one style element that the layout gives it; see layout.html.
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            f"form-action 'self' {' '.join(sorted(origins))}".rstrip(),
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        )
    )
