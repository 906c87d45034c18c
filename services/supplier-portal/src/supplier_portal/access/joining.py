"""The page behind a link: join an organization, or choose a new password."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, StringConstraints
from starlette.responses import Response

from supplier_portal.organizations import service as organizations
from supplier_portal.people import links
from supplier_portal.people.links_model import Link
from supplier_portal.people.model import Language, PersonName
from tierzero.i18n import LANGUAGES, current_language
from tierzero.problems import Problem
from tierzero.web import Submission, page, read_form

from . import service
from .service import Gate
from .signing_in import address_of, let_in

_NAME = "link"
"""Under this name failed links are counted, as they have none of their own."""


class JoinForm(BaseModel):
    """The fields of the page."""

    sig: Annotated[str, StringConstraints(max_length=200)]
    name: PersonName
    language: Language = ""
    password: Annotated[str, StringConstraints(max_length=200)] = Field(default="")


def routes(gate: Gate) -> APIRouter:
    """The page at ``/join``."""
    router = APIRouter(prefix="/join", include_in_schema=False)

    @router.get("")
    async def join_page(request: Request, sig: str = "") -> Response:
        link = await _opened(gate, request, sig)
        known = {"sig": sig, "name": link.name, "language": link.language or current_language()}
        return await _show(request, gate, link, Submission.of(known))

    @router.post("")
    async def join(request: Request) -> Response:
        submission = await read_form(request, JoinForm)
        link = await _opened(gate, request, str(submission.value("sig")))
        if submission.model is None:
            return await _show(request, gate, link, submission, status=422)
        form = submission.model
        organization = await _organization(gate, link)
        try:
            member = await links.take(
                gate.portal, form.sig, form.name, form.language, form.password, organization
            )
        except Problem as problem:
            if not problem.errors:
                raise
            again = submission.with_errors(problem.errors)
            return await _show(request, gate, link, again, status=422)
        gate.ended.forget()
        return let_in(request, gate, await service.principal_for(gate, member), "")

    return router


async def _opened(gate: Gate, request: Request, token: str) -> Link:
    """The link; guessing is slowed down like that of passwords."""
    address = address_of(request)
    await gate.attempts.admit(_NAME, address)
    link = await links.opened(gate.portal, token)
    if link is None:
        await gate.attempts.note_failure(_NAME, address)
        raise links.gone()
    return link


async def _organization(gate: Gate, link: Link) -> str:
    found = await organizations.find(gate.portal, link.user, link.member_of)
    return found.name_in(current_language()) if found else ""


async def _show(
    request: Request, gate: Gate, link: Link, form: Submission[Any], *, status: int = 200
) -> Response:
    values = {
        "form": form,
        "link": link,
        "organization": await _organization(gate, link),
        "languages_offered": LANGUAGES,
    }
    return page(request, "access/join.html", values, status=status)
