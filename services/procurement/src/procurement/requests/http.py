"""Requests for people: ``/footprint-requests``."""

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict
from starlette.responses import Response

from procurement.places import place_name, places_offered
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.tenancy import Scope
from tierzero.web import Submission, Turning, page, read_form, redirect

from .api import csv_of
from .columns import last_day
from .missing import Missing
from .model import Comment, FootprintRequest, Question
from .service import Filter, FootprintRequests, Outcome
from .texts import FILTERS, HAPPENED, REASONS, STATES, days_left
from .wording import answers_of, names_of

Reader = Annotated[Principal, Depends(require_scope("requests:read"))]
Writer = Annotated[Principal, Depends(require_scope("requests:write"))]
_SIZE = 50
_GIVEN = ("supplier", "part_number", "product", "description")


class ChosenLacks(BaseModel):
    """What is ticked on the page of what is missing, and the terms for all of it."""

    model_config = ConfigDict(extra="forbid")

    keys: list[str]
    deadline: datetime.date | None = None
    period_first_day: datetime.date | None = None
    period_last_day: datetime.date | None = None
    comment: Comment = ""


class Postponement(BaseModel):
    """Another last day."""

    deadline: datetime.date


def pages(requests: FootprintRequests, missing: Missing) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/footprint-requests", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request,
        caller: Reader,
        turning: Annotated[Turning, Depends()],
        state: str = "",
        supplier: str = "",
    ) -> Response:
        wanted = Filter(state if state in dict(FILTERS) else "", supplier)
        pages_ = await requests.turned(caller.scope, wanted, turning.turn, _SIZE)
        values = {
            "requests": pages_.items,
            "pages": pages_,
            "total": await requests.count(caller.scope, wanted),
            "wanted": wanted,
            "filters": FILTERS,
            **await _surroundings(requests, caller.scope),
        }
        return page(request, "requests/list.html", values)

    @router.get("/export.csv")
    async def export(caller: Reader, state: str = "", supplier: str = "") -> Response:
        wanted = Filter(state if state in dict(FILTERS) else "", supplier)
        return await csv_of(requests, caller, wanted)

    @router.get("/new")
    async def new_page(request: Request, caller: Writer) -> Response:
        given = {name: request.query_params.get(name) for name in _GIVEN}
        return await _ask_page(requests, request, caller, Submission.of(given))

    @router.post("")
    async def ask(request: Request, caller: Writer) -> Response:
        form = await read_form(request, Question)
        if form.model is None:
            return await _ask_page(requests, request, caller, form)
        try:
            outcome = await requests.ask(caller.scope, [form.model])
        except Problem as problem:
            if not problem.errors:
                raise
            return await _ask_page(requests, request, caller, form.with_errors(problem.errors))
        found = [*(one.id for one in outcome.asked), *outcome.open_already]
        return redirect(request, f"/footprint-requests/{found[0]}", flash=_said(outcome))

    @router.get("/missing")
    async def missing_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        form, turn = Submission.blank(), turning.turn
        return await _missing_page(requests, missing, request, caller, form, turn)

    @router.post("/missing")
    async def ask_missing(request: Request, caller: Writer) -> Response:
        form = await read_form(request, ChosenLacks)
        if form.model is None:
            return await _missing_page(requests, missing, request, caller, form)
        terms = form.model.model_dump(exclude={"keys"})
        lacking = await missing.to_ask(caller.scope)
        chosen = [one for one in lacking if one.key in form.model.keys]
        try:
            asked = [
                Question(supplier=one.supplier_id, product=one.product_id, **terms)
                for one in chosen
            ]
            outcome = await requests.ask(caller.scope, asked)
        except (Problem, ValueError) as error:
            refused = form.with_errors(getattr(error, "errors", ()))
            if not isinstance(error, Problem):
                raise
            return await _missing_page(requests, missing, request, caller, refused)
        return redirect(request, "/footprint-requests?state=open", flash=_said(outcome))

    @router.get("/{request_id}")
    async def one_page(request: Request, caller: Reader, request_id: str) -> Response:
        return await _one_page(requests, request, caller, request_id, Submission.blank())

    @router.post("/{request_id}/withdraw")
    async def withdraw(request: Request, caller: Writer, request_id: str) -> Response:
        await requests.withdraw(caller.scope, request_id)
        return _back(request, request_id, _("The request is withdrawn."))

    @router.post("/{request_id}/remind")
    async def remind(request: Request, caller: Writer, request_id: str) -> Response:
        await requests.remind(caller.scope, request_id)
        return _back(request, request_id, _("The supplier is reminded."))

    @router.post("/{request_id}/postpone")
    async def postpone(request: Request, caller: Writer, request_id: str) -> Response:
        form = await read_form(request, Postponement)
        if form.model is None:
            return await _one_page(requests, request, caller, request_id, form)
        try:
            await requests.postpone(caller.scope, request_id, form.model.deadline)
        except Problem as problem:
            if not problem.errors:
                raise
            refused = form.with_errors(problem.errors)
            return await _one_page(requests, request, caller, request_id, refused)
        return _back(request, request_id, _("The supplier has until the other day."))

    return router


async def _surroundings(requests: FootprintRequests, scope: Scope) -> dict[str, Any]:
    return {
        "names": await names_of(requests.catalogue, scope, current_language()),
        "states": STATES,
        "last_day": last_day,
        "now": requests.clock(),
    }


async def _ask_page(
    requests: FootprintRequests, request: Request, caller: Principal, form: Submission[Any]
) -> Response:
    names = await names_of(requests.catalogue, caller.scope, current_language())
    suppliers = sorted(names.items(), key=lambda pair: pair[1])
    values = {"form": form, "suppliers": suppliers, "places": places_offered()}
    return page(request, "requests/ask.html", values, status=422 if form.errors else 200)


async def _missing_page(
    requests: FootprintRequests,
    missing: Missing,
    request: Request,
    caller: Principal,
    form: Submission[Any],
    turn: Turn | None = None,
) -> Response:
    pages_ = await missing.turned(caller.scope, turn or Turn(), _SIZE)
    lacking = pages_.items
    products = {one.product_id for one in lacking}
    values = {
        "form": form,
        "lacking": lacking,
        "pages": pages_,
        "products": await requests.catalogue.product_names(caller.scope, products),
        **await _surroundings(requests, caller.scope),
    }
    return page(request, "requests/missing.html", values, status=422 if form.errors else 200)


async def _one_page(
    requests: FootprintRequests,
    request: Request,
    caller: Principal,
    request_id: str,
    form: Submission[Any],
) -> Response:
    held: FootprintRequest = await requests.get(caller.scope, request_id)
    values = {
        "held": held,
        "form": form,
        "history": await requests.history(caller.scope, request_id),
        "answers": await answers_of(requests.catalogue, caller.scope, held),
        "reasons": REASONS,
        "happened": HAPPENED,
        "days_left": days_left,
        "place_name": place_name,
        **await _surroundings(requests, caller.scope),
    }
    return page(request, "requests/one.html", values, status=422 if form.errors else 200)


def _said(outcome: Outcome) -> Any:
    if outcome.open_already and not outcome.asked:
        return _("This is asked for already.")
    return _("Asked; what the supplier does with it appears here.")


def _back(request: Request, request_id: str, said: Any) -> Response:
    return redirect(request, f"/footprint-requests/{request_id}", flash=said)
