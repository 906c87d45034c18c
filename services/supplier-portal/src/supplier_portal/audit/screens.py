"""The page that shows who changed what."""

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from supplier_portal.portal import Portal
from tierzero.i18n import Text, _, current_language
from tierzero.identity import Principal
from tierzero.web import Turning, page

from . import service
from .export import MOST_EXPORTED, as_csv
from .linking import newest_link
from .query import Asked, readers
from .sealing import newest_seal

PAGE_SIZE = 50
ACTIONS: Mapping[str, Text] = {
    "organization.created": _("Organization entered"),
    "organization.changed": _("Organization changed"),
    "person.created": _("User entered"),
    "person.changed": _("User changed"),
    "program.created": _("API client entered"),
    "program.changed": _("API client changed"),
    "person.invited": _("Person invited"),
    "invitation.renewed": _("Link made anew"),
    "invitation.revoked": _("Invitation revoked"),
    "person.reset_offered": _("Link for a new password made"),
    "person.password_set": _("Password set"),
    "person.sessions_ended": _("Sessions ended"),
    "person.identity_linked": _("Sign-in at a provider linked"),
    "program.secret_rotated": _("Secret of an API client replaced"),
    "program.revoked": _("API client revoked"),
    "settings.changed": _("Approval settings changed"),
    "draft.saved": _("Draft saved"),
    "draft.submitted": _("Sent for approval"),
    "draft.approved": _("Draft approved"),
    "draft.issued": _("Draft issued"),
    "draft.not_issued": _("Draft could not be issued"),
    "draft.returned": _("Draft returned"),
    "draft.continued": _("Draft went on as another"),
    "draft.withdrawn": _("Draft withdrawn"),
    "partner.entered": _("Partner's system entered"),
    "partner.changed": _("Partner's system changed"),
    "partner.removed": _("Partner's system forgotten"),
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
    "calculation.started": _("Calculation started"),
    "calculation.changed": _("Calculation changed"),
    "calculation.recalculated": _("Calculation renewed with the newest inputs"),
    "calculation.removed": _("Calculation removed"),
    "initiative.created": _("Initiative entered"),
    "initiative.changed": _("Initiative changed"),
    "initiative.share_agreed": _("Share of an initiative agreed to"),
    "initiative.share_declined": _("Share of an initiative declined"),
    "initiative.followed": _("Initiative followed a footprint"),
}


class AskedOnPage(Asked, Turning):
    """The filters, and which page."""


def routes(portal: Portal) -> APIRouter:
    """The page at ``/history``, and the same as a file."""
    router = APIRouter(prefix="/history", include_in_schema=False)

    @router.get("")
    async def history(
        request: Request,
        asked: Annotated[AskedOnPage, Query()],
        caller: Principal = Depends(readers),
    ) -> Response:
        wanted = asked.wanted()
        pages = await service.turned(portal, caller.scope, wanted, asked.turn, PAGE_SIZE)
        values = {
            "entries": pages.items,
            "pages": pages,
            "total": await service.count(portal, caller.scope, wanted),
            "actions": ACTIONS,
            "as_json": _as_json,
            "asked": asked,
            "actors": await service.actors(portal, caller.scope),
            "seal": await newest_seal(portal, caller.scope),
            "link": await newest_link(portal, caller.scope),
        }
        return page(request, "audit/history.html", values)

    @router.get(".csv")
    async def export(
        asked: Annotated[Asked, Query()], caller: Principal = Depends(readers)
    ) -> Response:
        found = await service.newest(portal, caller.scope, asked.wanted(), limit=MOST_EXPORTED)
        content = await run_in_threadpool(as_csv, found, ACTIONS, current_language())
        headers = {"Content-Disposition": 'attachment; filename="history.csv"'}
        return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

    return router


def _as_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, default=str)
