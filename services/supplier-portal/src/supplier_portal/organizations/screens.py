"""Page: an organization's administrators state what it is called and where it is."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.people.rights import Manager, managing
from supplier_portal.people.screens import address, surroundings
from supplier_portal.places import CHINA, country_options, factor_note, province_options
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

from .own import OwnData, own, own_values, state_own

PATH = "/organization"


def routes(portal: Portal) -> APIRouter:
    """The page ``/organization``."""
    router = APIRouter(prefix=PATH, include_in_schema=False)
    manage = managing(portal)

    @router.get("")
    async def edit(request: Request, manager: Manager = Depends(manage)) -> Response:
        known = await own(portal, manager.scope)
        return await _form(portal, request, manager, Submission.of(own_values(known)))

    @router.post("")
    async def change(request: Request, manager: Manager = Depends(manage)) -> Response:
        form = await read_form(request, OwnData)
        try:
            if form.model is not None:
                await state_own(portal, manager.scope, form.model)
                saved = _("Saved. New calculations and own emissions begin with this place.")
                return redirect(request, address(manager, PATH), flash=saved)
        except Problem as problem:
            if not problem.errors:
                raise
            form = form.with_errors(problem.errors)
        return await _form(portal, request, manager, form)

    return router


async def _form(
    portal: Portal, request: Request, manager: Manager, form: Submission[Any]
) -> Response:
    country, province = form.value("country"), form.value("country_subdivision")
    values = {
        **await surroundings(portal, manager),
        "form": form,
        "countries": country_options(),
        "provinces": province_options(country or CHINA, province),
        "factor_note": factor_note(),
    }
    return page(request, "organizations/edit.html", values, status=422 if form.errors else 200)
