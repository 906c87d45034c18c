"""Pages: who sees the supplier's products and how much, and changing many of them at once."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import StringConstraints
from starlette.responses import Response

from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import current_language, ngettext
from tierzero.identity import Principal, require_scope
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import ledger, preview
from .input import SharingForm
from .texts import DETAIL_NAMES, SHARING_NAMES

PAGE_SIZE = 50
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
_may_write = require_scope("products:write")


class Search(Turning):
    """The query of the list."""

    q: Words = ""


def routes(portal: Portal) -> APIRouter:
    """The page at ``/sharing``."""
    router = APIRouter(prefix="/sharing", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, search: Search = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        return await _listing(portal, request, caller, search, Submission.blank())

    @router.post("")
    async def change(
        request: Request, search: Search = Depends(), caller: Principal = Depends(_may_write)
    ) -> Response:
        submission = await read_form(request, SharingForm)
        if submission.model is None:
            return await _listing(portal, request, caller, search, submission)
        form = submission.model
        changed = await products.share(portal, caller.scope, form.product, form.anew())
        told = ngettext(
            "{n} product is shared anew.", "{n} products are shared anew.", len(changed)
        )
        return redirect(request, "/sharing", flash=told)

    return router


async def _listing(
    portal: Portal, request: Request, caller: Principal, search: Search, form: Submission[Any]
) -> Response:
    scope = caller.scope
    pages = await products.turned(portal, scope, search.q, search.turn, PAGE_SIZE)
    found = pages.items
    values = {
        "form": form,
        "products": found,
        "pages": pages,
        "total": None if search.q else await products.count(portal, scope),
        "words": search.q,
        "search": search,
        "received": await ledger.recipient_counts(portal, scope, [one.id for one in found]),
        **await naming(portal, caller, found),
    }
    return page(request, "sharing/products.html", values, status=422 if form.errors else 200)


async def naming(portal: Portal, caller: Principal, found: Sequence[Product]) -> dict[str, Any]:
    """Names of customers and of the choices, for pages of this slice."""
    named = [one for product in found for one in product.shared_with]
    viewers = await preview.viewers(portal, caller.scope, named)
    names = await organizations.names(portal, caller.user_id, viewers, current_language())
    return {
        "names": names,
        "customers": sorted(names.items(), key=lambda pair: pair[1]),
        "sharing_names": SHARING_NAMES,
        "detail_names": DETAIL_NAMES,
        "sharing_choices": [(one.value, name) for one, name in SHARING_NAMES.items()],
        "detail_choices": [(one.value, name) for one, name in DETAIL_NAMES.items()],
    }
