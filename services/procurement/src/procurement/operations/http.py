"""Activities other than purchases for people: ``/activities``."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.tabular.columns import title_of, wording
from tierzero.web import Submission, Turning, page, read_form, redirect

from .api import kind_of, selection
from .kinds import KINDS, Kind
from .record import Operation
from .service import Operations

Reader = Annotated[Principal, Depends(require_scope("activities:read"))]
Writer = Annotated[Principal, Depends(require_scope("activities:write"))]
_SIZE = 50


def pages(operations: Operations) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/activities", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        chosen = request.query_params.get("kind", "")
        wanted = selection(chosen if chosen in KINDS else "", None, None)
        shown = await operations.turned(caller.scope, wanted, turning.turn, _SIZE)
        values = {
            "activities": shown.items,
            "pages": shown,
            "total": await operations.count(caller.scope, wanted),
            "kinds": KINDS,
            "chosen": chosen,
        }
        return page(request, "operations/list.html", values)

    @router.get("/new/{name}")
    async def new_page(request: Request, caller: Writer, name: str) -> Response:
        today = operations.clock().date().isoformat()
        return _form_page(request, kind_of(name), Submission.of({"date": today}))

    @router.post("/new/{name}")
    async def record(request: Request, caller: Writer, name: str) -> Response:
        kind = kind_of(name)
        form = await read_form(request, kind.model)
        if form.model is None:
            return _form_page(request, kind, form, status=422)
        try:
            await operations.record(caller.scope, [form.model])
        except Problem as problem:
            shown = form.with_errors(problem.errors)
            return _form_page(request, kind, shown, status=problem.status)
        return redirect(request, "/activities", flash=_("The activity is recorded."))

    @router.get("/{activity_id}")
    async def edit_page(request: Request, caller: Reader, activity_id: str) -> Response:
        held = await operations.get(caller.scope, activity_id)
        return _form_page(request, KINDS[held.kind], Submission.of(_values(held)), held)

    @router.post("/{activity_id}/withdraw")
    async def withdraw(request: Request, caller: Writer, activity_id: str) -> Response:
        await operations.withdraw(caller.scope, activity_id)
        return redirect(request, "/activities", flash=_("The activity is deleted."))

    return router


def _form_page(
    request: Request,
    kind: Kind,
    form: Submission[Any],
    held: Operation | None = None,
    status: int = 200,
) -> Response:
    fields = [
        {
            "name": column.name,
            "kind": column.kind,
            "title": title_of(column),
            "help": wording(column.help),
            "unit": column.unit,
            "example": column.example,
            "required": column.required,
            "options": [(one.value, wording(one.titles)) for one in column.choices],
        }
        for column in kind.columns
    ]
    values = {"kind": kind, "fields": fields, "form": form, "held": held}
    return page(request, "operations/edit.html", values, status=status)


def _values(held: Operation) -> dict[str, Any]:
    """What stands in the form, by the names of its fields."""
    common = {
        "reference": held.reference,
        "date": held.date.isoformat(),
        "category": str(held.category),
    }
    return {**common, **dict(_flat(held.detail))}


def _flat(detail: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in detail.items():
        yield from _flat_value(f"{before}{name}", value)


def _flat_value(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        yield from _flat(value, f"{name}.")
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for place, item in enumerate(value):
            yield from _flat(item, f"{name}[{place}].")
    else:
        yield name, " ".join(value) if isinstance(value, list) else str(value)
