"""The page on which a footprint is entered, checked and issued."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from carbon.footprint.model import ProductFootprint
from supplier_portal.assessments.preview import Preview, Verdicts
from supplier_portal.calculations import service as calculations
from supplier_portal.drafts import service as drafts
from supplier_portal.organizations import service as organizations
from supplier_portal.places import factor_note, province_options
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, forwarded_metadata, require_scope
from tierzero.problems import FieldProblem, Problem
from tierzero.web import Submission, page, read_form, redirect

from . import service
from .contract import fact_of
from .drafting import DRAFT, continued, resumed, save
from .form import RULES, SOURCES, FootprintForm, draft_of
from .groups import PROVINCE, core_groups, further_groups
from .labels import label_of
from .model import Origin, Receipt
from .prefilled import blank_form, calculated_form, successor_form
from .shown import shown_findings

_may_write = require_scope("footprints:write")


@dataclass(frozen=True)
class Editor:
    """What the page works with."""

    portal: Portal
    verdicts: Verdicts


def routes(editor: Editor) -> APIRouter:
    """``/footprints/new``; it goes before the routes of single footprints."""
    router = APIRouter(prefix="/footprints/new", include_in_schema=False)
    portal = editor.portal

    @router.get("")
    async def start(
        request: Request,
        product: str = "",
        preceding: str = "",
        draft: str = "",
        calculation: str = "",
        caller: Principal = Depends(_may_write),
    ) -> Response:
        if not product:
            found = await products.first(portal, caller.scope, 1000)
            return page(request, "footprints/choose.html", {"products": found})
        chosen = await products.get(portal, caller.scope, product)
        if draft:
            form = await resumed(portal, caller.scope, draft)
        elif calculation:
            form = await _calculated(portal, caller, chosen, calculation)
        else:
            form = await _start_form(portal, caller, chosen, preceding)
        return await _show(editor, request, caller, chosen, form)

    @router.post("")
    async def enter(
        request: Request, product: str, caller: Principal = Depends(_may_write)
    ) -> Response:
        chosen = await products.get(portal, caller.scope, product)
        form = await read_form(request, FootprintForm)
        return await _enter(editor, request, caller, chosen, form)

    return router


async def _start_form(
    portal: Portal, caller: Principal, product: Product, preceding: str
) -> Submission[Any]:
    if preceding:
        return successor_form(await service.get(portal, caller.scope, preceding))
    owner = await organizations.get(portal, caller.user_id, caller.organization_id)
    return blank_form(product, owner.country, owner.country_subdivision)


async def _calculated(
    portal: Portal, caller: Principal, product: Product, calculation: str
) -> Submission[Any]:
    draft = await calculations.draft(portal, caller.scope, calculation, product.id)
    return calculated_form(draft.pcf, draft.preceding, draft.lineage)


async def _enter(
    editor: Editor,
    request: Request,
    caller: Principal,
    product: Product,
    form: Submission[FootprintForm],
) -> Response:
    portal = editor.portal
    if form.value("action") == "save":
        return await save(portal, request, caller.scope, product, form)
    footprint, errors = await _read(portal, caller, product, form)
    if footprint is None:
        return await _show(editor, request, caller, product, form.with_errors(errors), status=422)
    findings = service.findings_of(footprint, portal.clock())
    wrong = [one for one in findings if one.severity.value == "error"]
    wants_issue = form.value("action") == "issue"
    if not wants_issue or (wrong and form.value("acknowledged") != "true"):
        fact = fact_of(footprint, caller.organization_id, product.id)
        preview = await editor.verdicts.preview(fact, forwarded_metadata(request))
        names = await _names(portal, caller, preview)
        values = {"checked": True, "findings": shown_findings(findings), "wrong": bool(wrong)}
        return await _show(
            editor, request, caller, product, form, **values, preview=preview, names=names
        )
    try:
        receipt = await _issue(portal, caller, product, footprint, form)
    except Problem as problem:
        if not problem.errors:
            raise
        return await _show(
            editor, request, caller, product, form.with_errors(problem.errors), status=422
        )
    await continued(portal, caller.scope, form, receipt)
    if receipt.outcome == "pending":
        flash = _("The footprint waits for approval; nothing has left yet.")
    else:
        flash = _("The footprint is issued and on its way to customers.")
    return redirect(request, receipt.path, flash=flash)


async def _issue(
    portal: Portal,
    caller: Principal,
    product: Product,
    footprint: ProductFootprint,
    form: Submission[FootprintForm],
) -> Receipt:
    named = str(form.value("calculation"))
    if not named:
        return await service.submit(portal, caller.scope, footprint, Origin.FORM)
    lineage = await calculations.lineage(portal, caller.scope, product.id, named, footprint)
    return await service.submit(
        portal, caller.scope, footprint, Origin.CALCULATION, lineage=lineage
    )


async def _read(
    portal: Portal, caller: Principal, product: Product, form: Submission[FootprintForm]
) -> tuple[ProductFootprint | None, list[FieldProblem]]:
    issuer = await service.issuer_of(portal, caller.scope)
    draft = draft_of(form.values, product, issuer, portal.clock())
    try:
        footprint = service.read(draft.document)
    except Problem as problem:
        unread = {error.path for error in draft.errors}
        schema = [_on_field(error) for error in problem.errors if error.path not in unread]
        return None, [*map(_on_field, draft.errors), *schema]
    return (None if draft.errors else footprint), [*map(_on_field, draft.errors)]


def _on_field(error: FieldProblem) -> FieldProblem:
    """An error of an item of a list belongs to the field that the list is typed in."""
    path = error.path.partition("[")[0]
    message = _("{name}: {message}", name=label_of(path), message=error.message)
    return FieldProblem(path, error.code, message, error.about)


async def _names(portal: Portal, caller: Principal, preview: Preview) -> Any:
    buyers = [one.buyer_id for one in preview.verdicts]
    return await organizations.names(portal, caller.user_id, buyers, current_language())


async def _show(
    editor: Editor,
    request: Request,
    caller: Principal,
    product: Product,
    form: Submission[Any],
    *,
    status: int = 200,
    **values: Any,
) -> Response:
    owner = await organizations.get(editor.portal, caller.user_id, caller.organization_id)
    further = further_groups()
    hidden = {field.name for group in further for field in group.inputs} | {RULES}
    surroundings = {
        "product": product,
        "form": form,
        "draft": form.value(DRAFT),
        "pends": await drafts.pends(editor.portal, caller.scope),
        "core": core_groups(),
        "further": further,
        "further_open": any(error.path in hidden for error in form.errors),
        "sources": SOURCES,
        "rules": RULES,
        "checked": False,
        "provinces": province_options(owner.country, form.value(PROVINCE)),
        "factor_note": factor_note(),
    }
    return page(request, "footprints/edit.html", {**surroundings, **values}, status=status)
