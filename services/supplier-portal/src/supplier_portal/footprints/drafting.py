"""Footprints as drafts: saved from the form, resumed in it, shown to approvers, issued for them."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from carbon.footprint.parsing import parse_footprint
from supplier_portal.drafts import service as drafts
from supplier_portal.drafts.deciding import Kind
from supplier_portal.drafts.service import Draft
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _
from tierzero.tenancy import Scope
from tierzero.web import Submission, redirect

from . import service
from .differences import differences
from .groups import shown_groups
from .issuing import Circumstances, issue
from .labels import label_of
from .model import IssuedFootprint, Origin, Receipt
from .prefilled import typed_values
from .repository import Criteria
from .shown import shown_findings, shown_value

DRAFT = "draft"
"""Field of the form that says which draft it goes on with."""
_NOT_KEPT = ("action", "acknowledged", DRAFT)


async def save(
    portal: Portal, request: Request, scope: Scope, product: Product, form: Submission[Any]
) -> Response:
    """Keep what stands in the form, whatever it is."""
    typed = {name: value for name, value in form.values.items() if name not in _NOT_KEPT}
    content = {"values": typed, "product_id": product.id}
    draft = await drafts.save(portal, scope, str(form.value(DRAFT)), product.name, content)
    return redirect(request, f"/drafts/{draft.id}", flash=_("The draft is saved."))


async def resumed(portal: Portal, scope: Scope, identity: str) -> Submission[Any]:
    """The form as its author left it, or as it was when it was returned."""
    draft = await drafts.own(portal, scope, identity, None)
    values = draft.content.get("values") or _of_document(draft.content["document"])
    if lineage := draft.content.get("lineage"):
        named = f"{lineage['calculation_id']}:{lineage['calculation_version']}"
        values = {**values, "calculation": named}
    return Submission.of({**values, DRAFT: draft.id})


def _of_document(document: Mapping[str, Any]) -> dict[str, Any]:
    preceding = list(document.get("precedingPfIds", ()))
    return {**typed_values(document), "precedingPfIds": preceding[0] if preceding else None}


async def continued(portal: Portal, scope: Scope, form: Submission[Any], receipt: Receipt) -> None:
    """The draft that the form went on with has become something else."""
    if form.value(DRAFT):
        await drafts.close(portal, scope, str(form.value(DRAFT)), receipt.path)


async def _issue(portal: Portal, scope: Scope, draft: Draft) -> str:
    footprint = service.read(draft.content["document"])
    origin = Origin(draft.content["origin"])
    lineage = draft.content.get("lineage")
    receipt = await service.submit_approved(portal, scope, footprint, origin, lineage)
    return receipt.path


async def _describe(portal: Portal, scope: Scope, draft: Draft) -> Mapping[str, Any]:
    product = await products.get(portal, scope, draft.content["product_id"])
    foreseen = await _foreseen(portal, scope, draft)
    if foreseen is None:
        return {"product": product, "footprint": None}
    in_force = await _in_force(portal, scope, foreseen)
    changed = differences(in_force.document, foreseen.document) if in_force else []
    return {
        "product": product,
        "footprint": foreseen,
        "findings": shown_findings(foreseen.findings),
        "groups": list(shown_groups(foreseen.pcf)),
        "in_force": in_force,
        "differences": changed,
        "label_of": label_of,
        "shown": shown_value,
    }


async def _foreseen(portal: Portal, scope: Scope, draft: Draft) -> IssuedFootprint | None:
    """What would be issued; None for what is only saved."""
    document = draft.content.get("document")
    footprint = parse_footprint(document)[0] if document else None
    if footprint is None:
        return None
    product, origin = draft.content["product_id"], Origin(draft.content["origin"])
    owner, now = scope.organization_id, portal.clock()
    return issue(footprint, Circumstances(owner, product, now, draft.author, origin))


async def _in_force(
    portal: Portal, scope: Scope, foreseen: IssuedFootprint
) -> IssuedFootprint | None:
    criteria = Criteria(status="Active", product_id=foreseen.product_id)
    found = await service.first(portal, scope, criteria, 1)
    return found[0] if found else None


DRAFTS = Kind(_issue, _describe, "footprints/draft.html")
"""What drafts of footprints are, for the pages that decide about drafts."""
