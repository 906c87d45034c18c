"""The page on which a customer sees what a footprint rests on, as far as it is shared."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from supplier_portal.sharing import service as sharing
from supplier_portal.verification import service as verification
from supplier_portal.verification.texts import ASSURANCES, COVERAGES
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.problems import not_found
from tierzero.tenancy import Scope
from tierzero.web import page

from .desk import Desk
from .giving_out import shared_with
from .model import Subject, SubjectKind

_may_read = require_scope("footprints:read")


def routes(desk: Desk) -> APIRouter:
    """The page at ``/evidence/of/{footprint}``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/evidence/of/{identity}")
    async def of(
        request: Request, identity: str, caller: Principal = Depends(_may_read)
    ) -> Response:
        seen = await sharing.find(desk.portal, caller.organization_id, identity)
        if seen is None:
            raise not_found(_("There is no such footprint."), "unknown-footprint")
        return page(request, "evidence/of.html", await _about(desk, caller, seen))

    return router


async def _about(desk: Desk, caller: Principal, seen: sharing.Shown) -> dict[str, Any]:
    in_owners = Scope(seen.owner.id, caller.user_id)
    standings = await verification.standings(desk.portal, in_owners, [seen.issued])
    standing = standings[seen.issued.id]
    subject = Subject(kind=SubjectKind.FOOTPRINT, id=seen.issued.id)
    shown = seen.document["pcf"].get("verification")
    return {
        "document": seen.document,
        "owner": seen.owner.name_in(current_language()),
        # What is kept back of the document is kept back here as well.
        "standing": standing.without_declared() if shown is None else standing,
        "evidence": await shared_with(desk, caller.scope, seen.owner.id, subject),
        "coverages": COVERAGES,
        "assurances": ASSURANCES,
    }
