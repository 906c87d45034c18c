"""Pages: looking at one's footprints as somebody else, who has received what, who was told what."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.groups import shown_groups
from supplier_portal.footprints.labels import label_of
from supplier_portal.footprints.shown import shown_value
from supplier_portal.menu import supplier_pages
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _, current_language
from tierzero.identity import Principal
from tierzero.problems import not_found
from tierzero.web import Turning, page

from . import ledger, notices, preview
from .screens import PAGE_SIZE, naming
from .texts import NOTICE_NAMES, WAY_NAMES


class Looking(Turning):
    """As whom, and which page."""

    viewer: str = ""
    recipient: str = ""
    kind: str = ""


def routes(portal: Portal) -> APIRouter:
    """Pages under ``/sharing``."""
    router = APIRouter(prefix="/sharing", include_in_schema=False)

    @router.get("/as")
    async def every(
        request: Request, looking: Looking = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        scope, viewer = caller.scope, looking.viewer
        pages = await preview.turned_as(portal, scope, viewer, looking.turn, PAGE_SIZE)
        values = {"found": pages.items, "pages": pages, "looking": looking}
        names = await naming(portal, caller, [])
        return page(request, "sharing/as.html", {**values, **names, "now": portal.clock()})

    @router.get("/as/{identity}")
    async def one(
        request: Request,
        identity: str,
        looking: Looking = Depends(),
        caller: Principal = Depends(supplier_pages),
    ) -> Response:
        found = await preview.one_as(portal, caller.scope, looking.viewer, identity)
        if found is None:
            text = _("This organization sees no such footprint of yours.")
            raise not_found(text, "unknown-footprint")
        values = {
            "one": found,
            "groups": list(shown_groups(found.document["pcf"])),
            "shown": shown_value,
            "kept_back": [label_of(path) for path in preview.kept_back(found)],
            "looking": looking,
            **await naming(portal, caller, []),
        }
        return page(request, "sharing/presented.html", values)

    @router.get("/received")
    async def received(
        request: Request, looking: Looking = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        return page(request, "sharing/received.html", await _received(portal, caller, looking))

    @router.get("/notices")
    async def told(
        request: Request, looking: Looking = Depends(), caller: Principal = Depends(supplier_pages)
    ) -> Response:
        return page(request, "sharing/notices.html", await _told(portal, caller, looking))

    return router


async def _received(portal: Portal, caller: Principal, looking: Looking) -> dict[str, Any]:
    scope, recipient = caller.scope, looking.recipient
    pages = await ledger.disclosures(portal, scope, looking.turn, PAGE_SIZE, recipient_id=recipient)
    found = pages.items
    ids = {one.footprint_id for one in found}
    known = await footprints.find_many(portal.database, scope, ids)
    recipients = [one.recipient_id for one in found]
    naming_ = await naming(portal, caller, [])
    names = await organizations.names(portal, scope.actor, recipients, current_language())
    return {
        **naming_,
        "found": found,
        "pages": pages,
        "total": await ledger.count_disclosures(portal, scope, recipient_id=recipient),
        "looking": looking,
        "footprints": {one.id: one for one in known},
        "names": {**naming_["names"], **names},
        "way_names": WAY_NAMES,
    }


async def _told(portal: Portal, caller: Principal, looking: Looking) -> dict[str, Any]:
    scope = caller.scope
    wanted = {"kind": looking.kind} if looking.kind in list(NOTICE_NAMES) else {}
    pages = await notices.turned(portal.database, scope, wanted, looking.turn, PAGE_SIZE)
    found = pages.items
    recipients = [one.recipient_id for one in found]
    return {
        "found": found,
        "pages": pages,
        "total": await notices.count(portal.database, scope, wanted),
        "looking": looking,
        "kinds": NOTICE_NAMES,
        "me": caller.organization_id,
        "names": await organizations.names(portal, scope.actor, recipients, current_language()),
    }
