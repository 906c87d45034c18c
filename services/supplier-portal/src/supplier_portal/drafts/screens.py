"""Pages: drafts, what waits for approval, and the setting."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import supplier_pages
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.web import Submission, Turning, page, read_form, redirect

from . import deciding, service
from .deciding import Kinds
from .model import OPEN, STATES, ApprovalSettings, Draft, Note, State

PAGE_SIZE = 50
_may_issue = require_scope("footprints:issue")
_may_manage = require_scope("members:write")


def routes(portal: Portal, kinds: Kinds) -> APIRouter:
    """Pages under ``/drafts``."""
    router = APIRouter(prefix="/drafts", include_in_schema=False)

    @router.get("")
    async def every(
        request: Request, turning: Turning = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        pages = await service.turned(portal, caller.scope, OPEN, turning.turn, PAGE_SIZE)
        values = {"drafts": pages.items, "pages": pages, "states": STATES}
        return page(request, "drafts/list.html", values)

    @router.get("/settings")
    async def settings(request: Request, caller: Principal = Depends(_may_manage)) -> Response:
        form = Submission.of((await service.settings(portal, caller.scope)).model_dump())
        return page(request, "drafts/settings.html", {"form": form})

    @router.post("/settings")
    async def decide(request: Request, caller: Principal = Depends(_may_manage)) -> Response:
        form = await read_form(request, ApprovalSettings)
        if form.model is None:
            return page(request, "drafts/settings.html", {"form": form}, status=422)
        await service.write_settings(portal, caller.scope, form.model)
        return redirect(request, "/drafts/settings", flash=_("Saved."))

    @router.get("/{identity}")
    async def one(
        request: Request, identity: str, caller: Principal = Depends(supplier_pages)
    ) -> Response:
        draft = await service.get(portal, caller.scope, identity)
        return await _show(portal, kinds, request, caller, draft, Submission.blank())

    @router.post("/{identity}/approve")
    async def approve(
        request: Request, identity: str, caller: Principal = Depends(_may_issue)
    ) -> Response:
        draft = await deciding.approve(portal, kinds, caller.scope, identity)
        return redirect(request, draft.result, flash=_("Issued, and on its way to customers."))

    @router.post("/{identity}/return")
    async def return_(
        request: Request, identity: str, caller: Principal = Depends(_may_issue)
    ) -> Response:
        form = await read_form(request, Note)
        if form.model is None:
            draft = await service.get(portal, caller.scope, identity)
            return await _show(portal, kinds, request, caller, draft, form)
        await deciding.return_(portal, caller.scope, identity, form.model.note)
        return redirect(request, "/drafts", flash=_("Returned to its author with your note."))

    @router.post("/{identity}/withdraw")
    async def withdraw(
        request: Request, identity: str, caller: Principal = Depends(supplier_pages)
    ) -> Response:
        await deciding.withdraw(portal, caller.scope, identity)
        return redirect(request, "/drafts", flash=_("The draft is withdrawn."))

    return router


async def _show(
    portal: Portal,
    kinds: Kinds,
    request: Request,
    caller: Principal,
    draft: Draft,
    form: Submission[Any],
) -> Response:
    kind = kinds[draft.kind]
    described = await kind.describe(portal, caller.scope, draft)
    decided = await service.settings(portal, caller.scope)
    mine = draft.author == caller.user_id
    values = {
        "draft": draft,
        "states": STATES,
        "form": form,
        "mine": mine,
        "waits": draft.state in (State.PENDING, State.ISSUING),
        "own_barred": mine and decided.footprints_need_approval,
        "now": portal.clock(),
    }
    status = 422 if form.errors else 200
    return page(request, kind.template, {**values, **described}, status=status)
