"""Requests forged by other sites are refused before any route sees them."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from tierzero.identity import SESSION_COOKIE, refuse_forged
from tierzero.identity.origins import Origins
from tierzero.problems import Problem, respond
from tierzero.problems.handlers import ProblemPage


class ForgeryGuard:
    """ASGI middleware around ``identity.refuse_forged``."""

    def __init__(self, app: ASGIApp, origins: Origins, problem_page: ProblemPage) -> None:
        self.app = app
        self.origins = origins
        self.problem_page = problem_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http":
            request = Request(scope)
            try:
                has_session = SESSION_COOKIE in request.cookies
                refuse_forged(request.method, request.headers, has_session, self.origins)
            except Problem as problem:
                await respond(request, problem, self.problem_page)(scope, receive, send)
                return
        await self.app(scope, receive, send)
