"""Notices for people (``/notices``) and programs (``/api/v1/footprint-notices``)."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from procurement.assessments.views import supplier_name
from procurement.catalogue.service import Catalogue
from tierzero.i18n import _, current_language
from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, Turning, page, paging

from .service import NoticeKind, Notices

Reader = Annotated[Principal, Depends(require_scope("limits:read"))]
KINDS = (
    (NoticeKind.SUPERSEDED.value, _("New value")),
    (NoticeKind.ENDED.value, _("Ended")),
    (NoticeKind.EXPIRING.value, _("Expiry")),
)
_SIZE = 50


def api(notices: Notices) -> APIRouter:
    """The route for programs."""
    router = APIRouter(prefix="/api/v1/footprint-notices", tags=["footprint notices"])

    @router.get("")
    async def list_notices(
        caller: Reader,
        asked: Annotated[Paging, Depends(paging())],
        kind: Annotated[str, Query(pattern="^(superseded|ended|expiring)?$")] = "",
        supplier_id: str = "",
    ) -> dict[str, Any]:
        """What you were told about footprints that you have received, the newest first."""
        wanted = {"kind": kind, "supplier_id": supplier_id}
        pages = await notices.turned(caller.scope, asked.turn, asked.limit, **wanted)
        total = await notices.count(caller.scope, **wanted)
        found = [one.view() for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "notices": found})

    return router


def pages(notices: Notices, catalogue: Catalogue) -> APIRouter:
    """The route for people."""
    router = APIRouter(prefix="/notices", include_in_schema=False)

    @router.get("")
    async def list_page(
        request: Request, caller: Reader, turning: Annotated[Turning, Depends()], kind: str = ""
    ) -> Response:
        chosen = kind if kind in dict(KINDS) else ""
        pages_ = await notices.turned(caller.scope, turning.turn, _SIZE, kind=chosen)
        values = {
            "notices": pages_.items,
            "pages": pages_,
            "total": await notices.count(caller.scope, kind=chosen),
            "kind": chosen,
            "kinds": KINDS,
            "names": await names_of(catalogue, caller),
        }
        return page(request, "notices/list.html", values)

    return router


async def names_of(catalogue: Catalogue, caller: Principal) -> dict[str, str]:
    """Names of suppliers in the caller's language."""
    language = current_language()
    known = await catalogue.organizations(caller.scope)
    return {identity: supplier_name(one, language) for identity, one in known.items()}
