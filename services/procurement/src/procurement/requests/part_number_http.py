"""What part numbers mean, for people: ``/part-numbers``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from .api import Assignment
from .service import FootprintRequests
from .texts import SPEAKERS
from .wording import names_of

Reader = Annotated[Principal, Depends(require_scope("requests:read"))]
Writer = Annotated[Principal, Depends(require_scope("requests:write"))]
_SIZE = 50


def pages(requests: FootprintRequests) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/part-numbers", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        given = {name: request.query_params.get(name) for name in ("supplier", "part_number")}
        return await _show(requests, request, caller, Submission.of(given), turning.turn)

    @router.post("")
    async def assign(request: Request, caller: Writer) -> Response:
        form = await read_form(request, Assignment)
        if form.model is None:
            return await _show(requests, request, caller, form)
        said = form.model
        try:
            await requests.assign(caller.scope, said.supplier, said.part_number, said.product)
        except Problem as problem:
            if not problem.errors:
                raise
            return await _show(requests, request, caller, form.with_errors(problem.errors))
        flash = _("The supplier sees it too, and may correct it.")
        return redirect(request, "/part-numbers", flash=flash)

    return router


async def _show(
    requests: FootprintRequests,
    request: Request,
    caller: Principal,
    form: Submission[Any],
    turn: Turn | None = None,
) -> Response:
    table, scope = requests.part_numbers, caller.scope
    pages_ = await table.turned(scope, "", turn or Turn(), _SIZE)
    held = pages_.items
    names = await names_of(requests.catalogue, scope, current_language())
    known = await requests.catalogue.product_names(scope, {one.product_id for one in held})
    values = {
        "form": form,
        "held": held,
        "pages": pages_,
        "total": await table.count(scope),
        "names": names,
        "known": known,
        "speakers": SPEAKERS,
        "suppliers": sorted(names.items(), key=lambda pair: pair[1]),
    }
    status = 422 if form.errors else 200
    return page(request, "requests/part_numbers.html", values, status=status)
