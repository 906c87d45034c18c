"""JSON API: footprints."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Body, Depends, Query, Response

from supplier_portal.acting import acting
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope
from tierzero.web import Paging, paging

from . import service
from .model import Origin
from .repository import Criteria
from .verified import with_standing, with_standings
from .views import difference_view, footprint_view, movement_view, receipt_view

Json = Mapping[str, Any]


def api(portal: Portal) -> APIRouter:
    """Routes under ``/api/v1/footprints``."""
    router = APIRouter(prefix="/api/v1/footprints", tags=["footprints"])
    reading, writing = acting(portal, "footprints:read"), acting(portal, "footprints:write")
    issuing = acting(portal, "footprints:issue")

    @router.post("", status_code=201, summary="Issue a footprint by PACT v3 or v2.x")
    async def submit(
        response: Response,
        document: Any = Body(),
        strict: bool = Query(False, description="Refuse what the methodology finds wrong."),
        dry_run: bool = Query(False, description="Check all of it and store nothing."),
        scope: Scope = Depends(writing),
    ) -> Json:
        footprint, remarks = service.read_any(document)
        if strict:
            service.refuse_errors(footprint, portal.clock())
        if dry_run:
            receipt = await service.try_out(portal, scope, footprint, Origin.API, remarks=remarks)
        else:
            receipt = await service.submit(portal, scope, footprint, Origin.API, remarks=remarks)
        response.status_code = {"created": 201, "pending": 202}.get(receipt.outcome, 200)
        return receipt_view(receipt)

    @router.get("", summary="List footprints, the newest first")
    async def every(
        criteria: Criteria = Depends(criteria_of(portal)),
        asked: Paging = Depends(paging()),
        scope: Scope = Depends(reading),
    ) -> Json:
        pages = await service.turned(portal, scope, criteria, asked.turn, asked.limit)
        return asked.answer(pages, {"data": await with_standings(portal, scope, pages.items)})

    @router.get("/{identity}", summary="One footprint")
    async def one(identity: str, scope: Scope = Depends(reading)) -> Json:
        found = await service.get(portal, scope, identity)
        missing = service.missing_of(found, portal.clock())
        shown = await with_standing(portal, scope, found)
        return {**shown, "missing_for_next_level": list(missing)}

    @router.get("/{identity}/history", summary="All footprints of the same product")
    async def history(identity: str, scope: Scope = Depends(reading)) -> Json:
        found = await service.history(portal, scope, identity)
        return {"data": [footprint_view(one) for one in found]}

    @router.get("/{identity}/diff", summary="What differs from the footprint it replaced")
    async def diff(
        identity: str,
        against: str = Query("", description="Another footprint to compare with."),
        scope: Scope = Depends(reading),
    ) -> Json:
        comparison = await service.compare(portal, scope, identity, against)
        before = comparison.before
        return {
            "before": before.id if before else None,
            "after": comparison.after.id,
            "differences": [difference_view(one) for one in comparison.differences],
            **movement_view(comparison),
        }

    @router.post("/{identity}/deprecate", summary="End a footprint without a successor")
    async def deprecate(identity: str, scope: Scope = Depends(issuing)) -> Json:
        return footprint_view(await service.deprecate(portal, scope, identity))

    return router


def criteria_of(portal: Portal) -> Any:
    """A dependency: the criteria in the query."""

    def criteria(
        status: str = Query("", pattern="^(Active|Deprecated)?$"),
        product_id: str = Query(""),
        batch_id: str = Query(""),
        valid_on: datetime | None = Query(None),
        expiring_within_days: int | None = Query(None, ge=0, le=3650),
    ) -> Criteria:
        before = None
        if expiring_within_days is not None:
            before = portal.clock() + timedelta(days=expiring_within_days)
        on = valid_on.replace(tzinfo=valid_on.tzinfo or UTC) if valid_on else None
        return Criteria(status, product_id, batch_id, on, before)

    return criteria
