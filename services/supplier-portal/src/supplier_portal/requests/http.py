"""JSON API: requests for footprints, and what customers' part numbers mean."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from supplier_portal.acting import ON_BEHALF, acting
from supplier_portal.fields import Identity, Line, Prose
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import Principal, current_principal
from tierzero.problems import forbidden
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import service
from .choices import choices_for
from .model import ReasonCode
from .service import Answer, Criteria
from .views import part_number_view, request_view

Json = Mapping[str, Any]
StateName = Literal[
    "", "open", "queued", "accepted", "expired", "answered", "declined", "withdrawn"
]
Number = Annotated[Line, StringConstraints(max_length=120)]
Comment = Annotated[Prose, StringConstraints(max_length=2_000)]


class Promise(BaseModel):
    """An answer is promised by a day, that day included."""

    model_config = ConfigDict(extra="forbid")

    until: date
    comment: Comment = ""


class GivenAnswer(BaseModel):
    """Footprints of your own, in force."""

    model_config = ConfigDict(extra="forbid")

    footprint_ids: list[str] = Field(min_length=1, max_length=100)
    share: bool = Field(default=False, description="Show their products to the customer too.")


class Refusal(BaseModel):
    """Why there will be no footprint."""

    model_config = ConfigDict(extra="forbid")

    reason_code: ReasonCode
    reason: Comment = ""


class Assignment(BaseModel):
    """What a customer's part number means; without a product it is taken back."""

    model_config = ConfigDict(extra="forbid")

    customer_id: Identity
    part_number: Number
    product_id: str = Field(default="", max_length=64)


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/footprint-requests`` and ``/api/v1/part-numbers``."""
    router = APIRouter(prefix="/api/v1", tags=["footprint requests"])
    reading, answering = acting(portal, "requests:read"), acting(portal, "requests:answer")

    @router.get("/footprint-requests", summary="Requests, the most urgent first")
    async def every(
        criteria: Criteria = Depends(criteria_of),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        pages = await service.turned(portal, scope, criteria, asked.turn, asked.limit)
        total = await service.count(portal, scope, criteria)
        found = [request_view(one) for one in pages.items]
        return asked.answer(pages, {"data": found, "total": total.exact})

    @router.get("/footprint-requests/{identity}", summary="One request with its history")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        return request_view(await service.get(portal, scope, identity))

    @router.get("/footprint-requests/{identity}/choices", summary="Footprints that may answer it")
    async def choices(identity: str, scope: Scope = Depends(reading)) -> Json:
        request = await service.get(portal, scope, identity)
        found = await choices_for(portal, scope, request)
        return {"data": [choice.view() for choice in found.footprints]}

    @router.post("/footprint-requests/{identity}/accept", summary="Promise an answer by a day")
    async def accept(identity: str, said: Promise, scope: Scope = Depends(answering)) -> Json:
        promised = await service.accept(portal, scope, identity, said.until, said.comment)
        return request_view(promised)

    @router.post("/footprint-requests/{identity}/answer", summary="Answer with footprints")
    async def answer(
        identity: str,
        said: GivenAnswer,
        scope: Scope = Depends(answering),
        caller: Principal = Depends(current_principal),
    ) -> Json:
        refuse_sharing(caller, said.share)
        given = Answer(tuple(said.footprint_ids), said.share)
        return request_view(await service.answer(portal, scope, identity, given))

    @router.post("/footprint-requests/{identity}/decline", summary="Decline with a reason")
    async def decline(identity: str, said: Refusal, scope: Scope = Depends(answering)) -> Json:
        code, reason = said.reason_code, said.reason
        return request_view(await service.decline(portal, scope, identity, code, reason))

    @router.get("/part-numbers", summary="What customers' part numbers mean")
    async def part_numbers(
        customer_id: str = Query(""),
        product_id: str = Query(""),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        chosen = {"buyer_id": customer_id, "product_id": product_id}
        pages = await service.part_numbers(portal, scope, asked.turn, asked.limit, **chosen)
        return asked.answer(pages, {"data": [part_number_view(one) for one in pages.items]})

    @router.put("/part-numbers", summary="Say what a customer's part number means")
    async def assign(said: Assignment, scope: Scope = Depends(answering)) -> Json:
        stated = await service.assign(
            portal, scope, said.customer_id, said.part_number, said.product_id
        )
        return part_number_view(stated)

    return router


def refuse_sharing(caller: Principal, share: bool) -> None:
    """Showing a product to somebody takes the permission for that, also within an answer."""
    if share and not (caller.may("shares:write") or caller.may(ON_BEHALF)):
        detail = _("Your account lacks the permission {scope}.", scope="shares:write")
        raise forbidden(detail, "scope-required")


def criteria_of(
    state: StateName = Query("", description="“open” for all that wait."),
    customer_id: str = Query(""),
    due_until: date | None = Query(None, description="Open and due by this day, included."),
) -> Criteria:
    """The criteria in the query."""
    before = None
    if due_until:
        before = datetime.combine(due_until, time(), UTC) + timedelta(days=1)
    return Criteria(state, customer_id, before)
