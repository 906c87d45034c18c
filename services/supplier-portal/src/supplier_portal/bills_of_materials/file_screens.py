"""Pages: choosing a file of parts, what is wrong with it, saving it."""

import json
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from pydantic import BaseModel
from starlette.responses import Response

from carbon.decimals import format_decimal
from supplier_portal.fields import Amount, Positive
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import FieldProblem, Problem, invalid
from tierzero.web import Submission, page, read_form, redirect

from . import service
from .file_http import MAX_BODY, template_download
from .file_intake import Checked, PartsFile, PartsIntake, bill_of, check, frame_of
from .form import Typed
from .model import Bill, content_of

PATH = "/products/{product_id}/bill-of-materials/upload"
Kind = Literal["xlsx", "csv"]
SHOWN_PROBLEMS = 200
_may_write = require_scope("products:write")


class FileForm(BaseModel):
    """The fields beside the file."""

    output_amount: Annotated[Positive, Typed]
    own_emissions: Annotated[Amount, Typed]


def routes(intake: PartsIntake) -> APIRouter:
    """Pages at ``/products/{id}/bill-of-materials/upload``."""
    router, portal = APIRouter(prefix=PATH, include_in_schema=False), intake.portal

    @router.get("")
    async def start(
        request: Request, product_id: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        product = await products.get(portal, caller.scope, product_id)
        bill = await service.find(portal, caller.scope, product_id)
        return _start(request, product, _filled(bill))

    @router.get("/template.{kind}")
    def template(kind: Kind, _caller: Principal = Depends(_may_write)) -> Response:
        return template_download(intake, kind)

    @router.post("", max_body_size=MAX_BODY)
    async def checked(
        request: Request,
        product_id: str,
        file: UploadFile,
        caller: Principal = Depends(_may_write),
    ) -> Response:
        product = await products.get(portal, caller.scope, product_id)
        form = await read_form(request, FileForm)
        return await _check(intake, request, caller, product, form, file)

    @router.post("/store")
    async def store(
        request: Request,
        product_id: str,
        content: str = Form(),
        caller: Principal = Depends(_may_write),
    ) -> Response:
        await service.state(portal, caller.scope, product_id, bill_of(_read(content)))
        said = _("The bill of materials is saved and published.")
        return redirect(request, f"/products/{product_id}", flash=said)

    return router


def _read(content: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        text = _("Choose the file again; what the page sent back cannot be read.")
        raise invalid([FieldProblem("content", "invalid-json", text)]) from error


async def _check(
    intake: PartsIntake,
    request: Request,
    caller: Principal,
    product: Product,
    form: Submission[FileForm],
    file: UploadFile,
) -> Response:
    if form.model is None:
        return _start(request, product, form)
    bill = await service.find(intake.portal, caller.scope, product.id)
    amount, own = form.model.output_amount, form.model.own_emissions
    frame = frame_of(bill, format_decimal(amount), format_decimal(own))
    sent = PartsFile(product.id, file.file, file.filename or "")
    try:
        result = await check(intake, caller.scope, frame, sent)
    except Problem as problem:
        fault = FieldProblem("file", problem.code, problem.detail)
        on_file = [FieldProblem("file", one.code, one.message) for one in problem.errors]
        return _start(request, product, form.with_errors(on_file or [fault]))
    return page(request, "bills_of_materials/checked.html", _checked(product, result, sent.name))


def _filled(bill: Bill | None) -> Submission[Any]:
    if bill is None:
        return Submission.of({"output_amount": "1"})
    content = content_of(bill.stated)
    return Submission.of({name: content[name] for name in FileForm.model_fields})


def _start(request: Request, product: Product, form: Submission[Any]) -> Response:
    values = {"product": product, "form": form}
    status = 422 if form.errors else 200
    return page(request, "bills_of_materials/upload.html", values, status=status)


def _checked(product: Product, result: Checked, filename: str) -> dict[str, Any]:
    content = json.dumps(content_of(result.stated), ensure_ascii=False, separators=(",", ":"))
    return {
        "product": product,
        "result": result,
        "filename": filename,
        "problems": result.problems[:SHOWN_PROBLEMS],
        "hidden": max(0, len(result.problems) - SHOWN_PROBLEMS),
        "content": content,
    }
