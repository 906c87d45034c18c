"""Purchases for people: ``/purchases``."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from procurement.assessments.views import supplier_name
from procurement.catalogue.service import Catalogue
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.tenancy import Scope
from tierzero.web import Submission, Turning, page, read_form, redirect

from .api import selection
from .filling import values_of
from .model import Purchase, PurchaseEntry
from .service import Activities

Reader = Annotated[Principal, Depends(require_scope("activities:read"))]
Writer = Annotated[Principal, Depends(require_scope("activities:write"))]
_SIZE = 50
_OFFERED = 500
"""Products proposed while one types; others are typed whole."""


def pages(activities: Activities, catalogue: Catalogue) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/purchases", include_in_schema=False)

    async def form_page(
        request: Request, scope: Scope, form: Submission[Any], held: Purchase | None, status: int
    ) -> Response:
        products = (await catalogue.everything(scope, Turn(), _OFFERED)).items
        values = {
            "form": form,
            "held": held,
            "suppliers": await catalogue.suppliers(scope),
            "products": products,
            "categories": [
                ("1", _("1 – goods and services")),
                ("2", _("2 – capital goods")),
            ],
        }
        return page(request, "activities/edit.html", values, status=status)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        asked = request.query_params
        start, end = _day(asked.get("from", "")), _day(asked.get("until", ""))
        chosen = selection(asked.get("supplier", ""), start, end)
        shown = await activities.turned(caller.scope, chosen, turning.turn, _SIZE)
        found = shown.items
        suppliers = await catalogue.organizations(caller.scope)
        products = await catalogue.product_names(caller.scope, {one.product_id for one in found})
        language = current_language()
        values = {
            "purchases": found,
            "pages": shown,
            "total": await activities.count(caller.scope, chosen),
            "names": {key: supplier_name(one, language) for key, one in suppliers.items()},
            "products": products,
            "supplier": asked.get("supplier", ""),
            "start": start,
            "end": end,
            "filtered": bool(chosen),
        }
        return page(request, "activities/list.html", values)

    @router.get("/new")
    async def new_page(request: Request, caller: Writer) -> Response:
        form = Submission.of({"category": "1", "date": activities.clock().date().isoformat()})
        return await form_page(request, caller.scope, form, None, 200)

    @router.post("")
    async def record(request: Request, caller: Writer) -> Response:
        form = await read_form(request, PurchaseEntry)
        if form.model is None:
            return await form_page(request, caller.scope, form, None, 422)
        try:
            outcome = await activities.record(caller.scope, [form.model])
        except Problem as problem:
            shown = form.with_errors(problem.errors)
            return await form_page(request, caller.scope, shown, None, problem.status)
        said = _("The purchase is recorded.")
        if outcome.corrected:
            said = _("A purchase of this reference was there already; it is corrected.")
        if outcome.unchanged:
            said = _("This very purchase was there already.")
        return redirect(request, "/purchases", flash=said)

    @router.get("/{purchase_id}")
    async def edit_page(request: Request, caller: Reader, purchase_id: str) -> Response:
        held = await activities.get(caller.scope, purchase_id)
        known = await catalogue.directory(caller.scope, [held.supplier_id])
        form = Submission.of(values_of(held, known, current_language()))
        return await form_page(request, caller.scope, form, held, 200)

    @router.post("/{purchase_id}/withdraw")
    async def withdraw(request: Request, caller: Writer, purchase_id: str) -> Response:
        await activities.withdraw(caller.scope, purchase_id)
        return redirect(request, "/purchases", flash=_("The purchase is deleted."))

    return router


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
