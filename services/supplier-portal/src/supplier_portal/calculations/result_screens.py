"""Pages: the result of a calculation, renewing and removing it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import SubjectKind
from supplier_portal.footprints import service as footprints
from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.web import page, redirect

from . import service
from .drafting import describe
from .evaluating import Evaluation, evaluate, judge
from .model import Calculation
from .shown import shown_improvements, shown_number, shown_parts, summary_of
from .shown_sharing import shown_sharing
from .shown_substitution import shown_substitution
from .stepping import shown_gaps
from .steps import STEPS
from .supplier_names import names_of_suppliers, news_with_names, with_names
from .texts import name_of

_may_write = require_scope("footprints:write")


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/calculations/{id}`` with fixed names: before those of the steps."""
    router = APIRouter(prefix="/calculations/{identity}", include_in_schema=False)

    @router.get("/result")
    async def result(
        request: Request, identity: str, caller: Principal = Depends(supplier_pages)
    ) -> Response:
        found = await service.get(portal, caller.scope, identity)
        values = await _about(portal, caller, found)
        return page(request, "calculations/result.html", values)

    @router.post("/recalculate")
    async def recalculate(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        await service.recalculate(portal, caller.scope, identity)
        said = _("Recalculated with the newest inputs. What moved stands below.")
        return redirect(request, f"/calculations/{identity}/result", flash=said)

    @router.post("/remove")
    async def remove(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        await service.remove(portal, caller.scope, identity)
        return redirect(request, "/calculations", flash=_("The calculation is removed."))

    return router


async def _about(portal: Portal, caller: Principal, found: Calculation) -> Mapping[str, Any]:
    scope, news = caller.scope, await service.renewed(portal, caller.scope, found)
    references = (*found.pins, *news.calculation.pins)
    names = await names_of_suppliers(portal, scope, references)
    found = with_names(found, names)
    evaluation = evaluate(found)
    pcf = evaluation.pcf
    judgement = judge(pcf, portal.clock()) if pcf else None
    comparison = await service.changes(portal, scope, found.id)
    kind = SubjectKind.CALCULATION
    return {
        "calculation": found,
        "evidence": await evidence.attached(portal, scope, kind, [found.id]),
        "product": await products.get(portal, scope, found.product_id),
        "steps": STEPS,
        "evaluation": evaluation,
        "summary": summary_of(evaluation),
        "shown_parts": shown_parts(evaluation),
        "shown_number": shown_number,
        "name_of": name_of,
        "now": portal.clock(),
        "gaps": shown_gaps(evaluation.gaps),
        "allocation": _allocation(evaluation),
        "sharing": shown_sharing(evaluation),
        "substitution": shown_substitution(evaluation),
        "improvements": shown_improvements(evaluation, await _names(portal, scope, evaluation)),
        "judgement": judgement,
        "findings": footprints.shown_findings(judgement.findings) if judgement else [],
        "missing": [footprints.label_of(path) for path in judgement.usability.missing]
        if judgement
        else [],
        "news": replace(news, inputs=tuple(news_with_names(news.inputs, names))),
        "comparison": comparison,
        "issued": await _issued(portal, caller, found),
        "versions": await service.versions(portal, scope, found.id),
    }


def _allocation(evaluation: Evaluation) -> str:
    known = evaluation.allocation
    if known is None:
        return ""
    return describe(evaluation.calculation, known, evaluation.parts, evaluation.result)


async def _names(portal: Portal, scope: Any, evaluation: Evaluation) -> Mapping[str, str]:
    asked = (part.asked_supplier for part in evaluation.parts)
    suppliers: Iterable[str] = {one[0] for one in asked if one}
    return await organizations.names(portal, scope.actor, suppliers, current_language())


async def _issued(
    portal: Portal, caller: Principal, found: Calculation
) -> list[footprints.IssuedFootprint]:
    """Footprints that were made of it, the newest first."""
    criteria = footprints.Criteria(product_id=found.product_id)
    known = await footprints.first(portal, caller.scope, criteria, 200)
    return [one for one in known if (one.lineage or {}).get("calculation_id") == found.id]
