"""Pages: own emissions by year, and the form of one year."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.decimals import exact_arithmetic, readable
from carbon.grid_factors import CHINA_ORGANIZATION_2023
from carbon.gwp import GWP_SETS
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import Evidence, SubjectKind
from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.places import CHINA, grid_factor, province_options
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

from . import service
from .form import OwnEmissionsForm, blank_form, form_of, stated_of
from .model import OwnEmissions

PATH = "/own-emissions"
_may_write = require_scope("footprints:write")


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/own-emissions``."""
    router = APIRouter(prefix=PATH, include_in_schema=False)

    @router.get("")
    async def every(request: Request, caller: Principal = Depends(supplier_pages)) -> Response:
        found = await service.every(portal, caller.scope)
        values = {"years": found, "intensity": intensity}
        return page(request, "own_emissions/list.html", values)

    @router.get("/new")
    async def blank(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _form(portal, request, caller, blank_form(portal.clock().year - 1), None)

    @router.post("/new")
    async def add(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _save(portal, request, caller, None)

    @router.get("/{year}")
    async def edit(
        request: Request, year: int, caller: Principal = Depends(_may_write)
    ) -> Response:
        stored = await service.get(portal, caller.scope, year)
        kind, scope = SubjectKind.OWN_EMISSIONS, caller.scope
        files = await evidence.attached(portal, scope, kind, [str(year)])
        return await _form(portal, request, caller, form_of(stored), stored, files)

    @router.post("/{year}")
    async def change(
        request: Request, year: int, caller: Principal = Depends(_may_write)
    ) -> Response:
        stored = await service.get(portal, caller.scope, year)
        return await _save(portal, request, caller, stored)

    @router.post("/{year}/withdraw")
    async def withdraw(
        request: Request, year: int, caller: Principal = Depends(_may_write)
    ) -> Response:
        await service.withdraw(portal, caller.scope, year)
        return redirect(request, PATH, flash=_("The year is withdrawn."))

    return router


def intensity(emissions: OwnEmissions) -> Decimal:
    """kgCO2e for 10,000 of the currency, by which customers allocate."""
    with exact_arithmetic():
        return readable(emissions.total * 10_000 / emissions.stated.revenue)


async def _save(
    portal: Portal, request: Request, caller: Principal, stored: OwnEmissions | None
) -> Response:
    form = await read_form(request, OwnEmissionsForm)
    if form.model is None:
        return await _form(portal, request, caller, form, stored)
    year = stored.year if stored else form.model.year
    try:
        await service.state(portal, caller.scope, year, stated_of(form.model))
    except Problem as problem:
        if not problem.errors:
            raise
        return await _form(portal, request, caller, form.with_errors(problem.errors), stored)
    return redirect(request, PATH, flash=_("The own emissions are saved and published."))


async def _form(
    portal: Portal,
    request: Request,
    caller: Principal,
    form: Submission[Any],
    stored: OwnEmissions | None,
    files: Sequence[Evidence] = (),
) -> Response:
    owner = await organizations.get(portal, caller.user_id, caller.organization_id)
    if not form.value("province") and grid_factor(owner.country_subdivision):
        form = replace(form, values={**form.values, "province": owner.country_subdivision})
    values = {
        "form": form,
        "stored": stored,
        "gwp_sets": [(name, name) for name in GWP_SETS],
        "provinces": [one for one in province_options(CHINA) if grid_factor(one[0])],
        "grid_year": CHINA_ORGANIZATION_2023.data_year,
        "evidence": list(files),
    }
    return page(request, "own_emissions/edit.html", values, status=422 if form.errors else 200)
