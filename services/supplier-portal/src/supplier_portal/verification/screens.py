"""Pages of verification: what suppliers send off, and where verifiers answer."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from supplier_portal.fields import Line
from supplier_portal.footprints.groups import shown_groups
from supplier_portal.footprints.shown import shown_value
from supplier_portal.menu import verifier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form, redirect

from . import service
from .model import ConfirmationInput, RefusalInput, RequestInput
from .texts import ASSURANCES, COVERAGES, REQUEST_STATES

_may_write = require_scope("initiatives:write")


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/verifications``, and what suppliers post to ``/verification-requests``."""
    router = APIRouter(include_in_schema=False)
    _of_suppliers(portal, router)
    _of_verifiers(portal, router)
    return router


def _of_suppliers(portal: Portal, router: APIRouter) -> None:
    @router.post("/verification-requests")
    async def ask(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        form = await read_form(request, RequestInput)
        if form.model is None:
            raise _unreadable(form)
        asked = await service.ask(portal, caller.scope, form.model)
        back = _page_of(asked)
        return redirect(request, back, flash=_("The verifier is asked, and sees what it needs."))

    @router.post("/verification-requests/{identity}/withdraw")
    async def withdraw(
        request: Request, identity: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        gone = await service.withdraw(portal, caller.scope, identity)
        return redirect(request, _page_of(gone), flash=_("The request is taken back."))


def _of_verifiers(portal: Portal, router: APIRouter) -> None:
    @router.get("/verifications")
    async def queue(request: Request, caller: Principal = Depends(verifier_pages)) -> Response:
        found = await service.queue(portal, caller.scope)
        suppliers = [one.supplier_id for one in found]
        names = await organizations.names(portal, caller.user_id, suppliers, current_language())
        values = {"requests": found, "names": names, "states": REQUEST_STATES}
        return page(request, "verification/queue.html", values)

    @router.get("/verifications/{identity}")
    async def one(
        request: Request, identity: str, caller: Principal = Depends(verifier_pages)
    ) -> Response:
        return await _show(portal, request, caller, identity, Submission.blank())

    @router.post("/verifications/{identity}/confirm")
    async def confirm(
        request: Request, identity: str, caller: Principal = Depends(verifier_pages)
    ) -> Response:
        form = await read_form(request, ConfirmationInput)
        if form.model is None:
            return await _show(portal, request, caller, identity, form)
        try:
            await service.confirm(portal, caller.scope, identity, form.model)
        except Problem as problem:
            if not problem.errors:
                raise
            refused = form.with_errors(problem.errors)
            return await _show(portal, request, caller, identity, refused)
        return redirect(request, f"/verifications/{identity}", flash=_("You have confirmed it."))

    @router.post("/verifications/{identity}/refuse")
    async def refuse(
        request: Request, identity: str, caller: Principal = Depends(verifier_pages)
    ) -> Response:
        form = await read_form(request, RefusalInput)
        if form.model is None:
            return await _show(portal, request, caller, identity, form)
        await service.refuse(portal, caller.scope, identity, form.model)
        said = _("The supplier has your findings.")
        return redirect(request, f"/verifications/{identity}", flash=said)

    @router.post("/verifications/{identity}/revoke/{statement}")
    async def revoke(
        request: Request,
        identity: str,
        statement: str,
        reason: Annotated[Line, Form()],
        caller: Principal = Depends(verifier_pages),
    ) -> Response:
        await service.revoke(portal, caller.scope, statement, reason)
        said = _("The statement is revoked, and the badge is gone.")
        return redirect(request, f"/verifications/{identity}", flash=said)


async def _show(
    portal: Portal, request: Request, caller: Principal, identity: str, form: Submission[Any]
) -> Response:
    asked = await service.asked(portal, caller.scope, identity)
    seen = await service.everything_in(portal, asked)
    names = await organizations.names(
        portal, caller.user_id, [asked.supplier_id], current_language()
    )
    values = {
        "asked": asked,
        "seen": seen,
        "seen_digest": service.digest_of(seen),
        "supplier": names.get(asked.supplier_id, asked.supplier_id),
        "statements": await service.made_in(portal, caller.scope, asked),
        "groups": {
            one.subject.id: list(shown_groups(one.footprint.pcf)) for one in seen if one.footprint
        },
        "shown": shown_value,
        "states": REQUEST_STATES,
        "coverages": [(one.value, name) for one, name in COVERAGES.items()],
        "assurances": [(one.value, name) for one, name in ASSURANCES.items()],
        "today": portal.clock().date().isoformat(),
        "form": form,
    }
    return page(request, "verification/one.html", values, status=422 if form.errors else 200)


def _page_of(asked: service.VerificationRequest) -> str:
    first = asked.subjects[0]
    return f"/{first.kind.value}s/{first.id}#verification"


def _unreadable(form: Submission[Any]) -> Problem:
    return Problem(422, "invalid-input", _("Choose a verifier."), errors=form.errors)
