"""The last net: an unexpected error answered inside the middlewares that dress responses.

Starlette answers unhandled errors outside all middleware, hence without security headers and after
the caller's language is forgotten. This one stands innermost, answers, and lets the error go on to
the server's log.
"""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .handlers import ProblemPage, respond, unexpected


class UnexpectedErrors:
    """ASGI middleware: any exception becomes a 500 problem, unless the response already began."""

    def __init__(self, app: ASGIApp, problem_page: ProblemPage | None = None) -> None:
        self.app = app
        self.problem_page = problem_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        started = False

        async def watching_send(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watching_send)
        except Exception as error:
            if scope["type"] == "http" and not started:
                request = Request(scope)
                response = respond(request, unexpected(request, error), self.problem_page)
                await response(scope, receive, send)
            raise
