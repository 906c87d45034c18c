"""Pages: what customers ask for, one request, and answering it."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.footprints import service as footprints
from supplier_portal.menu import supplier_pages
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import service
from .choices import Choices, choices_for
from .http import GivenAnswer, Promise, Refusal, StateName, refuse_sharing
from .service import Answer, Criteria
from .shown import any_hidden, customer_names, shown
from .texts import FILTERS, REASONS, STEPS

PAGE_SIZE = 50
_PRODUCTS_OFFERED = 1_000
_may_answer = require_scope("requests:answer")
Forms = dict[str, Submission[Any]]


class Listing(Turning):
    """The query of the list."""

    state: StateName = ""
    customer: str = ""


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/requests``."""
    router = APIRouter(prefix="/requests", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, listing: Listing = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        return page(request, "requests/list.html", await _listed(portal, caller, listing))

    @router.get("/{identity}")
    async def one(
        request: Request,
        identity: str,
        product: str = "",
        caller: Principal = Depends(supplier_pages),
    ) -> Response:
        return await _show(portal, request, caller, identity, product=product)

    @router.post("/{identity}/accept")
    async def accept(
        request: Request, identity: str, caller: Principal = Depends(_may_answer)
    ) -> Response:
        form = await read_form(request, Promise)
        if form.model is None:
            return await _show(portal, request, caller, identity, {"accept": form})
        try:
            said = form.model
            await service.accept(portal, caller.scope, identity, said.until, said.comment)
        except Problem as problem:
            refused = {"accept": _refused(form, problem)}
            return await _show(portal, request, caller, identity, refused)
        return _back(request, identity, _("The customer sees by when you will answer."))

    @router.post("/{identity}/answer")
    async def answer(
        request: Request,
        identity: str,
        product: str = "",
        caller: Principal = Depends(_may_answer),
    ) -> Response:
        form = await read_form(request, GivenAnswer)
        if form.model is None:
            return await _show(portal, request, caller, identity, {"answer": form}, product)
        try:
            refuse_sharing(caller, form.model.share)
            given = Answer(tuple(form.model.footprint_ids), form.model.share)
            await service.answer(portal, caller.scope, identity, given)
        except Problem as problem:
            refused = {"answer": _refused(form, problem)}
            return await _show(portal, request, caller, identity, refused, product)
        return _back(request, identity, _("The request is answered."))

    @router.post("/{identity}/decline")
    async def decline(
        request: Request, identity: str, caller: Principal = Depends(_may_answer)
    ) -> Response:
        form = await read_form(request, Refusal)
        if form.model is None:
            return await _show(portal, request, caller, identity, {"decline": form})
        try:
            said = form.model
            await service.decline(portal, caller.scope, identity, said.reason_code, said.reason)
        except Problem as problem:
            refused = {"decline": _refused(form, problem)}
            return await _show(portal, request, caller, identity, refused)
        return _back(request, identity, _("The request is declined; the customer sees why."))

    return router


async def _listed(portal: Portal, caller: Principal, listing: Listing) -> dict[str, Any]:
    scope = caller.scope
    criteria = Criteria(listing.state, listing.customer)
    pages = await service.turned(portal, scope, criteria, listing.turn, PAGE_SIZE)
    names = await customer_names(portal, scope, await service.customers(portal, scope))
    return {
        "requests": await shown(portal, scope, pages.items),
        "pages": pages,
        "total": await service.count(portal, scope, criteria),
        "listing": listing,
        "filters": FILTERS,
        "customers": sorted(names.items(), key=lambda pair: pair[1]),
    }


async def _show(
    portal: Portal,
    request: Request,
    caller: Principal,
    identity: str,
    forms: Forms | None = None,
    product: str = "",
) -> Response:
    scope = caller.scope
    held = await service.get(portal, scope, identity)
    choices = await choices_for(portal, scope, held, product) if held.is_open else Choices((), ())
    [one] = await shown(portal, scope, [held])
    given = forms or {}
    values = {
        "one": one,
        "held": held,
        "choices": choices,
        "hidden": any_hidden(choices.footprints),
        "chosen_product": product,
        "products": await _offered(portal, caller, held.is_open),
        "answered_with": await _answered_with(portal, caller, held),
        "reasons": list(REASONS.items()),
        "reason_words": REASONS,
        "steps": STEPS,
        "forms_of": {name: given.get(name, Submission.blank()) for name in _FORMS},
        "open_form": next(iter(given), ""),
    }
    wrong = any(form.errors for form in given.values())
    return page(request, "requests/one.html", values, status=422 if wrong else 200)


_FORMS = ("accept", "answer", "decline")


async def _offered(portal: Portal, caller: Principal, wanted: bool) -> list[tuple[str, str]]:
    if not wanted:
        return []
    found = await products.first(portal, caller.scope, _PRODUCTS_OFFERED)
    return [(one.id, f"{one.name} ({one.number})") for one in found]


async def _answered_with(
    portal: Portal, caller: Principal, held: service.FootprintRequest
) -> list[Any]:
    return await footprints.find_many(portal.database, caller.scope, held.footprint_ids)


def _refused(form: Submission[Any], problem: Problem) -> Submission[Any]:
    if not problem.errors:
        raise problem
    return form.with_errors(problem.errors)


def _back(request: Request, identity: str, said: Any) -> Response:
    return redirect(request, f"/requests/{identity}", flash=said)
