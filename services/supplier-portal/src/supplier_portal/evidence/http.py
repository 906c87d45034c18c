"""JSON API: evidence."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict

from supplier_portal.acting import ON_BEHALF, acting
from tierzero.i18n import _
from tierzero.identity import Principal, current_principal
from tierzero.problems import forbidden
from tierzero.tenancy import Scope

from . import service
from .desk import Desk
from .giving_out import download, readable, shared_with
from .model import Subject, SubjectKind, Withdrawal, set_digest

Json = Mapping[str, Any]
MAX_BODY = service.MAX_BYTES + 1024 * 1024


class SharingInput(BaseModel):
    """Whether those who may see the footprint may have the file."""

    model_config = ConfigDict(extra="forbid")

    shared: bool


def api(desk: Desk) -> APIRouter:
    """Routes under ``/api/v1/evidence``."""
    router = APIRouter(prefix="/api/v1/evidence", tags=["evidence"])
    reading = acting(desk.portal, "footprints:read")
    writing = acting(desk.portal, "evidence:write")
    sharing = acting(desk.portal, "shares:write")

    @router.post("", status_code=201, summary="Attach a file", max_body_size=MAX_BODY)
    async def attach(
        response: Response,
        file: UploadFile,
        subject: Subject = Depends(subject_of),
        shared: bool = Query(False, description="Let those who may see the footprint have it."),
        scope: Scope = Depends(writing),
        caller: Principal = Depends(current_principal),
    ) -> Json:
        refuse_unshared(caller, shared)
        name = file.filename or ""
        kept, outcome = await service.attach(desk, scope, subject, file.file, name, shared=shared)
        response.status_code = 201 if outcome == "created" else 200
        return {**kept.content(), "outcome": outcome}

    @router.get("", summary="Files attached to a thing, withdrawn ones too")
    async def every(
        subject: Subject = Depends(subject_of),
        owner: str = Query("", description="Of another organization: what you may have of it."),
        scope: Scope = Depends(reading),
    ) -> Json:
        if owner not in ("", scope.organization_id):
            found = await shared_with(desk, scope, owner, subject)
        else:
            found = await service.attached(desk.portal, scope, subject.kind, [subject.id])
        chosen = [one for one in found if subject.part in ("", one.subject.part)]
        return {"data": [one.content() for one in chosen], "set_sha256": set_digest(found)}

    @router.get("/{identity}", summary="About one file")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        return (await readable(desk, scope, identity)).content()

    @router.get("/{identity}/content", summary="The file itself")
    async def content(identity: str, scope: Scope = Depends(reading)) -> Response:
        return download(desk, await readable(desk, scope, identity))

    @router.post("/{identity}/withdraw", summary="Take a file back, with the reason")
    async def withdraw(identity: str, why: Withdrawal, scope: Scope = Depends(writing)) -> Json:
        return (await service.withdraw(desk, scope, identity, why.reason)).content()

    @router.put("/{identity}/sharing", summary="Say whether customers may have the file")
    async def share(identity: str, stated: SharingInput, scope: Scope = Depends(sharing)) -> Json:
        return (await service.share(desk, scope, identity, shared=stated.shared)).content()

    @router.delete("/{identity}/content", summary="Erase the bytes of a withdrawn file")
    async def erase(identity: str, scope: Scope = Depends(writing)) -> Json:
        return (await service.erase(desk, scope, identity)).content()

    return router


def refuse_unshared(caller: Principal, shared: bool) -> None:
    """Problem 403 where a caller shares a file who may not choose who sees what."""
    if shared and not (caller.may("shares:write") or caller.may(ON_BEHALF)):
        detail = _("Your account lacks the permission {scope}.", scope="shares:write")
        raise forbidden(detail, "scope-required")


def subject_of(
    kind: SubjectKind = Query(description="What the file proves."),
    subject_id: str = Query(max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"),
    part: str = Query("", max_length=20, pattern=r"^[A-Za-z0-9-]*$"),
) -> Subject:
    """The subject in the query."""
    return Subject(kind=kind, id=subject_id, part=part)
