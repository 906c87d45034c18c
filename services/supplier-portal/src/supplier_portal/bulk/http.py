"""JSON API: uploads."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response, UploadFile
from starlette.responses import StreamingResponse

from carbon.footprint.writing import format_time
from supplier_portal.acting import acting
from tierzero.problems import Problem, problem_document, translator_of
from tierzero.tenancy import Scope

from . import approval, service
from .model import Options, Progress, Result
from .service import Intake
from .templates import template_of

Json = Mapping[str, Any]
Kind = Literal["xlsx", "csv"]

MEDIA_TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_LINES = "application/x-ndjson"
MAX_BODY = service.LIMITS.max_bytes + 1024 * 1024


def api(intake: Intake) -> APIRouter:
    """Routes under ``/api/v1/footprints/bulk``; they go before those of single footprints."""
    router = APIRouter(prefix="/api/v1/footprints/bulk", tags=["uploads"])
    reading = acting(intake.portal, "footprints:read")
    writing = acting(intake.portal, "footprints:write")

    @router.post("", summary="Upload products and footprints (CSV, XLSX)", max_body_size=MAX_BODY)
    async def upload(
        request: Request,
        response: Response,
        file: UploadFile,
        dry_run: bool = Query(False, description="Check and tell what would happen."),
        accept_valid_rows: bool = Query(False, description="Store the rows without faults."),
        scope: Scope = Depends(writing),
    ) -> Any:
        options = Options(file.filename or "", dry_run, accept_valid_rows)
        if await approval.pends(intake, scope, options):
            response.status_code = 202
            waiting = await approval.wait(intake, scope, file.file, options)
            return approval.waiting_view(*waiting)
        if _LINES in request.headers.get("accept", ""):
            lines = _lines(request, service.take_in(intake, scope, file.file, options))
            return StreamingResponse(lines, media_type=_LINES)
        return (await service.result_of(intake, scope, file.file, options)).view()

    @router.post("/errors", summary="The rows at fault, as a file", max_body_size=MAX_BODY)
    async def errors(
        file: UploadFile, kind: Kind = "xlsx", scope: Scope = Depends(writing)
    ) -> Response:
        content = await service.faulty_rows(intake, scope, file.file, kind)
        return download(content, f"errors.{kind}", kind)

    @router.get("/template", summary="An empty file to fill in")
    async def template(kind: Kind = "xlsx", scope: Scope = Depends(reading)) -> Response:
        content = await template_of(intake, scope, kind)
        return download(content, f"footprints.{kind}", kind)

    @router.get("/batches", summary="Uploads, the newest first")
    async def batches(scope: Scope = Depends(reading)) -> Json:
        found = await service.batches(intake.portal, scope)
        return {"data": [batch_view(one) for one in found]}

    @router.get("/batches/{batch_id}", summary="One upload")
    async def batch(batch_id: str, scope: Scope = Depends(reading)) -> Json:
        found = await service.batch(intake.portal, scope, batch_id)
        before = await service.uploaded_before(intake.portal, scope, found)
        earlier = {"id": before["_id"], "at": format_time(before["started_at"])} if before else None
        return {**batch_view(found), "uploaded_before": earlier}

    return router


def download(content: bytes, filename: str, kind: str) -> Response:
    """A file that the browser saves."""
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)


def batch_view(document: Json) -> Json:
    """An upload as JSON."""
    finished = document["finished_at"]
    return {
        "id": document["_id"],
        "filename": document["filename"],
        "recorded_by": document["actor"],
        "started_at": format_time(document["started_at"]),
        "finished_at": format_time(finished) if finished else None,
        "rows": document["rows"],
        "stored_rows": document["stored_rows"],
        "outcomes": document["outcomes"],
        "digest": document.get("digest"),
    }


async def _lines(request: Request, steps: AsyncIterator[Progress | Result]) -> AsyncIterator[str]:
    """One JSON object a line: progress, and last the result or the problem."""
    try:
        async for step in steps:
            yield _line(_step(step))
    except Problem as problem:
        document = problem_document(problem, translator_of(request))
        yield _line({"stage": "refused", "problem": document})


def _step(step: Progress | Result) -> Json:
    if isinstance(step, Progress):
        return {"stage": step.stage, "rows": step.rows, "of": step.of}
    return {"stage": "done", "result": step.view()}


def _line(content: Json) -> str:
    return json.dumps(content, ensure_ascii=False) + "\n"
