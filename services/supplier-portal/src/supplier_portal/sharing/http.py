"""JSON API: sharing many products at once, looking as somebody else, who has received what."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Query

from supplier_portal.acting import acting
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.problems import not_found
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import ledger, notices, preview
from .input import SharingInput
from .viewing import Shown

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/sharing``."""
    router = APIRouter(prefix="/api/v1/sharing", tags=["sharing"])
    reading, writing = acting(portal, "products:read"), acting(portal, "products:write")

    @router.post("/products", summary="Share products so, at most 1,000 at once")
    async def share(stated: SharingInput, scope: Scope = Depends(writing)) -> Json:
        changed = await products.share(portal, scope, stated.product_ids, stated.anew())
        known = await products.by_ids(portal, scope, stated.product_ids)
        unknown = [one for one in stated.product_ids if one not in known]
        return {"changed": changed, "unknown": unknown}

    @router.get("/as", summary="Your footprints in force as another organization sees them")
    async def every(
        viewer: str = Query("", description="Organization id; empty: who has not signed in."),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        pages = await preview.turned_as(portal, scope, viewer, asked.turn, asked.limit)
        total = await preview.count_as(portal, scope, viewer)
        found = [shown_view(one) for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "data": found})

    @router.get("/as/{identity}", summary="One of your footprints as another organization sees it")
    async def one(identity: str, viewer: str = Query(""), scope: Scope = Depends(reading)) -> Json:
        found = await preview.one_as(portal, scope, viewer, identity)
        if found is None:
            text = _("This organization sees no such footprint of yours.")
            raise not_found(text, "unknown-footprint")
        return shown_view(found)

    @router.get("/disclosures", summary="Who has received which of your footprints, and how")
    async def disclosures(
        product_id: str = "",
        footprint_id: str = "",
        recipient_id: str = "",
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        wanted = {
            "product_id": product_id,
            "footprint_id": footprint_id,
            "recipient_id": recipient_id,
        }
        pages = await ledger.disclosures(portal, scope, asked.turn, asked.limit, **wanted)
        total = await ledger.count_disclosures(portal, scope, **wanted)
        found = [one.view() for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "data": found})

    @router.get("/notices", summary="What recipients of your footprints, and you, were told")
    async def told(
        kind: str = Query("", pattern="^(superseded|ended|expiring)?$"),
        recipient_id: str = "",
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        wanted = {key: value for key, value in _named(kind, recipient_id) if value}
        pages = await notices.turned(portal.database, scope, wanted, asked.turn, asked.limit)
        total = await notices.count(portal.database, scope, wanted)
        found = [one.view() for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "data": found})

    return router


def shown_view(one: Shown) -> Json:
    """A footprint as it is presented, and what of it is kept back."""
    return {
        "footprint": one.document,
        "product_id": one.product.id,
        "shared_detail": one.detail.value,
        "kept_back": preview.kept_back(one),
    }


def _named(kind: str, recipient_id: str) -> tuple[tuple[str, str], ...]:
    return (("kind", kind), ("recipient_id", recipient_id))
