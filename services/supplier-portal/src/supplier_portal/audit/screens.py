"""The page that shows who changed what."""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.menu import supplier_pages
from supplier_portal.portal import Portal
from tierzero.i18n import Text, _
from tierzero.identity import Principal
from tierzero.web import page, paginate

from . import service

PAGE_SIZE = 50
ACTIONS: Mapping[str, Text] = {
    "organization.created": _("Organization entered"),
    "organization.changed": _("Organization changed"),
    "person.created": _("User entered"),
    "person.changed": _("User changed"),
    "program.created": _("API client entered"),
    "program.changed": _("API client changed"),
    "product.created": _("Product entered"),
    "product.changed": _("Product changed"),
    "bill_of_materials.stated": _("Bill of materials stated"),
    "bill_of_materials.changed": _("Bill of materials changed"),
    "bill_of_materials.withdrawn": _("Bill of materials withdrawn"),
    "own_emissions.stated": _("Own emissions stated"),
    "own_emissions.changed": _("Own emissions changed"),
    "own_emissions.withdrawn": _("Own emissions withdrawn"),
    "footprint.issued": _("Footprint issued"),
    "footprint.deprecated": _("Footprint replaced or ended"),
    "request.queued": _("Request received, waits for an answer"),
    "request.accepted": _("Request accepted"),
    "request.expired": _("Request passed its deadline"),
    "request.answered": _("Request answered"),
    "request.declined": _("Request declined"),
    "request.withdrawn": _("Request withdrawn by the customer"),
    "part_number.stated": _("Customer's part number assigned"),
    "evidence.attached": _("Evidence attached"),
    "evidence.withdrawn": _("Evidence withdrawn"),
    "evidence.shared": _("Sharing of evidence changed"),
    "evidence.erased": _("Evidence erased"),
    "verification.asked": _("Verification asked for"),
    "verification.withdrawn": _("Request for verification taken back"),
    "verification.confirmed": _("Verification confirmed"),
    "verification.refused": _("Verification refused"),
    "verification.revoked": _("Verification revoked"),
    "verification.evidence_changed": _("Verification affected by other evidence"),
    "initiative.created": _("Initiative entered"),
    "initiative.changed": _("Initiative changed"),
    "initiative.share_agreed": _("Share of an initiative agreed to"),
    "initiative.share_declined": _("Share of an initiative declined"),
    "initiative.followed": _("Initiative followed a footprint"),
}


def routes(portal: Portal) -> APIRouter:
    """The page at ``/history``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/history")
    async def history(request: Request, caller: Principal = Depends(supplier_pages)) -> Response:
        number = request.query_params.get("page")
        pages = paginate(await service.count(portal, caller.scope), number, PAGE_SIZE)
        entries = await service.newest(portal, caller.scope, skip=pages.offset, limit=PAGE_SIZE)
        values = {"entries": entries, "pages": pages, "actions": ACTIONS, "as_json": _as_json}
        return page(request, "audit/history.html", values)

    return router


def _as_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)
