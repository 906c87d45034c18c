"""The pages of an upload: choose a file, see what is wrong and what would happen, store it."""

from io import BytesIO
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Request, UploadFile
from starlette.responses import Response

from procurement.sheets import LIMITS, MEBIBYTE
from tierzero.i18n import _, current_language
from tierzero.identity import Clock, Principal, require_scope
from tierzero.problems import FieldProblem, Problem, not_found
from tierzero.store import Database
from tierzero.tabular import template_file
from tierzero.tenancy import Scope
from tierzero.web import Submission, page, redirect

from . import stash
from .model import Upload

Kind = Literal["xlsx", "csv"]
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_SHOWN = 200


def pages(upload: Upload, database: Database, clock: Clock) -> APIRouter:
    """The routes of one kind of upload."""
    router = APIRouter(prefix=upload.path, include_in_schema=False)
    writer = Depends(require_scope(upload.permission))

    @router.get("")
    async def start(request: Request, _caller: Principal = writer) -> Response:
        return _start(request, upload, Submission.blank())

    @router.get("/template.{kind}")
    async def template(kind: Kind, _caller: Principal = writer) -> Response:
        content = template_file(upload.columns, current_language(), kind)
        return download(content, f"{upload.filename}.{kind}", kind)

    @router.post("", max_body_size=LIMITS.max_bytes + MEBIBYTE)
    async def check(
        request: Request,
        caller: Principal = writer,
        file: Annotated[UploadFile | None, File()] = None,
    ) -> Response:
        content = await file.read() if file else b""
        try:
            rehearsal = await upload.rehearse(caller.scope, BytesIO(content))
        except Problem as problem:
            found = problem.errors or (FieldProblem("file", problem.code, problem.detail),)
            form = Submission.blank().with_errors(found)
            return _start(request, upload, form, problem.status)
        key = await stash.put(database, caller.scope, upload.path, content, clock())
        errors = rehearsal.sheet.errors
        values = {
            "upload": upload,
            "key": key,
            "rows": len(rehearsal.sheet.rows),
            "faulty": sum(1 for row in rehearsal.sheet.rows if row.errors),
            "errors": errors[:_SHOWN],
            "hidden": max(0, len(errors) - _SHOWN),
            "tallies": rehearsal.tallies,
            "filename": file.filename if file else "",
        }
        return page(request, "uploads/checked.html", values, status=422 if errors else 200)

    @router.get("/{key}/errors.{kind}")
    async def errors(key: str, kind: Kind, caller: Principal = writer) -> Response:
        content = await _stashed(database, caller.scope, upload, key)
        rehearsal = await upload.rehearse(caller.scope, BytesIO(content))
        return download(rehearsal.sheet.error_file(kind), f"{upload.filename}-errors.{kind}", kind)

    @router.post("/{key}/store")
    async def store(request: Request, key: str, caller: Principal = writer) -> Response:
        content = await _stashed(database, caller.scope, upload, key)
        said = await upload.store(caller.scope, BytesIO(content))
        await stash.drop(database, caller.scope, key)
        return redirect(request, upload.back, flash=said)

    return router


def download(content: bytes, filename: str, kind: str) -> Response:
    """A file that the browser saves."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


def _start(request: Request, upload: Upload, form: Submission[Any], status: int = 200) -> Response:
    return page(request, "uploads/start.html", {"upload": upload, "form": form}, status=status)


async def _stashed(database: Database, scope: Scope, upload: Upload, key: str) -> bytes:
    content = await stash.get(database, scope, upload.path, key)
    if content is None:
        raise not_found(_("This upload is no longer kept; send the file again."))
    return content
