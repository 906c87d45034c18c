"""The accounting policy for people: ``/inventory-policy``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.scope3.category_names import category_names
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, forwarded_metadata, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

from .form import PolicyForm, terms_of, values_of
from .model import ReportTerms
from .service import InventoryPolicies
from .views import OTHERS, gwp_sets, shown_history, shown_reports, triggers

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]
Writer = Annotated[Principal, Depends(require_scope("inventories:write"))]
_HERE = "/inventory-policy"
_FREE_ROWS = 1


def pages(policies: InventoryPolicies) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix=_HERE, include_in_schema=False)

    async def policy_page(
        request: Request,
        caller: Principal,
        form: Submission[Any] | None = None,
        report: Submission[Any] | None = None,
        status: int = 200,
    ) -> Response:
        held = await policies.get(caller.scope)
        values = {
            "held": held,
            "form": form or Submission.of(values_of(held)),
            "report": report or Submission.of({"year": policies.clock().year - 1}),
            "gwp_sets": gwp_sets(),
            "others": OTHERS,
            "triggers": triggers(),
            "categories": category_names(current_language()),
            "rows": len(held.terms.structural_changes) + _FREE_ROWS,
            "reports": shown_reports(held),
            "history": shown_history(await policies.history(caller.scope)),
        }
        return page(request, "inventory_policy/edit.html", values, status=status)

    @router.get("")
    async def show(request: Request, caller: Reader) -> Response:
        return await policy_page(request, caller)

    @router.post("")
    async def state(request: Request, caller: Writer) -> Response:
        form = await read_form(request, PolicyForm)
        if form.model is None:
            return await policy_page(request, caller, form, status=422)
        terms = terms_of(form.model)
        if isinstance(terms, list):
            return await policy_page(request, caller, form.with_errors(terms), status=422)
        try:
            await policies.state(caller.scope, terms, form.model.version)
        except Problem as problem:
            if not problem.errors:
                raise
            shown = form.with_errors(problem.errors)
            return await policy_page(request, caller, shown, status=problem.status)
        said = _("The policy is stated; inventories follow it from now on.")
        return redirect(request, _HERE, flash=said)

    @router.post("/reports")
    async def report_year(request: Request, caller: Writer) -> Response:
        form = await read_form(request, ReportTerms)
        if form.model is None:
            return await policy_page(request, caller, report=form, status=422)
        try:
            metadata = forwarded_metadata(request)
            await policies.report(caller.scope, form.model, metadata)
        except Problem as problem:
            if not problem.errors:
                raise
            shown = form.with_errors(problem.errors)
            return await policy_page(request, caller, report=shown, status=problem.status)
        said = _("The year is reported; later changes of it will restate it.")
        return redirect(request, _HERE, flash=said)

    return router
