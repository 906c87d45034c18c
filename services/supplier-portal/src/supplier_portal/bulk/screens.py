"""Pages: choosing a file, what is wrong with it, storing it."""

from contextlib import closing
from typing import Any, BinaryIO, Literal

from fastapi import APIRouter, Depends, Request, UploadFile
from starlette.responses import Response

from supplier_portal.menu import supplier_pages
from tierzero.i18n import _, ngettext
from tierzero.identity import Principal, require_scope
from tierzero.problems import FieldProblem, Problem, respond
from tierzero.web import Submission, page, problem_page, redirect

from . import approval, service, stash
from .http import MAX_BODY, download
from .model import Options, Result
from .service import Intake
from .shown import shown_findings
from .templates import template_of
from .watching import Steps, answered

Kind = Literal["xlsx", "csv"]
_may_write = require_scope("footprints:write")


def routes(intake: Intake) -> APIRouter:
    """Pages under ``/upload``."""
    router = APIRouter(prefix="/upload", include_in_schema=False)
    database = intake.portal.database

    @router.get("")
    async def start(request: Request, caller: Principal = Depends(_may_write)) -> Response:
        return await _start(intake, request, caller, Submission.blank())

    @router.get("/template.{kind}")
    async def template(kind: Kind, caller: Principal = Depends(_may_write)) -> Response:
        content = await template_of(intake, caller.scope, kind)
        return download(content, f"footprints.{kind}", kind)

    @router.post("", max_body_size=MAX_BODY)
    async def check(
        request: Request, file: UploadFile, caller: Principal = Depends(_may_write)
    ) -> Response:
        options = Options(file.filename or "", dry_run=True)

        async def end(result: Result) -> Response:
            now = intake.portal.clock()
            key = await stash.keep(database, caller.scope, file.file, options.filename, now)
            return page(request, "bulk/checked.html", _checked(result, key))

        async def fault(problem: Problem) -> Response:
            found = FieldProblem("file", problem.code, problem.detail)
            form = Submission.blank().with_errors(problem.errors or [found])
            return await _start(intake, request, caller, form)

        steps = service.take_in(intake, caller.scope, file.file, options)
        return await answered(request, steps, end, fault)

    @router.post("/{key}/store")
    async def store(
        request: Request,
        key: str,
        valid_only: bool = False,
        caller: Principal = Depends(_may_write),
    ) -> Response:
        file, filename = await stash.fetch(database, caller.scope, key)
        options = Options(filename, accept_valid_rows=valid_only)
        if await approval.pends(intake, caller.scope, options):
            with closing(file):
                _checked_again, draft = await approval.wait(intake, caller.scope, file, options)
            await stash.discard(database, caller.scope, key)
            flash = _("The file waits for approval; nothing has left yet.")
            return redirect(request, f"/drafts/{draft.id}", flash=flash)

        async def end(result: Result) -> Response:
            await stash.discard(database, caller.scope, key)
            done = ngettext("{n} row is stored.", "{n} rows are stored.", result.tally.valid_rows)
            return redirect(request, f"/upload/batches/{result.batch_id}", flash=done)

        async def fault(problem: Problem) -> Response:
            return respond(request, problem, problem_page)

        steps = _closing(file, service.take_in(intake, caller.scope, file, options))
        return await answered(request, steps, end, fault)

    @router.get("/{key}/file")
    async def kept(key: str, caller: Principal = Depends(supplier_pages)) -> Response:
        file, filename = await stash.fetch(database, caller.scope, key)
        with closing(file):
            file.seek(0)
            kind = "xlsx" if filename.lower().endswith(".xlsx") else "csv"
            return download(file.read(), f"upload.{kind}", kind)

    @router.get("/{key}/errors.{kind}")
    async def errors(key: str, kind: Kind, caller: Principal = Depends(_may_write)) -> Response:
        file, _filename = await stash.fetch(database, caller.scope, key)
        with closing(file):
            content = await service.faulty_rows(intake, caller.scope, file, kind)
        return download(content, f"errors.{kind}", kind)

    @router.get("/batches/{batch_id}")
    async def batch(
        request: Request, batch_id: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        found = await service.batch(intake.portal, caller.scope, batch_id)
        before = await service.uploaded_before(intake.portal, caller.scope, found)
        return page(request, "bulk/batch.html", {"batch": found, "before": before})

    return router


async def _closing(file: BinaryIO, steps: Steps) -> Steps:
    with closing(file):
        async for step in steps:
            yield step


async def _start(
    intake: Intake, request: Request, caller: Principal, form: Submission[Any]
) -> Response:
    batches = await service.batches(intake.portal, caller.scope, limit=10)
    values = {"form": form, "batches": batches}
    return page(request, "bulk/start.html", values, status=422 if form.errors else 200)


def _checked(result: Result, key: str) -> dict[str, Any]:
    tally = result.tally
    return {
        "tally": tally,
        "filename": result.options.filename,
        "key": key,
        "findings": shown_findings(tally.findings),
        "hidden_errors": tally.error_count - len(tally.errors[:200]),
    }
