"""Verdicts for people (``/assessments``) and programs (``/api/v1/assessments``)."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.limits import Verdict
from procurement.catalogue.service import Catalogue, Organization
from tierzero.i18n import Text, current_language, pgettext
from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, Turning, page, paging

from .service import About, Assessments, Filter
from .views import counts_of, json_of, lines_of, supplier_name

Reader = Annotated[Principal, Depends(require_scope("assessments:read"))]
VERDICTS: tuple[tuple[str, Text], ...] = (
    (Verdict.PASS.value, pgettext("verdict", "Pass")),
    (Verdict.CONDITIONAL.value, pgettext("verdict", "Conditional")),
    (Verdict.FAIL.value, pgettext("verdict", "Fail")),
    (Verdict.NO_DATA.value, pgettext("verdict", "No data")),
    (Verdict.EXPIRED.value, pgettext("verdict", "Expired")),
)
_SIZE = 50


def api(assessments: Assessments) -> APIRouter:
    """The routes for programs."""
    router = APIRouter(prefix="/api/v1/assessments", tags=["assessments"])

    @router.get("")
    async def list_assessments(
        caller: Reader,
        asked: Annotated[Paging, Depends(paging(usual=1_000))],
        verdict: str = "",
        supplier_id: str = "",
        limit_id: str = "",
    ) -> dict[str, Any]:
        """The verdicts that hold and match, the latest first."""
        wanted = Filter(verdict, supplier_id, limit_id)
        pages = await assessments.turned(caller.scope, wanted, asked.turn, asked.limit)
        found = [json_of(one) for one in pages.items]
        return asked.answer(pages, {"assessments": found})

    @router.get("/totals")
    async def totals(caller: Reader) -> dict[str, Any]:
        """How many verdicts of each kind hold: of all suppliers, and of each."""
        held = await assessments.totals(caller.scope)
        return {"verdicts": counts_of(held), "suppliers": held}

    return router


def pages(assessments: Assessments, catalogue: Catalogue) -> APIRouter:
    """The routes for people."""
    router = APIRouter(prefix="/assessments", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request,
        caller: Reader,
        turning: Annotated[Turning, Depends()],
        verdict: str = "",
        supplier: str = "",
        limit: str = "",
        q: str = "",
    ) -> Response:
        suppliers = {one.id: one for one in await catalogue.suppliers(caller.scope)}
        about = await about_words(catalogue, caller, suppliers, q.strip()) if q.strip() else None
        wanted = Filter(verdict, supplier, limit, about)
        pages_ = await assessments.turned(caller.scope, wanted, turning.turn, _SIZE)
        ids = {one.decision.product_id for one in pages_.items}
        products = {one.id: one for one in await catalogue.products(caller.scope, ids)}
        language = current_language()
        values = {
            "lines": lines_of(pages_.items, suppliers, products),
            "pages": pages_,
            "wanted": wanted,
            "words": q.strip(),
            "counts": counts_of(await assessments.totals(caller.scope)),
            "verdicts": VERDICTS,
            "suppliers": [(key, supplier_name(one, language)) for key, one in suppliers.items()],
        }
        return page(request, "assessments/list.html", values)

    return router


async def about_words(
    catalogue: Catalogue, caller: Principal, suppliers: Mapping[str, Organization], words: str
) -> About:
    """Suppliers of whose name the words are a part, and products of which they are beginnings."""
    part = words.casefold()
    found = await catalogue.found(caller.scope, words)
    named = (one for one in suppliers.values() if part in f"{one.name}\n{one.name_zh}".casefold())
    return About(frozenset(one.id for one in named), frozenset(one.id for one in found))
