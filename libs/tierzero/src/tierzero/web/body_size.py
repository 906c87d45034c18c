"""Bodies that are too large, answered like every other error.

The limit itself is Starlette's, which stops reading at once but answers in plain text.
"""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tierzero.i18n import _
from tierzero.problems import Problem, respond
from tierzero.problems.handlers import ProblemPage


class TooLargeAnswers:
    """ASGI middleware that puts a problem in the place of a plain 413."""

    def __init__(self, app: ASGIApp, problem_page: ProblemPage) -> None:
        self.app = app
        self.problem_page = problem_page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        replaced = False

        async def replacing_send(message: Message) -> None:
            nonlocal replaced
            if _is_plain_refusal(message):
                replaced = True
                response = respond(Request(scope), _too_large(), self.problem_page)
                await response(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, replacing_send)


def _is_plain_refusal(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] != 413:
        return False
    content_type = Headers(raw=message["headers"]).get("content-type", "")
    return content_type.startswith("text/plain")


def _too_large() -> Problem:
    detail = _("What was sent is larger than is accepted here.")
    # What is still on its way is not read, so the connection cannot be used again.
    return Problem(413, "content-too-large", detail, headers={"Connection": "close"})
