"""Pages: calculations, one step of one, beginning and removing one."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import service
from .evaluating import evaluate
from .fieldset import Step
from .form import StepForm, form_of, read_step
from .listing import listed
from .model import Calculation
from .offers import Offers, offers
from .starting import first_statement
from .stepping import NOT_STATED, chosen_step, following, gaps_of_step
from .steps import STEPS
from .texts import UNITS

PAGE_SIZE = 50
MOST_ROWS = 200
MORE_ROWS = 3
_may_write = require_scope("footprints:write")


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/calculations``."""
    router = APIRouter(prefix="/calculations", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, turning: Turning = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        pages = await service.turned(portal, caller.scope, "", turning.turn, PAGE_SIZE)
        rows = await listed(portal, caller.scope, pages.items)
        return page(request, "calculations/list.html", {"rows": rows, "pages": pages})

    @router.get("/new")
    async def choose(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        found = await products.first(portal, caller.scope, 1000)
        return page(request, "calculations/choose.html", {"products": found})

    @router.post("/new")
    async def begin(
        request: Request, product: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        owner = await organizations.get(portal, caller.user_id, caller.organization_id)
        stated = await first_statement(portal, caller.scope, owner, product)
        made = await service.start(portal, caller.scope, product, stated)
        return redirect(request, f"/calculations/{made.id}/{STEPS[0].key}")

    @router.get("/{identity}/{key}")
    async def edit(
        request: Request, identity: str, key: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        step = chosen_step(key)
        found = await service.get(portal, caller.scope, identity)
        offered = await _offers(portal, caller, found)
        form = form_of(found.stated, step, offered)
        return await _show(portal, request, caller, found, step, offered, form)

    @router.post("/{identity}/{key}")
    async def save(
        request: Request, identity: str, key: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        step = chosen_step(key)
        found = await service.get(portal, caller.scope, identity)
        return await _save(portal, request, caller, found, step)

    return router


async def _save(
    portal: Portal, request: Request, caller: Principal, found: Calculation, step: Step
) -> Response:
    offered = await _offers(portal, caller, found)
    form = await read_form(request, StepForm)
    typed = {name: value for name, value in form.values.items() if name not in NOT_STATED}
    filled = read_step(found.stated, step, typed, offered)
    again = Submission(filled.values, filled.errors)
    if form.value("action") == "more" or filled.stated is None:
        more = MORE_ROWS if form.value("action") == "more" else 0
        return await _show(portal, request, caller, found, step, offered, again, more=more)
    opened = str(form.value("version"))
    version = int(opened) if opened.isdecimal() else 0
    try:
        await service.save(portal, caller.scope, found.id, filled.stated, version)
    except Problem as problem:
        if problem.code != "calculation-changed":
            raise
        return await _show(
            portal, request, caller, found, step, offered, again, stale=problem.detail
        )
    stays = form.value("action") == "save"
    url = f"/calculations/{found.id}/{step.key if stays else following(step)}"
    return redirect(request, url, flash=_("Saved."))


async def _offers(portal: Portal, caller: Principal, found: Calculation) -> Offers:
    product = await products.get(portal, caller.scope, found.product_id)
    return await offers(portal, caller.scope, product, found.stated)


async def _show(
    portal: Portal,
    request: Request,
    caller: Principal,
    found: Calculation,
    step: Step,
    offered: Offers,
    form: Submission[Any],
    *,
    more: int = 0,
    stale: object = None,
) -> Response:
    values = {
        "calculation": found,
        "product": await products.get(portal, caller.scope, found.product_id),
        "step": step,
        "steps": STEPS,
        "next_step": following(step),
        "form": form,
        "gaps": [] if form.errors else gaps_of_step(evaluate(found), step),
        "offers": offered,
        "units": UNITS,
        "row_counts": {one.name: _rows(form, one.name, more) for one in step.sections},
        "most_rows": MOST_ROWS,
        "stale": stale,
    }
    status = 409 if stale else 422 if form.errors else 200
    return page(request, "calculations/step.html", values, status=status)


def _rows(form: Submission[Any], section: str, more: int) -> int:
    """Rows that hold something, and one to begin with."""
    prefix = f"{section}["
    filled = {name.partition("]")[0] for name in form.values if name.startswith(prefix)}
    return min(MOST_ROWS, max(1, len(filled) + more))
