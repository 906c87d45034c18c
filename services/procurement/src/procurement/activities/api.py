"""Purchases for programs: ``/api/v1/purchases``."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, UploadFile
from starlette.responses import Response

from procurement.bodies import one_or_many
from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, paging

from .bulk import read_file, rehearse_file, store_file
from .documents import json_of, start_of
from .model import Outcome, PurchaseEntry
from .service import Activities, Chosen

Reader = Annotated[Principal, Depends(require_scope("activities:read"))]
Writer = Annotated[Principal, Depends(require_scope("activities:write"))]
Entries = Annotated[list[PurchaseEntry], one_or_many(PurchaseEntry)]
Json = dict[str, Any]


def api(activities: Activities) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/purchases", tags=["purchases"])

    @router.get("")
    async def list_purchases(
        caller: Reader,
        asked: Annotated[Paging, Depends(paging())],
        supplier_id: str = "",
        date_from: Annotated[date | None, Query(alias="from")] = None,
        date_until: Annotated[date | None, Query(alias="until", description="Exclusive.")] = None,
    ) -> Json:
        """The buyer's purchases, the latest first; ``total`` is null where there are very many."""
        chosen = selection(supplier_id, date_from, date_until)
        total = (await activities.count(caller.scope, chosen)).exact
        pages = await activities.turned(caller.scope, chosen, asked.turn, asked.limit)
        purchases = [json_of(one) for one in pages.items]
        return asked.answer(pages, {"total": total, "purchases": purchases})

    @router.post("", status_code=201)
    async def record_purchases(caller: Writer, entries: Entries) -> Json:
        """Record one purchase or a list, all or none. A known reference is corrected."""
        outcome = await activities.record(caller.scope, entries)
        as_sent = {entry.reference: place for place, entry in enumerate(entries)}
        stands = sorted(outcome.all, key=lambda one: as_sent[one.reference])
        return {**summary(outcome), "purchases": [json_of(one) for one in stands]}

    @router.post("/bulk")
    async def record_file(
        caller: Writer, file: Annotated[UploadFile, File()], dry_run: bool = False
    ) -> Json:
        """Record a CSV or XLSX file, all or none; a dry run only says what would happen."""
        read = await read_file(activities, caller.scope, file.file)
        act = rehearse_file if dry_run else store_file
        outcome = await act(activities, caller.scope, read)
        return {"dry_run": dry_run, "rows": len(read.sheet.rows), **summary(outcome)}

    @router.get("/{purchase_id}")
    async def get_purchase(caller: Reader, purchase_id: str) -> Json:
        """One purchase."""
        return json_of(await activities.get(caller.scope, purchase_id))

    @router.delete("/{purchase_id}", status_code=204)
    async def withdraw_purchase(caller: Writer, purchase_id: str) -> Response:
        """Take a purchase back."""
        await activities.withdraw(caller.scope, purchase_id)
        return Response(status_code=204)

    return router


def selection(supplier_id: str, date_from: date | None, date_until: date | None) -> Chosen:
    """Which purchases are asked for."""
    return Chosen(
        supplier_id,
        start_of(date_from) if date_from else None,
        start_of(date_until) if date_until else None,
    )


def summary(outcome: Outcome) -> Json:
    """How many purchases are new, corrected, and known already."""
    return {
        "recorded": len(outcome.recorded),
        "corrected": len(outcome.corrected),
        "unchanged": len(outcome.unchanged),
    }
