"""The application that partners' systems call."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from supplier_portal.access import oauth
from supplier_portal.access.service import Gate
from tierzero.telemetry import instrument_fastapi
from tierzero.web import RequestLog

from . import errors

MOST_BYTES = 16 * 1024 * 1024
"""Longest body taken; a fulfilled request carries whole footprints."""

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_host(gate: Gate, routers: tuple[APIRouter, ...], lifespan: Lifespan) -> FastAPI:
    """The PACT API with its token endpoint: no pages, no sessions, no cookies."""
    app = FastAPI(
        title="TierZero PACT API",
        version="3.0",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        max_body_size=MOST_BYTES,
        middleware=[Middleware(RequestLog)],
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    errors.install(app)
    for router in (oauth.routes(gate, gate.portal.settings.pact_url), *routers):
        app.include_router(router)
    instrument_fastapi(app)
    return app
