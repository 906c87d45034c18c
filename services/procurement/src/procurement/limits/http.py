"""Limits for people: ``/limits``."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.units import DeclaredUnit
from procurement.catalogue.service import Catalogue, number_of
from tierzero.i18n import _, unit_name
from tierzero.identity import Principal, require_scope
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.tenancy import Scope
from tierzero.web import Submission, Turning, page, read_form, redirect

from .model import LimitTerms, SetLimit, terms_of
from .service import Limits

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
Writer = Annotated[Principal, Depends(require_scope("limits:write"))]
_SIZE = 50
_OFFERED = 200
"""So many products are offered for choosing; of more, one is typed by its number in a URN."""


class LimitForm(LimitTerms):
    """The terms, and the version that the editor of the form looked at."""

    version: int | None = None

    def terms(self) -> LimitTerms:
        """The terms alone."""
        return LimitTerms(**{name: getattr(self, name) for name in LimitTerms.model_fields})


def pages(limits: Limits, catalogue: Catalogue) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/limits", include_in_schema=False)

    async def form_page(
        request: Request, scope: Scope, form: Submission[Any], held: SetLimit | None, status: int
    ) -> Response:
        offered = await _offered(catalogue, scope, str(form.value("product_id") or ""))
        values = {
            "form": form,
            "held": held,
            "products": offered,
            "more_products": len(offered) > _OFFERED,
            "units": [(unit.value, unit_name(unit.value)) for unit in DeclaredUnit],
            "history": await limits.history(scope, held.id) if held else [],
        }
        return page(request, "limits/edit.html", values, status=status)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()]
    ) -> Response:
        pages = await limits.turned(caller.scope, turning.turn, _SIZE)
        held = pages.items
        named = {one.limit.product_id for one in held if one.limit.product_id}
        names = {one.id: one.name for one in await catalogue.products(caller.scope, named)}
        values = {"limits": held, "pages": pages, "names": names, "now": limits.clock()}
        return page(request, "limits/list.html", values)

    @router.get("/new")
    async def new_page(request: Request, caller: Writer) -> Response:
        today = limits.clock().date().isoformat()
        chosen = {name: request.query_params.get(name) for name in ("product_id",)}
        form = Submission.of({"valid_from": today, "declared_unit": "kilogram", **chosen})
        return await form_page(request, caller.scope, form, None, 200)

    @router.post("")
    async def set_limit(request: Request, caller: Writer) -> Response:
        form = await read_form(request, LimitForm)
        if form.model is None:
            return await form_page(request, caller.scope, form, None, 422)
        try:
            await limits.set(caller.scope, form.model.terms())
        except Problem as problem:
            shown = form.with_errors(problem.errors)
            return await form_page(request, caller.scope, shown, None, problem.status)
        said = _("The limit is set, and everything it applies to is assessed.")
        return redirect(request, "/limits", flash=said)

    @router.get("/{limit_id}")
    async def edit_page(request: Request, caller: Reader, limit_id: str) -> Response:
        held = await limits.get(caller.scope, limit_id)
        form = Submission.of(_values(held))
        return await form_page(request, caller.scope, form, held, 200)

    @router.post("/{limit_id}")
    async def change_limit(request: Request, caller: Writer, limit_id: str) -> Response:
        held = await limits.get(caller.scope, limit_id)
        form = await read_form(request, LimitForm)
        if form.model is None:
            return await form_page(request, caller.scope, form, held, 422)
        try:
            terms, version = form.model.terms(), form.model.version
            await limits.change(caller.scope, limit_id, terms, version)
        except Problem as problem:
            if not problem.errors:
                raise
            shown = form.with_errors(problem.errors)
            return await form_page(request, caller.scope, shown, held, problem.status)
        said = _("The limit is changed, and everything it applies to is assessed again.")
        return redirect(request, "/limits", flash=said)

    @router.post("/{limit_id}/withdraw")
    async def withdraw_limit(request: Request, caller: Writer, limit_id: str) -> Response:
        await limits.withdraw(caller.scope, limit_id)
        said = _("The limit is withdrawn, and its verdicts with it.")
        return redirect(request, "/limits", flash=said)

    return router


async def _offered(catalogue: Catalogue, scope: Scope, chosen: str) -> list[tuple[str, str]]:
    """Products to choose from: the first ones by supplier, and the one that is chosen."""
    found = list((await catalogue.everything(scope, Turn(), _OFFERED + 1)).items)
    if chosen and chosen not in {one.id for one in found}:
        found += await catalogue.products(scope, {chosen})
    named = [
        (one.id, f"{one.name} ({', '.join(map(number_of, one.product_ids))})") for one in found
    ]
    return sorted(named, key=lambda pair: pair[1].casefold())


def _values(held: SetLimit) -> dict[str, Any]:
    """What stands in the form; dates as days, for that is what people set limits by."""
    terms = terms_of(held).model_dump(mode="json", exclude_none=True)
    days = {name: terms[name][:10] for name in ("valid_from", "valid_until") if name in terms}
    return {**terms, **days, "version": held.version}
