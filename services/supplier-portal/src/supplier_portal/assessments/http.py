"""JSON API: verdicts that hold, and previews of those that would follow."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Body, Depends, Query, Request

from supplier_portal.acting import acting
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.contract import fact_of
from supplier_portal.footprints.views import findings_view
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.identity import forwarded_metadata
from tierzero.lists import Stretch
from tierzero.problems import problem_document, translator_of
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import service
from .preview import Preview, Verdicts

Json = Mapping[str, Any]


def api(portal: Portal, verdicts: Verdicts) -> APIRouter:
    """``/api/v1/assessments`` and ``/api/v1/footprints/preview``."""
    router = APIRouter(prefix="/api/v1", tags=["assessments"])
    reading = acting(portal, "assessments:read")
    writing = acting(portal, "footprints:write")

    @router.get("/assessments", summary="Which limits my products meet")
    async def every(
        product_id: str = Query("", description="Only of this product."),
        asked: Paging = Depends(paging(usual=1_000)),
        scope: Scope = Depends(reading),
    ) -> Json:
        if product_id:
            held = await service.current(portal, scope, [product_id])
            return asked.answer(Stretch(held), {"data": [one.view() for one in held]})
        pages = await service.turned(portal, scope, asked.turn, asked.limit)
        return asked.answer(pages, {"data": [one.view() for one in pages.items]})

    @router.post("/footprints/preview", summary="Findings and verdicts before submitting")
    async def preview(
        request: Request, document: Any = Body(), scope: Scope = Depends(writing)
    ) -> Json:
        footprint = footprints.read(document)
        product = await products.known_by(portal, scope, footprint.product_ids)
        fact = fact_of(footprint, scope.organization_id, product.id if product else "")
        answer = await verdicts.preview(fact, forwarded_metadata(request))
        findings = footprints.findings_of(footprint, portal.clock())
        return {"findings": findings_view(findings), **preview_view(request, answer)}

    return router


def preview_view(request: Request, answer: Preview) -> Json:
    """Verdicts, or the problem that kept procurement from answering."""
    problem = answer.unavailable
    return {
        "verdicts": [one.view() for one in answer.verdicts],
        "unavailable": problem_document(problem, translator_of(request)) if problem else None,
    }
