"""Pages on which a buyer sets targets."""

from collections.abc import Awaitable, Callable

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from aggregator.targets import service
from aggregator.targets.model import Target, TargetDirection, TargetTerms, decimal_text
from aggregator.targets.service import Targets
from tierzero.i18n import _, pgettext
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

_buyer = require_scope("targets:write")

DIRECTION_LABELS = {
    TargetDirection.UPSTREAM: pgettext("direction", "Upstream"),
    TargetDirection.DOWNSTREAM: pgettext("direction", "Downstream"),
}


def page_routes(targets: Targets) -> APIRouter:
    """``/targets``: list, form, change, give up."""
    router = APIRouter(prefix="/targets", include_in_schema=False)
    database = targets.store.database

    @router.get("")
    async def every(request: Request, buyer: Principal = Depends(_buyer)) -> Response:
        found = {one.direction: one for one in await service.targets_of(database, buyer.scope)}
        return page(request, "targets/list.html", {"targets": found, "labels": DIRECTION_LABELS})

    @router.get("/new")
    async def blank(
        request: Request,
        direction: TargetDirection = TargetDirection.UPSTREAM,
        buyer: Principal = Depends(_buyer),
    ) -> Response:
        return _form(request, Submission.of({"direction": direction.value}), "/targets")

    @router.post("")
    async def add(request: Request, buyer: Principal = Depends(_buyer)) -> Response:
        async def work(terms: TargetTerms) -> Target:
            return await service.set_target(targets, buyer.scope, terms)

        return await _submitted(request, "/targets", work)

    @router.get("/{target_id}")
    async def edit(
        request: Request, target_id: str, buyer: Principal = Depends(_buyer)
    ) -> Response:
        target = await service.target_of(database, buyer.scope, target_id)
        return _form(request, _filled(target), f"/targets/{target_id}")

    @router.post("/{target_id}")
    async def change(
        request: Request, target_id: str, buyer: Principal = Depends(_buyer)
    ) -> Response:
        async def work(terms: TargetTerms) -> Target:
            return await service.change_target(targets, buyer.scope, target_id, terms)

        return await _submitted(request, f"/targets/{target_id}", work)

    @router.post("/{target_id}/delete")
    async def remove(
        request: Request, target_id: str, buyer: Principal = Depends(_buyer)
    ) -> Response:
        await service.remove_target(targets, buyer.scope, target_id)
        return redirect(request, "/targets", flash=_("The target is given up."))

    return router


async def _submitted(
    request: Request, action: str, work: Callable[[TargetTerms], Awaitable[Target]]
) -> Response:
    form = await read_form(request, TargetTerms)
    if form.model is None:
        return _form(request, form, action, status=422)
    try:
        await work(form.model)
    except Problem as problem:
        if not problem.errors:
            raise
        return _form(request, form.with_errors(problem.errors), action, status=problem.status)
    return redirect(request, "/targets", flash=_("The target is set."))


def _form(
    request: Request, form: Submission[TargetTerms], action: str, status: int = 200
) -> Response:
    values = {"form": form, "action": action, "labels": DIRECTION_LABELS}
    return page(request, "targets/edit.html", values, status=status)


def _filled(target: Target) -> Submission[TargetTerms]:
    return Submission.of(
        {
            "direction": target.direction.value,
            "base_year": target.base_year,
            "target_year": target.target_year,
            "reduction_percent": decimal_text(target.reduction_percent),
            "base_emissions": decimal_text(target.base_emissions),
            "base_reason": target.base_reason,
        }
    )
