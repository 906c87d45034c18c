"""Requests and part numbers for programs."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from procurement.bodies import one_or_many
from tierzero.i18n import current_language
from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, paging

from .columns import exported
from .documents import json_of, part_number_json
from .missing import Missing
from .model import Comment, Number, Question
from .resolving import end_of
from .service import Filter, FootprintRequests, Outcome
from .texts import words_of
from .wording import names_of, naming

Reader = Annotated[Principal, Depends(require_scope("requests:read"))]
Writer = Annotated[Principal, Depends(require_scope("requests:write"))]
Json = dict[str, Any]
StateName = Literal[
    "", "open", "late", "sent", "queued", "accepted", "expired", "answered", "declined", "withdrawn"
]


class AskMissing(BaseModel):
    """Ask for everything without a valid footprint, of all suppliers or of some."""

    model_config = ConfigDict(extra="forbid")

    supplier_ids: list[str] = Field(default_factory=list, max_length=1_000)
    deadline: date | None = None
    period_first_day: date | None = None
    period_last_day: date | None = None
    comment: Comment = ""


class Assignment(BaseModel):
    """What your part number means; without a product it is taken back."""

    model_config = ConfigDict(extra="forbid")

    supplier: str = Field(min_length=1, max_length=300)
    part_number: Number = Field(min_length=1)
    product: str = Field(default="", max_length=500)


def api(requests: FootprintRequests, missing: Missing) -> APIRouter:
    """The routes: ``/api/v1/footprint-requests`` and ``/api/v1/part-numbers``."""
    router = APIRouter(prefix="/api/v1", tags=["footprint requests"])
    questions = one_or_many(Question)

    @router.get("/footprint-requests")
    async def list_requests(
        caller: Reader,
        wanted: Annotated[Filter, Depends(filter_of)],
        asked: Annotated[Paging, Depends(paging())],
    ) -> Json:
        """Your requests: the open ones first, the most urgent at the top."""
        pages = await requests.turned(caller.scope, wanted, asked.turn, asked.limit)
        total = await requests.count(caller.scope, wanted)
        found = [json_of(one) for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "requests": found})

    @router.get("/footprint-requests.csv")
    async def export(caller: Reader, wanted: Annotated[Filter, Depends(filter_of)]) -> Response:
        """The same as a CSV file."""
        return await csv_of(requests, caller, wanted)

    @router.post("/footprint-requests", status_code=201)
    async def ask(caller: Writer, entries: Annotated[list[Question], questions]) -> Json:
        """Ask one or a list, all or none; what is open already is not asked twice."""
        return outcome_json(await requests.ask(caller.scope, entries))

    @router.get("/footprint-requests/missing")
    async def list_missing(
        caller: Reader, asked: Annotated[Paging, Depends(paging(usual=1_000))]
    ) -> Json:
        """What you buy or limit without a valid footprint."""
        pages = await missing.turned(caller.scope, asked.turn, asked.limit)
        return asked.answer(pages, {"missing": [vars(one) for one in pages.items]})

    @router.post("/footprint-requests/missing", status_code=201)
    async def ask_missing(caller: Writer, said: Annotated[AskMissing, Body()]) -> Json:
        """Ask for all of it."""
        lacking = await missing.to_ask(caller.scope, said.supplier_ids)
        terms = said.model_dump(exclude={"supplier_ids"})
        asked = [
            Question(supplier=one.supplier_id, product=one.product_id, **terms) for one in lacking
        ]
        return outcome_json(await requests.ask(caller.scope, asked))

    @router.get("/footprint-requests/{request_id}")
    async def one(caller: Reader, request_id: str) -> Json:
        """One request."""
        return json_of(await requests.get(caller.scope, request_id))

    @router.post("/footprint-requests/{request_id}/withdraw")
    async def withdraw(caller: Writer, request_id: str) -> Json:
        """No longer ask."""
        return json_of(await requests.withdraw(caller.scope, request_id))

    @router.post("/footprint-requests/{request_id}/remind")
    async def remind(caller: Writer, request_id: str) -> Json:
        """Remind the supplier; once in 24 hours."""
        return json_of(await requests.remind(caller.scope, request_id))

    @router.post("/footprint-requests/{request_id}/postpone")
    async def postpone(
        caller: Writer, request_id: str, deadline: Annotated[date, Body(embed=True)]
    ) -> Json:
        """Give the supplier until another day."""
        return json_of(await requests.postpone(caller.scope, request_id, deadline))

    @router.get("/part-numbers")
    async def part_numbers(
        caller: Reader, asked: Annotated[Paging, Depends(paging())], supplier_id: str = ""
    ) -> Json:
        """What your part numbers mean."""
        table = requests.part_numbers
        pages = await table.turned(caller.scope, supplier_id, asked.turn, asked.limit)
        total = await table.count(caller.scope, supplier_id)
        found = [part_number_json(one) for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "part_numbers": found})

    @router.put("/part-numbers")
    async def assign(caller: Writer, said: Assignment) -> Json:
        """Say what a part number of yours means; the supplier sees it and may correct it."""
        stated = await requests.assign(caller.scope, said.supplier, said.part_number, said.product)
        return part_number_json(stated)

    return router


def filter_of(
    state: StateName = "",
    supplier_id: str = "",
    due_until: Annotated[date | None, Query(description="Open and due by this day.")] = None,
) -> Filter:
    """The filter in the query."""
    return Filter(state, supplier_id, end_of(due_until) if due_until else None)


def outcome_json(outcome: Outcome) -> Json:
    """What came of asking."""
    return {
        "asked": [json_of(one) for one in outcome.asked],
        "open_already": list(outcome.open_already),
    }


async def csv_of(requests: FootprintRequests, caller: Principal, wanted: Filter) -> Response:
    """All requests that match as a file."""
    found = await requests.every(caller.scope, wanted)
    language = current_language()
    names = await names_of(requests.catalogue, caller.scope, language)
    content = exported(found, names, words_of(), language)
    return Response(content, media_type="text/csv; charset=utf-8", headers=naming())
