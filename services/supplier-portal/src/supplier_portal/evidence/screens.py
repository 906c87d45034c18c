"""What is done with evidence on pages: its card posts here and comes back to its page."""

from collections.abc import Mapping
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from starlette.responses import Response

from supplier_portal.fields import Line
from tierzero.i18n import _
from tierzero.identity import Principal, current_principal, require_scope
from tierzero.web import redirect

from . import service
from .desk import Desk
from .giving_out import download, readable
from .http import MAX_BODY, refuse_unshared
from .model import Part, Reference, Subject, SubjectKind

_may_write = require_scope("evidence:write")
_may_share = require_scope("shares:write")
_PLACES: Mapping[SubjectKind, str] = {
    SubjectKind.FOOTPRINT: "/footprints/{id}",
    SubjectKind.INITIATIVE: "/initiatives/{id}",
    SubjectKind.OWN_EMISSIONS: "/own-emissions/{id}",
    SubjectKind.CALCULATION: "/calculations/{id}/result",
}


def routes(desk: Desk) -> APIRouter:
    """Routes under ``/evidence``."""
    router = APIRouter(prefix="/evidence", include_in_schema=False)

    @router.post("", max_body_size=MAX_BODY)
    async def attach(
        request: Request,
        file: UploadFile,
        kind: Annotated[SubjectKind, Form()],
        subject_id: Annotated[Reference, Form()],
        part: Annotated[Part, Form()] = "",
        shared: Annotated[bool, Form()] = False,
        caller: Principal = Depends(_may_write),
    ) -> Response:
        refuse_unshared(caller, shared)
        subject, name = Subject(kind=kind, id=subject_id, part=part), file.filename or ""
        content: BinaryIO = file.file
        await service.attach(desk, caller.scope, subject, content, name, shared=shared)
        return redirect(request, _place(subject), flash=_("The file is attached."))

    @router.get("/{identity}/content")
    async def content(identity: str, caller: Principal = Depends(current_principal)) -> Response:
        return download(desk, await readable(desk, caller.scope, identity))

    @router.post("/{identity}/withdraw")
    async def withdraw(
        request: Request,
        identity: str,
        reason: Annotated[Line, Form()],
        caller: Principal = Depends(_may_write),
    ) -> Response:
        gone = await service.withdraw(desk, caller.scope, identity, reason)
        return redirect(request, _place(gone.subject), flash=_("The file is withdrawn."))

    @router.post("/{identity}/sharing")
    async def share(
        request: Request,
        identity: str,
        shared: Annotated[bool, Form()],
        caller: Principal = Depends(_may_share),
    ) -> Response:
        kept = await service.share(desk, caller.scope, identity, shared=shared)
        said = _("Customers may have the file.") if shared else _("The file is yours alone again.")
        return redirect(request, _place(kept.subject), flash=said)

    return router


def _place(subject: Subject) -> str:
    return _PLACES[subject.kind].format(id=subject.id)
