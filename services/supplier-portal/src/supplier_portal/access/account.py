"""A person's own account: name, language, password, sessions."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, StringConstraints
from starlette.responses import Response

from supplier_portal.people import managing
from supplier_portal.people import service as people
from supplier_portal.people.model import Language, Member, PersonName
from tierzero.i18n import LANGUAGES, _
from tierzero.identity import PERSON, Principal, current_principal
from tierzero.problems import Problem, forbidden
from tierzero.web import Submission, page, read_form, redirect, remember_language

from . import service
from .service import Gate
from .signing_in import address_of, begin_session

Typed = Annotated[str, StringConstraints(max_length=200)]


class AccountForm(BaseModel):
    """What a person decides about the own account."""

    name: PersonName
    language: Language = ""


class PasswordForm(BaseModel):
    """A new password, from somebody who knows the present one."""

    present: Typed
    password: Typed


def a_person(caller: Principal = Depends(current_principal)) -> Principal:
    """Dependency: programs have no account pages."""
    if caller.kind != PERSON:
        raise forbidden(_("This page is for people."), "person-required")
    return caller


def routes(gate: Gate) -> APIRouter:
    """Pages under ``/account``."""
    router = APIRouter(prefix="/account", include_in_schema=False)
    portal = gate.portal

    @router.get("")
    async def account(request: Request, caller: Principal = Depends(a_person)) -> Response:
        return await _show(gate, request, caller)

    @router.post("")
    async def save(request: Request, caller: Principal = Depends(a_person)) -> Response:
        form = await read_form(request, AccountForm)
        if form.model is None:
            return await _show(gate, request, caller, about=form)
        stated = form.model
        member = await managing.change_own(
            portal, caller.scope, caller.user_id, stated.name, stated.language
        )
        return await _again(gate, request, member, stated.language)

    @router.post("/password")
    async def password(request: Request, caller: Principal = Depends(a_person)) -> Response:
        form = await read_form(request, PasswordForm)
        if form.model is None:
            return await _show(gate, request, caller, secret=form)
        address = address_of(request)
        await gate.attempts.admit(caller.user_id, address)
        try:
            member = await managing.change_password(
                portal,
                caller.scope,
                caller.user_id,
                form.model.present,
                form.model.password,
                caller.organization_name,
            )
        except Problem as problem:
            if any(error.code == "wrong-password" for error in problem.errors):
                await gate.attempts.note_failure(caller.user_id, address)
            again = form.with_errors(problem.errors)
            return await _show(gate, request, caller, secret=again)
        return await _again(gate, request, member, member.language)

    @router.post("/end-sessions")
    async def end_sessions(request: Request, caller: Principal = Depends(a_person)) -> Response:
        member = await managing.end_sessions(portal, caller.scope, caller.user_id)
        return await _again(gate, request, member, member.language)

    return router


async def _again(gate: Gate, request: Request, member: Member, language: str) -> Response:
    """Back to the page, in a session of the newest generation and in the language stored."""
    gate.ended.forget()
    response = redirect(request, "/account", flash=_("Saved."))
    begin_session(response, request, gate, await service.principal_for(gate, member))
    if language:
        remember_language(response, request, language)
    return response


async def _show(
    gate: Gate,
    request: Request,
    caller: Principal,
    *,
    about: Submission[Any] | None = None,
    secret: Submission[Any] | None = None,
) -> Response:
    member = await people.get(gate.portal, caller.scope, PERSON, caller.user_id)
    wrong = bool((about and about.errors) or (secret and secret.errors))
    values = {
        "member": member,
        "about": about or Submission.of({"name": member.name, "language": member.language}),
        "secret": secret or Submission.blank(),
        "passwords": gate.portal.settings.passwords,
        "languages_offered": [("", _("As the browser asks")), *LANGUAGES.items()],
    }
    return page(request, "access/account.html", values, status=422 if wrong else 200)
