"""One function that makes a service's web application, the same in every service."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from tierzero import problems
from tierzero.i18n import Catalogs, Text, load_catalogs
from tierzero.identity import Clock, EndedSessions, Identity, identity_of, utc_now
from tierzero.settings import Settings

from .body_size import TooLargeAnswers
from .ended import EndedSessionsKnown
from .guard import ForgeryGuard
from .headers import SecurityHeaders
from .language import LanguageMiddleware, language_routes
from .navigation import NavigationItem, areas_of
from .pages import Pages, template_environment
from .problem_pages import problem_page
from .readiness import Check, readiness_routes
from .reference import reference_routes
from .request_log import RequestLog
from .statics import static_folders, static_routes

MEBIBYTE = 1024 * 1024

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    settings: Settings,
    *,
    title: Text,
    package: str,
    routers: Sequence[APIRouter] = (),
    navigation: Sequence[NavigationItem] = (),
    checks: Mapping[str, Check] | None = None,
    clock: Clock = utc_now,
    lifespan: Lifespan | None = None,
    max_body_bytes: int = 32 * MEBIBYTE,
    ended: EndedSessions | None = None,
) -> FastAPI:
    """A web application with pages, problems, languages, identity and health in place.

    ``package`` is the service's import package: its ``<slice>/pages``, ``static`` and ``locale``
    are used. A route that takes larger files says so itself (``max_body_size=`` of the route).
    ``ended`` tells which sessions are over; without it the portal is asked.
    """
    identity = identity_of(settings, clock, ended)
    app = FastAPI(
        title=f"TierZero {title.message}",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        max_body_size=max_body_bytes,
        middleware=_middleware(identity, load_catalogs("tierzero", package)),
        # Traces are the kit's concern (tierzero.telemetry), not FastAPI's own.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    # The limit holds in the routes, inside the middleware that words its answer, not around it.
    app.max_body_size = None
    app.state.identity = identity
    app.state.pages = _pages(settings, title, package, navigation)
    problems.install(app, problem_page)
    for router in (*_kit_routers(package, checks or {}), *routers):
        app.include_router(router)
    _instrument(app)
    return app


def _middleware(identity: Identity, catalogs: Catalogs) -> list[Middleware]:
    return [
        Middleware(RequestLog),
        Middleware(SecurityHeaders, origins=identity.origins),
        Middleware(EndedSessionsKnown, ended=identity.ended),
        Middleware(LanguageMiddleware, catalogs=catalogs),
        Middleware(problems.UnexpectedErrors, problem_page=problem_page),
        Middleware(TooLargeAnswers, problem_page=problem_page),
        Middleware(ForgeryGuard, origins=identity.origins, problem_page=problem_page),
    ]


def _pages(
    settings: Settings, title: Text, package: str, navigation: Sequence[NavigationItem]
) -> Pages:
    environment = template_environment(package)
    return Pages(environment, settings, title, tuple(navigation), areas_of(settings))


def _kit_routers(package: str, checks: Mapping[str, Check]) -> list[APIRouter]:
    return [
        readiness_routes(checks),
        language_routes(),
        static_routes(static_folders(package)),
        reference_routes(),
    ]


def _instrument(app: FastAPI) -> None:
    from tierzero.telemetry import instrument_fastapi

    instrument_fastapi(app)
