"""Pages: partners' systems for administrators, and what was delivered to them."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import SUPPLIERS
from supplier_portal.organizations import service as organizations
from supplier_portal.pact import service as pact
from supplier_portal.pact.deliveries import Outcome
from supplier_portal.pact.events import EventType
from supplier_portal.portal import Portal
from tierzero.i18n import Text, _, current_language
from tierzero.identity import Principal, require_role
from tierzero.problems import Problem
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import service
from .model import PartnerInput

PATH = "/partners"
PAGE_SIZE = 50
OUTCOMES: Mapping[Outcome, tuple[Text, str]] = {
    Outcome.WAITING: (_("Waiting"), "info"),
    Outcome.DELIVERED: (_("Delivered"), "good"),
    Outcome.REFUSED: (_("Refused"), "bad"),
    Outcome.EXPIRED: (_("Given up after 72 hours"), "warn"),
}
EVENTS: Mapping[EventType, Text] = {
    EventType.PUBLISHED: _("New footprint"),
    EventType.CREATED: _("Request"),
    EventType.FULFILLED: _("Request fulfilled"),
    EventType.REJECTED: _("Request rejected"),
}
_administrators = require_role("administrator")
_senders = require_role(*SUPPLIERS, "buyer")


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/partners`` and ``/deliveries``."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def every(request: Request, caller: Principal = Depends(_administrators)) -> Response:
        return await _list(portal, request, caller, Submission.of({"is_active": "true"}))

    @router.post(PATH)
    async def enter(request: Request, caller: Principal = Depends(_administrators)) -> Response:
        return await _save(portal, request, caller)

    @router.get(PATH + "/{identity}")
    async def edit(
        request: Request, identity: str, caller: Principal = Depends(_administrators)
    ) -> Response:
        partner = await service.get(portal, caller.user_id, identity)
        return await _list(portal, request, caller, Submission.of(partner.model_dump()), partner)

    @router.post(PATH + "/{identity}/test")
    async def test(
        request: Request, identity: str, caller: Principal = Depends(_administrators)
    ) -> Response:
        partner = await service.get(portal, caller.user_id, identity)
        reason = await pact.tried_out(portal, partner)
        if reason:
            flash = _("It does not work: {reason}", reason=reason)
            return redirect(request, PATH, flash=flash, kind="danger")
        return redirect(request, PATH, flash=_("It works: a token was given and a list answered."))

    @router.post(PATH + "/{identity}/remove")
    async def remove(
        request: Request, identity: str, caller: Principal = Depends(_administrators)
    ) -> Response:
        await service.remove(portal, caller.user_id, identity)
        return redirect(request, PATH, flash=_("The partner's system is forgotten."))

    @router.get("/deliveries")
    async def deliveries(
        request: Request, turning: Turning = Depends(), caller: Principal = Depends(_senders)
    ) -> Response:
        outcome = request.query_params.get("outcome", "")
        wanted = pact.wanted_by(caller, outcome if outcome in list(Outcome) else "")
        pages = await pact.turned(portal, caller.user_id, wanted, turning.turn, PAGE_SIZE)
        found = pages.items
        values = {
            "deliveries": found,
            "names": await _names(portal, caller, {one.partner_id for one in found}),
            "pages": pages,
            "outcomes": OUTCOMES,
            "events": EVENTS,
        }
        return page(request, "partners/deliveries.html", values)

    return router


async def _save(portal: Portal, request: Request, caller: Principal) -> Response:
    form = await read_form(request, PartnerInput)
    if form.model is None:
        return await _list(portal, request, caller, form)
    stated = form.model.model_copy(update={"is_active": form.value("is_active") == "true"})
    try:
        await service.state(portal, caller.user_id, stated)
    except Problem as problem:
        if not problem.errors:
            raise
        return await _list(portal, request, caller, form.with_errors(problem.errors))
    return redirect(request, PATH, flash=_("The partner's system is saved."))


async def _list(
    portal: Portal,
    request: Request,
    caller: Principal,
    form: Submission[Any],
    chosen: service.Partner | None = None,
) -> Response:
    found = await organizations.every(portal, caller.user_id)
    names = {one.id: one.name_in(current_language()) for one in found}
    values = {
        "partners": await service.every(portal, caller.user_id),
        "names": names,
        "options": sorted(names.items(), key=lambda pair: pair[1]),
        "form": form,
        "chosen": chosen,
    }
    return page(request, "partners/list.html", values, status=422 if form.errors else 200)


async def _names(portal: Portal, caller: Principal, ids: set[str]) -> Mapping[str, str]:
    return await organizations.names(portal, caller.user_id, ids, current_language())
