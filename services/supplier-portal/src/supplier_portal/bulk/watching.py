"""A long upload as a page watches it: lines of JSON with how far it is, and at last what to show.

Pages without scripts do not ask for lines and get the same end as a page.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response, StreamingResponse

from tierzero.i18n import ngettext
from tierzero.problems import Problem

from .model import Progress, Result

LINES = "application/x-ndjson"

Steps = AsyncIterator[Progress | Result]
End = Callable[[Result], Awaitable[Response]]
Fault = Callable[[Problem], Awaitable[Response]]


def wants_steps(request: Request) -> bool:
    """Whether the caller watches."""
    return LINES in request.headers.get("accept", "")


async def answered(request: Request, steps: Steps, end: End, fault: Fault) -> Response:
    """The end of an upload, or where the caller watches, all that leads to it."""
    if wants_steps(request):
        return StreamingResponse(_lines(steps, end, fault), media_type=LINES)
    try:
        async for step in steps:
            if isinstance(step, Result):
                return await end(step)
    except Problem as problem:
        return await fault(problem)
    raise RuntimeError("an upload ended without a result")


async def _lines(steps: Steps, end: End, fault: Fault) -> AsyncIterator[str]:
    try:
        async for step in steps:
            if isinstance(step, Progress):
                yield _line({"said": _said(step), "share": _share(step)})
            else:
                yield _line(_shown(await end(step)))
    except Problem as problem:
        yield _line(_shown(await fault(problem)))


def _said(step: Progress) -> str:
    if step.stage == "checking":
        return str(ngettext("{n} row checked", "{n} rows checked", step.rows))
    return str(ngettext("{n} row done", "{n} rows done", step.rows))


def _share(step: Progress) -> float | None:
    """From 0 to 1; None while nobody knows how many rows there are."""
    return min(1.0, step.rows / step.of) if step.of else None


def _shown(response: Response) -> Mapping[str, Any]:
    place = response.headers.get("location")
    return {"go": place} if place else {"page": bytes(response.body).decode()}


def _line(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"
