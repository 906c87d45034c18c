"""Each request with a token is answered with knowledge of the sessions that were ended."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tierzero.identity import EndedSessions, token_of


class EndedSessionsKnown:
    """ASGI middleware that keeps the list of ended sessions young enough."""

    def __init__(self, app: ASGIApp, ended: EndedSessions) -> None:
        self.app = app
        self.ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http" and token_of(Request(scope)):
            await self.ended.refresh()
        await self.app(scope, receive, send)
