"""How figures changed, for people: ``/comparison``, ``/base-year``, ``/revisions``."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from carbon.scope3.category_names import category_names
from procurement.assessments.views import supplier_name
from procurement.catalogue.service import Catalogue
from tierzero.footprint.v1 import history_service_pb2 as contract
from tierzero.i18n import current_language
from tierzero.identity import Principal, forwarded_metadata, require_scope
from tierzero.problems import Problem
from tierzero.tenancy import Scope
from tierzero.web import page

from .service import History, Years
from .views import (
    EFFECTS,
    RECALCULATED,
    category_rows,
    flow_rows,
    kilograms,
    shown_changes,
    shown_revisions,
    supplier_rows,
    waterfall,
    whole_row,
    worded,
)

Reader = Annotated[Principal, Depends(require_scope("inventories:read"))]
Number = Annotated[str, Query(pattern=r"^(|[0-9]{1,4})$")]
_SHOWN = 20
_NO_BASE_YEAR = "no-base-year"
_NOT_COMPARABLE = "periods-not-comparable"


def pages(history: History, catalogue: Catalogue) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    async def shown(scope: Scope, found: contract.CompareYearsResponse) -> dict[str, Any]:
        language = current_language()
        suppliers = await catalogue.organizations(scope)
        names = {key: supplier_name(one, language) for key, one in suppliers.items()}
        ids = {flow.product_id for flow in found.flows if flow.product_id}
        products = await catalogue.product_names(scope, ids)
        return {
            "whole": whole_row(found),
            "categories": category_rows(found),
            "suppliers": supplier_rows(found, names)[:_SHOWN],
            "flows": flow_rows(found, names, products),
            "further": found.further_flow_count,
            "unresolved": found.unresolved_line_count,
            "recalculated": [
                (
                    category_names(current_language()).get(one.category, ""),
                    RECALCULATED.get(one.code, one.code),
                    worded(one.base_value),
                    worded(one.current_value),
                )
                for one in found.differences
            ],
        }

    @router.get("/comparison")
    async def compare(
        request: Request,
        caller: Reader,
        base_year: Number = "",
        current_year: Number = "",
        recalculate: str = "",
    ) -> Response:
        metadata = forwarded_metadata(request)
        known = await history.years(metadata)
        years = chosen_years(known, base_year, current_year, recalculate)
        values: dict[str, Any] = {"years": known, "chosen": years, "effects": EFFECTS}
        values |= {"whole": None, "refused": (), "recalculate": recalculate}
        if years is not None:
            try:
                found = await history.compare(years, metadata)
            except Problem as problem:
                if problem.code != _NOT_COMPARABLE:
                    raise
                return page(
                    request, "comparison/compare.html", {**values, "refused": problem.errors}
                )
            values |= await shown(caller.scope, found)
            values["chart"] = waterfall(values["whole"], years.base, years.current)
        return page(request, "comparison/compare.html", values)

    @router.get("/base-year")
    async def base_year(request: Request, caller: Reader) -> Response:
        try:
            found = await history.base_year(forwarded_metadata(request))
        except Problem as problem:
            if problem.code != _NO_BASE_YEAR:
                raise
            return page(request, "comparison/base_year.html", {"found": None})
        values = {
            "found": found,
            "before": kilograms(found.before),
            "after": kilograms(found.after),
            "current": kilograms(found.current),
            "is_reported": found.HasField("reported"),
            "causes": shown_changes(found.causes),
            "ignored": shown_changes(found.ignored),
            "differences": [RECALCULATED.get(one, one) for one in found.differences],
            "categories": [
                (
                    one.category,
                    category_names(current_language())[one.category],
                    kilograms(one.reported),
                    kilograms(one.current),
                )
                for one in found.categories
            ],
        }
        return page(request, "comparison/base_year.html", values)

    @router.get("/revisions")
    async def revisions(
        request: Request, caller: Reader, category: int, year: int, page_token: str = ""
    ) -> Response:
        metadata = forwarded_metadata(request)
        found = await history.revisions(category, year, page_token, metadata)
        values = {
            "category": category,
            "name": category_names(current_language()).get(category, ""),
            "year": year,
            "revisions": shown_revisions(found.revisions),
            "next": found.next_page_token,
        }
        return page(request, "comparison/revisions.html", values)

    return router


def chosen_years(known: Sequence[int], base: str, current: str, recalculate: str) -> Years | None:
    """The years asked for, else the last two there are; None where there are not two."""
    if len(known) < 2 and not (base and current):
        return None
    first, last = int(base or known[-2]), int(current or known[-1])
    if first == last:
        return None
    by_recalculation = contract.COMPARABILITY_BY_RECALCULATION
    comparability = by_recalculation if recalculate else contract.COMPARABILITY_REQUIRED
    return Years(first, last, comparability=comparability)
