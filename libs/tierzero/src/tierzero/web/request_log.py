"""A line in the log for each request, with the trace that it belongs to.

The query is left out, as it may hold what somebody searched for; so are probes and static files,
which would drown the rest.
"""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_log = logging.getLogger(__name__)
_QUIET = ("/livez", "/readyz", "/static/")
_UNANSWERED = 500


class RequestLog:
    """ASGI middleware; outside all others, so that it sees what was answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http" or scope["path"].startswith(_QUIET):
            await self.app(scope, receive, send)
            return
        status, began = _UNANSWERED, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            _note(scope, status, time.perf_counter() - began)


def _note(scope: Scope, status: int, seconds: float) -> None:
    members = {
        "method": scope["method"],
        "path": scope["path"],
        "status": status,
        "seconds": round(seconds, 4),
    }
    _log.info("%s %s %d", scope["method"], scope["path"], status, extra={"fields": members})
