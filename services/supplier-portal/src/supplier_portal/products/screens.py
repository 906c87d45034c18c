"""Pages: the product list, one product, its form."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import StringConstraints
from starlette.responses import Response

from carbon.units import DeclaredUnit
from supplier_portal.assessments import service as assessments
from supplier_portal.bills_of_materials import service as bills
from supplier_portal.footprints import service as footprints
from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.sharing.texts import DETAIL_NAMES, SHARING_NAMES
from tierzero.i18n import _, current_language, unit_name
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import service
from .form import ProductForm, form_of, stated_of
from .model import Product

PAGE_SIZE = 50
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_may_write = require_scope("products:write")


class Search(Turning):
    """The query of the list."""

    q: Words = ""


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/products``."""
    router = APIRouter(prefix="/products", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, search: Search = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        pages = await service.turned(portal, caller.scope, search.q, search.turn, PAGE_SIZE)
        held = await assessments.current(portal, caller.scope, [one.id for one in pages.items])
        values = {
            "products": pages.items,
            "pages": pages,
            "total": None if search.q else await service.count(portal, caller.scope),
            "words": search.q,
            "verdicts": assessments.worst_by_product(held),
        }
        return page(request, "products/list.html", values)

    @router.get("/new")
    async def blank(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _form(portal, request, caller, Submission.blank(), None)

    @router.post("/new")
    async def add(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _save(portal, request, caller, None)

    @router.get("/{identity}")
    async def one(
        request: Request, identity: str, caller: Principal = Depends(supplier_pages)
    ) -> Response:
        product = await service.get(portal, caller.scope, identity)
        return page(request, "products/one.html", await _about(portal, caller, product))

    @router.get("/{identity}/edit")
    async def edit(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        product = await service.get(portal, caller.scope, identity)
        return await _form(portal, request, caller, form_of(product), product)

    @router.post("/{identity}/edit")
    async def change(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        product = await service.get(portal, caller.scope, identity)
        return await _save(portal, request, caller, product)

    return router


async def _about(portal: Portal, caller: Principal, product: Product) -> dict[str, Any]:
    scope = caller.scope
    criteria = footprints.Criteria(product_id=product.id)
    held = await assessments.current(portal, scope, [product.id])
    mentioned = [one.buyer_id for one in held] + list(product.shared_with)
    names = await organizations.names(portal, scope.actor, mentioned, current_language())
    bill = await bills.find(portal, scope, product.id)
    return {
        "product": product,
        "footprints": await footprints.first(portal, scope, criteria, 20),
        "assessments": held,
        "names": names,
        "shared_with": [names.get(one, one) for one in product.shared_with],
        "sharing_names": SHARING_NAMES,
        "detail_names": DETAIL_NAMES,
        "bill": await bills.shown_bill(portal, scope, bill) if bill else None,
        "users": await bills.users_of(portal, scope, product.id),
        "precedences": bills.SHORT_PRECEDENCES,
        "now": portal.clock(),
    }


async def _save(
    portal: Portal, request: Request, caller: Principal, product: Product | None
) -> Response:
    submission = await read_form(request, ProductForm)
    if submission.model is None:
        return await _form(portal, request, caller, submission, product)
    try:
        stated = stated_of(submission.model)
        saved = (
            await service.change(portal, caller.scope, product.id, stated)
            if product
            else await service.add(portal, caller.scope, stated)
        )
    except Problem as problem:
        if not problem.errors:
            raise
        refused = submission.with_errors(problem.errors)
        return await _form(portal, request, caller, refused, product)
    return redirect(request, f"/products/{saved.id}", flash=_("The product is saved."))


async def _form(
    portal: Portal,
    request: Request,
    caller: Principal,
    form: Submission[Any],
    product: Product | None,
) -> Response:
    owner = await organizations.get(portal, caller.user_id, caller.organization_id)
    names = await organizations.names(
        portal, caller.user_id, _nameable(owner.customer_ids, product), current_language()
    )
    values = {
        "form": form,
        "product": product,
        "units": [(unit.value, unit_name(unit.value)) for unit in DeclaredUnit],
        "sharing": [(sharing.value, name) for sharing, name in SHARING_NAMES.items()],
        "details": [(detail.value, name) for detail, name in DETAIL_NAMES.items()],
        "customers": sorted(names.items(), key=lambda pair: pair[1]),
    }
    return page(request, "products/edit.html", values, status=422 if form.errors else 200)


def _nameable(customer_ids: Iterable[str], product: Product | None) -> list[str]:
    """The supplier's customers, and whoever is named already though it is none any more."""
    return [*customer_ids, *(product.shared_with if product else ())]
