"""Activities other than purchases for programs: ``/api/v1/activities``."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Query, UploadFile
from starlette.responses import Response

from procurement.sheets import read_rows
from tierzero.i18n import _
from tierzero.identity import Principal, require_scope
from tierzero.problems import not_found
from tierzero.web import Paging, paging

from .kinds import KINDS, Kind
from .reading import Entries, sheet_of
from .record import json_of, start_of
from .repository import Outcome
from .service import Chosen, Operations
from .upload import checked_sheet

Reader = Annotated[Principal, Depends(require_scope("activities:read"))]
Writer = Annotated[Principal, Depends(require_scope("activities:write"))]
Json = dict[str, Any]


def api(operations: Operations) -> APIRouter:
    """The routes."""
    router = APIRouter(prefix="/api/v1/activities", tags=["activities"])

    @router.get("")
    async def list_activities(
        caller: Reader,
        asked: Annotated[Paging, Depends(paging())],
        kind: str = "",
        date_from: Annotated[date | None, Query(alias="from")] = None,
        date_until: Annotated[date | None, Query(alias="until", description="Exclusive.")] = None,
    ) -> Json:
        """The buyer's activities besides purchases, the latest first."""
        chosen = selection(kind, date_from, date_until)
        pages = await operations.turned(caller.scope, chosen, asked.turn, asked.limit)
        total = await operations.count(caller.scope, chosen)
        found = [json_of(one) for one in pages.items]
        return asked.answer(pages, {"total": total.exact, "activities": found})

    @router.post("", status_code=201)
    async def record_activities(caller: Writer, entries: Entries) -> Json:
        """Record one activity or a list, all or none. A known reference is corrected."""
        outcome = await operations.record(caller.scope, entries)
        as_sent = {entry.reference: place for place, entry in enumerate(entries)}
        stands = (*outcome.changed, *outcome.unchanged)
        ordered = sorted(stands, key=lambda one: as_sent[one.reference])
        return {**summary(outcome), "activities": [json_of(one) for one in ordered]}

    @router.post("/bulk/{kind}")
    async def record_file(
        caller: Writer, kind: str, file: Annotated[UploadFile, File()], dry_run: bool = False
    ) -> Json:
        """Record a CSV or XLSX file of one kind, all or none; a dry run changes nothing."""
        known = kind_of(kind)
        sheet = sheet_of(known, await read_rows(file.file, known.columns))
        entries = checked_sheet(operations, sheet)
        act = operations.compare if dry_run else operations.record_checked
        outcome = await act(caller.scope, entries)
        return {"dry_run": dry_run, "rows": len(sheet.rows), **summary(outcome)}

    @router.get("/{activity_id}")
    async def get_activity(caller: Reader, activity_id: str) -> Json:
        """One activity."""
        return json_of(await operations.get(caller.scope, activity_id))

    @router.delete("/{activity_id}", status_code=204)
    async def withdraw_activity(caller: Writer, activity_id: str) -> Response:
        """Take an activity back."""
        await operations.withdraw(caller.scope, activity_id)
        return Response(status_code=204)

    return router


def kind_of(name: str) -> Kind:
    """The kind of that name, with hyphens or underscores; Problem 404."""
    found = KINDS.get(name.replace("-", "_"))
    if found is None:
        raise not_found(_("There is no such kind of activity."))
    return found


def selection(kind: str, date_from: date | None, date_until: date | None) -> Chosen:
    """Which activities are asked for."""
    start = start_of(date_from) if date_from else None
    return Chosen(kind, start, start_of(date_until) if date_until else None)


def summary(outcome: Outcome) -> Json:
    """How many activities are new, corrected, and known already."""
    return {
        "recorded": len(outcome.recorded),
        "corrected": len(outcome.corrected),
        "unchanged": len(outcome.unchanged),
    }
