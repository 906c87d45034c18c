"""Pages: the people of an organization, inviting them, changing what they may."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import LANGUAGES, Text, _
from tierzero.identity import PERSON, ROLE_NAMES
from tierzero.problems import FieldProblem, Problem
from tierzero.web import Submission, page, read_form, redirect

from . import links, managing, service
from .links_model import Offered
from .model import Invitation, MemberChange
from .rights import Manager
from .rights import managing as managing_of

User = Annotated[str, Form(max_length=200)]


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/people``."""
    router = APIRouter(prefix="/people", include_in_schema=False)
    manage = managing_of(portal)

    @router.get("")
    async def everybody(request: Request, manager: Manager = Depends(manage)) -> Response:
        return page(request, "people/list.html", await _everybody(portal, manager))

    @router.post("/invitations")
    async def invite(request: Request, manager: Manager = Depends(manage)) -> Response:
        form = await read_form(request, Invitation)
        try:
            if form.model is not None:
                return _shown(request, manager, await links.invite(portal, manager, form.model))
        except Problem as problem:
            form = form.with_errors(problem.errors or [problem_field("user", problem)])
        values = {**await _everybody(portal, manager), "form": form}
        return page(request, "people/list.html", values, status=422)

    @router.post("/invitations/{identity}/renew")
    async def renew(
        request: Request, identity: str, manager: Manager = Depends(manage)
    ) -> Response:
        return _shown(request, manager, await links.resend(portal, manager, identity))

    @router.post("/invitations/{identity}/revoke")
    async def revoke(
        request: Request, identity: str, manager: Manager = Depends(manage)
    ) -> Response:
        await links.revoke(portal, manager, identity)
        return _back(request, manager, _("The invitation is revoked; its link opens nothing."))

    @router.post("/reset")
    async def reset(request: Request, user: User, manager: Manager = Depends(manage)) -> Response:
        return _shown(request, manager, await links.offer_reset(portal, manager, user))

    @router.get("/edit")
    async def edit(request: Request, user: str, manager: Manager = Depends(manage)) -> Response:
        member = await service.get(portal, manager.scope, PERSON, user)
        form = Submission.of(member.model_dump(include={"name", "roles", "language"}))
        return page(request, "people/edit.html", _editing(manager, user, form))

    @router.post("/edit")
    async def change(request: Request, user: str, manager: Manager = Depends(manage)) -> Response:
        form = await read_form(request, MemberChange)
        try:
            if form.model is not None:
                # An administrator may mend the own name, but not the own roles.
                own = {"roles"} if user == manager.scope.actor else set[str]()
                stated = MemberChange(**form.model.model_dump(exclude_none=True, exclude=own))
                await managing.change(portal, manager, user, stated)
                return _back(request, manager, _("Saved. It counts from the next sign-in."))
        except Problem as problem:
            form = form.with_errors(problem.errors or [problem_field("roles", problem)])
        return page(request, "people/edit.html", _editing(manager, user, form), status=422)

    @router.post("/active")
    async def activate(
        request: Request,
        user: User,
        active: Annotated[bool, Form()],
        manager: Manager = Depends(manage),
    ) -> Response:
        await managing.change(portal, manager, user, MemberChange(active=active))
        request.app.state.identity.ended.forget()
        ended = _("May no longer sign in; every session has ended.")
        return _back(request, manager, _("May sign in again.") if active else ended)

    return router


def address(manager: Manager, path: str) -> str:
    """A page about the same organization."""
    sign = "&" if "?" in path else "?"
    owner = manager.scope.organization_id
    return f"{path}{sign}organization_id={owner}" if manager.everywhere else path


def problem_field(path: str, problem: Problem) -> FieldProblem:
    """A problem at the field that it is most likely about."""
    return FieldProblem(path, problem.code, problem.detail)


async def surroundings(portal: Portal, manager: Manager) -> dict[str, Any]:
    """What every page about members shows."""
    everywhere = (
        await organizations.every(portal, manager.scope.actor) if manager.everywhere else []
    )
    return {"manager": manager, "at": lambda path: address(manager, path), "others": everywhere}


def roles_offered(manager: Manager) -> list[tuple[str, Text]]:
    """Roles that may be given, as people call them."""
    return [(role, ROLE_NAMES[role]) for role in manager.roles]


async def _everybody(portal: Portal, manager: Manager) -> Mapping[str, Any]:
    found = await service.every(portal, manager.scope)
    return {
        **await surroundings(portal, manager),
        "people": [one for one in found if one.kind == PERSON],
        "invitations": await links.open_invitations(portal, manager),
        "now": portal.clock(),
        "form": Submission.blank(),
        "roles": roles_offered(manager),
        "languages_offered": LANGUAGES.items(),
    }


def _editing(manager: Manager, user: str, form: Submission[Any]) -> Mapping[str, Any]:
    return {
        "manager": manager,
        "at": lambda path: address(manager, path),
        "user": user,
        "form": form,
        "roles": roles_offered(manager),
        "languages_offered": [("", _("As the browser asks")), *LANGUAGES.items()],
    }


def _shown(request: Request, manager: Manager, offered: Offered) -> Response:
    """The only page that ever shows the link."""
    portal_url = request.app.state.pages.settings.portal_url
    values = {
        "manager": manager,
        "link": offered.link,
        "url": offered.url(portal_url),
        "at": lambda path: address(manager, path),
    }
    return page(request, "people/link.html", values, status=201)


def _back(request: Request, manager: Manager, flash: Text) -> Response:
    return redirect(request, address(manager, "/people"), flash=flash)
