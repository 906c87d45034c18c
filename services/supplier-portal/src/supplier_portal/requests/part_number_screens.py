"""The page of what customers' part numbers mean."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.lists import Turn
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import service
from .http import Assignment
from .shown import customer_names
from .texts import SPEAKERS

PAGE_SIZE = 50
_PRODUCTS_OFFERED = 1_000


class Listing(Turning):
    """The query of the list, and what the form is filled in with."""

    customer: str = ""
    number: str = ""
    product: str = ""


def routes(portal: Portal) -> APIRouter:
    """``/requests/part-numbers``; it goes before the routes of single requests."""
    router = APIRouter(prefix="/requests/part-numbers", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, listing: Listing = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        given = {
            "customer_id": listing.customer,
            "part_number": listing.number,
            "product_id": listing.product,
        }
        return await _show(portal, request, caller, listing.turn, Submission.of(given))

    @router.post("")
    async def assign(
        request: Request, caller: Principal = Depends(require_scope("requests:answer"))
    ) -> Response:
        form = await read_form(request, Assignment)
        if form.model is None:
            return await _show(portal, request, caller, Turn(), form)
        said = form.model
        try:
            await service.assign(
                portal, caller.scope, said.customer_id, said.part_number, said.product_id
            )
        except Problem as problem:
            if not problem.errors:
                raise
            refused = form.with_errors(problem.errors)
            return await _show(portal, request, caller, Turn(), refused)
        flash = _("The customer sees it too, and may correct it.")
        return redirect(request, "/requests/part-numbers", flash=flash)

    return router


async def _show(
    portal: Portal, request: Request, caller: Principal, turn: Turn, form: Submission[Any]
) -> Response:
    scope = caller.scope
    pages = await service.part_numbers(portal, scope, turn, PAGE_SIZE)
    held = pages.items
    offered = await products.first(portal, scope, _PRODUCTS_OFFERED)
    known = await products.by_ids(portal, scope, [one.product_id for one in held])
    names = await _names(portal, caller, [one.buyer_id for one in held])
    values = {
        "form": form,
        "held": held,
        "pages": pages,
        "names": names,
        "known": known,
        "speakers": SPEAKERS,
        "customers": sorted(names.items(), key=lambda pair: pair[1]),
        "products": [(one.id, f"{one.name} ({one.number})") for one in offered],
    }
    status = 422 if form.errors else 200
    return page(request, "requests/part_numbers.html", values, status=status)


async def _names(portal: Portal, caller: Principal, mapped: list[str]) -> dict[str, str]:
    scope = caller.scope
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    asking = await service.customers(portal, scope)
    everybody = [*owner.customer_ids, *asking, *mapped]
    return dict(await customer_names(portal, scope, everybody))
