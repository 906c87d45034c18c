"""``/livez`` and ``/readyz``: whether the process runs, and whether it can do its work."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse

Check = Callable[[], Awaitable[object]]
"""Raises when what it looks at is not ready."""

_SECONDS = 3.0
_log = logging.getLogger(__name__)


def readiness_routes(checks: Mapping[str, Check]) -> APIRouter:
    """Routes for supervisors; ``/readyz`` names each check and how it went."""
    router = APIRouter(include_in_schema=False)

    @router.get("/livez")
    async def livez() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @router.get("/readyz")
    async def readyz() -> JSONResponse:
        outcomes = await asyncio.gather(*(_outcome(name, checks[name]) for name in checks))
        ready = all(outcome == "ok" for outcome in outcomes)
        content = {"ready": ready, "checks": dict(zip(checks, outcomes, strict=True))}
        return JSONResponse(content, 200 if ready else 503)

    return router


async def _outcome(name: str, check: Check) -> str:
    try:
        async with asyncio.timeout(_SECONDS):
            await check()
    except TimeoutError:
        return f"no answer within {_SECONDS:g} s"
    except Exception as error:
        # Addresses and credentials may stand in the message, so it goes to the log only.
        _log.warning("check %s failed: %s", name, error)
        return type(error).__name__
    return "ok"
