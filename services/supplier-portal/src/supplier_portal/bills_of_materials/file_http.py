"""JSON API: the parts of a bill from a file."""

from collections.abc import Mapping
from typing import Any, Literal

from fastapi import APIRouter, Depends, Query, Response, UploadFile

from supplier_portal.acting import acting
from tierzero.i18n import current_language
from tierzero.tabular import problem_from_errors, template_file
from tierzero.tenancy import Scope

from . import service
from .file_intake import PartsFile, PartsIntake, check, frame_of
from .file_reading import LIMITS

Json = Mapping[str, Any]
Kind = Literal["xlsx", "csv"]
MEDIA_TYPES: Mapping[str, str] = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MAX_BODY = LIMITS.max_bytes + 1024 * 1024


def api(intake: PartsIntake) -> APIRouter:
    """Routes at ``/api/v1/products/{id}/bill-of-materials/parts``."""
    path = "/api/v1/products/{product_id}/bill-of-materials/parts"
    router, portal = APIRouter(prefix=path, tags=["bills of materials"]), intake.portal
    reading, writing = acting(portal, "products:read"), acting(portal, "products:write")

    @router.post("", summary="State the parts by a file (CSV, XLSX)", max_body_size=MAX_BODY)
    async def upload(
        product_id: str,
        file: UploadFile,
        dry_run: bool = Query(False, description="Check and tell what would happen."),
        output_amount: str = Query("", description="Empty: as the bill states it, else 1."),
        own_emissions: str = Query("", description="kgCO2e; empty: as the bill states it."),
        scope: Scope = Depends(writing),
    ) -> Json:
        bill = await service.find(portal, scope, product_id)
        frame = frame_of(bill, output_amount, own_emissions)
        sent = PartsFile(product_id, file.file, file.filename or "")
        checked = await check(intake, scope, frame, sent)
        if checked.problems:
            raise problem_from_errors(checked.problems)
        if dry_run:
            return {**checked.view(), "version": None}
        stored = await service.state(portal, scope, product_id, checked.stated)
        return {**checked.view(), "version": stored.version}

    @router.get("/template", summary="An empty file of parts to fill in")
    def template(kind: Kind = "xlsx", _scope: Scope = Depends(reading)) -> Response:
        return template_download(intake, kind)

    return router


def template_download(intake: PartsIntake, kind: Kind) -> Response:
    """An empty file in the caller's language that the browser saves."""
    content = template_file(intake.columns, current_language(), kind)
    headers = {"Content-Disposition": f'attachment; filename="parts.{kind}"'}
    return Response(content, media_type=MEDIA_TYPES[kind], headers=headers)
