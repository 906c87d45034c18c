"""Pages: the form of a product's bill, and taking the bill back."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.gwp import GWP_SETS
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

from . import service
from .choices import Choices, offered
from .form import MOST_ROWS, BillForm, blank_form, form_of, on_fields, stated_of
from .model import Bill
from .texts import PRECEDENCES, UNITS

PATH = "/products/{product_id}/bill-of-materials"
MORE_ROWS = 5
_may_write = require_scope("products:write")


@dataclass(frozen=True)
class _Desk:
    """What the form needs beside its values."""

    product: Product
    bill: Bill | None
    choices: Choices


def routes(portal: Portal) -> APIRouter:
    """Pages at ``/products/{id}/bill-of-materials``."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    async def edit(
        request: Request, product_id: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        desk = await _desk(portal, caller, product_id)
        form = form_of(desk.bill, desk.choices) if desk.bill else blank_form()
        return _show(request, desk, form)

    @router.post("")
    async def save(
        request: Request, product_id: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        desk = await _desk(portal, caller, product_id)
        form = await read_form(request, BillForm)
        if form.value("action") == "more":
            return _show(request, desk, Submission(form.values), more=MORE_ROWS)
        return await _save(portal, request, caller, desk, form)

    @router.post("/withdraw")
    async def withdraw(
        request: Request, product_id: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        await service.withdraw(portal, caller.scope, product_id)
        said = _("The bill of materials is withdrawn.")
        return redirect(request, f"/products/{product_id}", flash=said)

    return router


async def _desk(portal: Portal, caller: Principal, product_id: str) -> _Desk:
    product = await products.get(portal, caller.scope, product_id)
    bill = await service.find(portal, caller.scope, product_id)
    return _Desk(product, bill, await offered(portal, caller.scope, product))


async def _save(
    portal: Portal, request: Request, caller: Principal, desk: _Desk, form: Submission[BillForm]
) -> Response:
    if form.model is None:
        return _show(request, desk, form)
    try:
        stated = stated_of(form.model, desk.choices)
        await service.state(portal, caller.scope, desk.product.id, stated)
    except Problem as problem:
        if not problem.errors:
            raise
        return _show(request, desk, form.with_errors(on_fields(problem.errors)))
    said = _("The bill of materials is saved and published.")
    return redirect(request, f"/products/{desk.product.id}", flash=said)


def _show(request: Request, desk: _Desk, form: Submission[Any], more: int = 0) -> Response:
    values = {
        "form": form,
        "product": desk.product,
        "bill": desk.bill,
        "choices": desk.choices.by_label,
        "row_count": _row_count(form, more),
        "most_rows": MOST_ROWS,
        "too_large": desk.bill is not None and len(desk.bill.stated.parts) > MOST_ROWS,
        "precedences": [(one.value, name) for one, name in PRECEDENCES.items()],
        "gwp_sets": [(name, name) for name in GWP_SETS],
        "units": UNITS,
    }
    return page(request, "bills_of_materials/edit.html", values, status=422 if form.errors else 200)


def _row_count(form: Submission[Any], more: int) -> int:
    """Rows that hold something, and at least some to begin with."""
    filled = {name.partition("]")[0] for name in form.values if name.startswith("parts[")}
    return min(MOST_ROWS, max(3, len(filled) + more))
