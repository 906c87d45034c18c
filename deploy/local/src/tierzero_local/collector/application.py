"""The collector's web application."""

from pathlib import Path

from fastapi import FastAPI, Request, Response
from starlette.middleware.base import RequestResponseEndpoint
from starlette.staticfiles import StaticFiles

from tierzero_local.collector import api, ingestion, pages
from tierzero_local.collector.received import Received

STATIC = Path(__file__).parent / "static"
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'"


def create_app(received: Received) -> FastAPI:
    """Routes that take telemetry in and routes that show it."""
    app = FastAPI(title="TierZero telemetry", docs_url=None, redoc_url=None)
    for routes in (ingestion.routes, api.routes, pages.routes):
        app.include_router(routes(received))
    app.mount("/static", StaticFiles(directory=STATIC))

    @app.get("/livez", include_in_schema=False)
    @app.get("/readyz", include_in_schema=False)
    async def healthy() -> dict[str, str]:
        return {"status": "ok"}

    @app.middleware("http")
    async def protect(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return app
