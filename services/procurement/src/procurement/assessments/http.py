"""Verdicts for people (``/assessments``) and programs (``/api/v1/assessments``)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.limits import Verdict
from procurement.catalogue.service import Catalogue
from tierzero.i18n import Text, current_language, pgettext
from tierzero.identity import Principal, require_scope
from tierzero.web import page, paginate

from .service import Assessments
from .views import Filter, counts_of, json_of, lines_of, supplier_name

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
        caller: Reader, verdict: str = "", supplier_id: str = "", limit_id: str = ""
    ) -> dict[str, Any]:
        """The verdicts that hold, those that match."""
        wanted = Filter(verdict, supplier_id, limit_id)
        lines = lines_of(await assessments.of_buyer(caller.scope), {}, {})
        found = [json_of(line.assessment) for line in lines if wanted.admits(line)]
        return {"total": len(found), "assessments": found}

    return router


def pages(assessments: Assessments, catalogue: Catalogue) -> APIRouter:
    """The routes for people."""
    router = APIRouter(prefix="/assessments", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request,
        caller: Reader,
        verdict: str = "",
        supplier: str = "",
        limit: str = "",
        q: str = "",
    ) -> Response:
        held = await assessments.of_buyer(caller.scope)
        suppliers = {one.id: one for one in await catalogue.suppliers(caller.scope)}
        products = {one.id: one for one in await catalogue.products(caller.scope)}
        wanted = Filter(verdict, supplier, limit, q.strip())
        lines = [line for line in lines_of(held, suppliers, products) if wanted.admits(line)]
        pages_ = paginate(len(lines), request.query_params.get("page"), _SIZE)
        language = current_language()
        values = {
            "lines": lines[pages_.offset : pages_.last],
            "pages": pages_,
            "wanted": wanted,
            "counts": counts_of(held),
            "verdicts": VERDICTS,
            "suppliers": [(key, supplier_name(one, language)) for key, one in suppliers.items()],
        }
        return page(request, "assessments/list.html", values)

    return router
