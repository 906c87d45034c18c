"""The sample service's wiring."""

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal

from fastapi import APIRouter, Depends, FastAPI, File, Request, UploadFile
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field, field_validator
from pymongo.errors import AutoReconnect
from starlette.responses import Response

from tierzero.i18n import _, literal
from tierzero.identity import (
    Clock,
    Principal,
    current_principal,
    optional_principal,
    require_role,
    require_scope,
    utc_now,
)
from tierzero.problems import FieldProblem, Invalid, conflict
from tierzero.settings import Settings
from tierzero.web import (
    NavigationItem,
    Series,
    Submission,
    create_app,
    line_chart,
    page,
    paginate,
    read_form,
    redirect,
    waterfall_chart,
)


class Thing(BaseModel):
    """A limit, as a buyer would enter it."""

    name: str = Field(min_length=2, max_length=80)
    amount: Decimal = Field(gt=0)
    unit: str = "kilogram"
    comment: str | None = None

    @field_validator("name")
    @classmethod
    def _no_digits(cls, name: str) -> str:
        if name.isdigit():
            raise Invalid("only-digits", _("A number alone is no name."))
        return name


def charts() -> dict[str, object]:
    """Two figures to look at."""
    years = [literal(str(year)) for year in range(2021, 2031)]
    measured = [Decimal(v) for v in (100, 97, 91, 88, 80, 74)] + [None] * 4
    target = [Decimal(100) - Decimal("4.2") * place for place in range(10)]
    series = [Series(_("Emissions"), measured), Series(_("Limit"), target, "dash")]
    effects = [(_("Emissions"), Decimal(-12)), (_("Limit"), Decimal(5))]
    start = (_("Progress"), Decimal(80))
    return {
        "progress": line_chart(_("Progress"), years, series, unit="kt CO₂e", identifier="progress"),
        "effects": waterfall_chart(
            _("Progress"), effects, start=start, end=_("Next"), unit="kt CO₂e", identifier="effects"
        ),
    }


def routes() -> APIRouter:
    """Pages and an API for things."""
    router = APIRouter(tags=["things"])
    stored: list[Thing] = []
    changed = asyncio.Event()

    @router.get("/", response_class=HTMLResponse, include_in_schema=False)
    async def overview(
        request: Request, who: Principal | None = Depends(optional_principal)
    ) -> Response:
        return page(request, "things/overview.html", {"things": stored, **charts()})

    @router.get("/things", response_class=HTMLResponse, include_in_schema=False)
    async def list_page(
        request: Request, page_number: int = 1, who: Principal = Depends(require_role("buyer"))
    ) -> Response:
        values = {"things": stored, "pages": paginate(234, page_number, 25)}
        return page(request, "things/list.html", values)

    @router.get("/things/new", include_in_schema=False)
    async def new_page(request: Request, who: Principal = Depends(current_principal)) -> Response:
        return page(request, "things/edit.html", {"form": Submission.blank()})

    @router.post("/things/new", include_in_schema=False)
    async def create(request: Request, who: Principal = Depends(require_role("buyer"))) -> Response:
        submission = await read_form(request, Thing)
        if submission.model is None:
            return page(request, "things/edit.html", {"form": submission}, status=422)
        stored.append(submission.model)
        return redirect(request, "/", flash=_("The limit is set."))

    @router.post("/things/upload", include_in_schema=False)
    async def upload(request: Request, file: UploadFile = File()) -> Response:
        size = len(await file.read())
        return page(request, "things/edit.html", {"form": Submission.blank(), "size": size})

    @router.post("/api/things", status_code=201)
    async def create_by_program(
        thing: Thing, who: Principal = Depends(require_scope("limits:write"))
    ) -> Thing:
        """Store a thing."""
        if any(one.name == thing.name for one in stored):
            error = FieldProblem("name", "taken", _("There is one of this name already."))
            raise conflict("name-taken", _("Names are unique."), [error])
        stored.append(thing)
        changed.set()
        return thing

    @router.get("/api/things")
    async def list_for_programs(limit: int = 10) -> list[Thing]:
        """The first things."""
        return stored[:limit]

    @router.get("/api/broken", include_in_schema=False)
    async def broken() -> None:
        raise RuntimeError("secret of the inside")

    @router.get("/api/storeless", include_in_schema=False)
    async def storeless() -> None:
        raise AutoReconnect("secret of the inside")

    @router.get("/events", response_class=EventSourceResponse, include_in_schema=False)
    async def events() -> AsyncIterator[ServerSentEvent]:
        yield ServerSentEvent(data={"texts": {"emissions": "41.9 kt CO₂e"}})

    @router.get("/changes", response_class=EventSourceResponse, include_in_schema=False)
    async def changes() -> AsyncIterator[ServerSentEvent]:
        while True:
            await changed.wait()
            changed.clear()
            yield ServerSentEvent(event="changed", data={"refresh": True})

    return router


def sample_app(settings: Settings, clock: Clock = utc_now, **options: object) -> FastAPI:
    """The whole application."""
    return create_app(
        settings,
        title=_("Procurement"),
        package="sample_service",
        routers=[routes()],
        navigation=[
            NavigationItem(_("Overview"), "/"),
            NavigationItem(_("Limits"), "/things", roles=("buyer",)),
        ],
        clock=clock,
        **options,  # pyright: ignore[reportArgumentType]
    )
