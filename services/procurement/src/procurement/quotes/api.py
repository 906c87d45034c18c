"""Exchange rates and price indices for programs."""

from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Depends, File, Query, UploadFile

from procurement.bodies import one_or_many
from procurement.sheets import Sheet, read_rows, sheet_of
from tierzero.identity import Principal, require_scope
from tierzero.web import Paging, paging

from .kinds import json_of
from .service import Quotes, Statement

Reader = Annotated[Principal, Depends(require_scope("factors:read"))]
Writer = Annotated[Principal, Depends(require_scope("factors:write"))]
Pages = Annotated[Paging, Depends(paging(usual=1_000))]
Json = dict[str, Any]


def api(quotes: Quotes) -> APIRouter:
    """The routes of one kind: ``/api/v1/exchange-rates`` or ``/api/v1/price-indices``."""
    kind = quotes.kind
    router = APIRouter(prefix=f"/api/v1/{kind.name}", tags=["factors"])
    entries_of = one_or_many(kind.model)

    @router.get("")
    async def list_quotes(
        caller: Reader,
        paging: Pages,
        q: Annotated[str, Query(description="Beginnings of currency, year and source.")] = "",
    ) -> Json:
        """The latest you may use, by currency and year: those for everybody, and your own."""
        found = await quotes.turned(caller.scope, q, paging.turn, paging.limit)
        total = await quotes.count(caller.scope, q)
        shown = [json_of(quote) for quote in found.items]
        return paging.answer(found, {"total": total.exact, kind.collection: shown})

    @router.post("", status_code=201)
    async def state_quotes(caller: Writer, entries: Annotated[list[Any], entries_of]) -> Json:
        """State one or a list; another value supersedes the one known so far."""
        return counts(await quotes.publish(caller.scope, entries))

    @router.post("/bulk")
    async def state_file(
        caller: Writer, file: Annotated[UploadFile, File()], dry_run: bool = False
    ) -> Json:
        """State those of a CSV or XLSX file; a dry run only says what would happen."""
        sheet = await read_sheet(quotes, file.file)
        sheet.refuse_errors()
        entries = [entry for entry in sheet.models if entry is not None]
        act = quotes.compare if dry_run else quotes.publish_checked
        outcome = await act(caller.scope, entries)
        return {"dry_run": dry_run, "rows": len(sheet.rows), **counts(outcome)}

    return router


async def read_sheet(quotes: Quotes, file: BinaryIO) -> Sheet[Any]:
    """Read and check a file; what is wrong stands in the sheet."""
    kind = quotes.kind
    sheet = sheet_of(kind.columns, await read_rows(file, kind.columns), kind.model, {})
    found = iter(quotes.problems([entry for entry in sheet.models if entry is not None]))
    return sheet.with_problems(next(found) if entry is not None else () for entry in sheet.models)


def counts(outcome: Statement) -> Json:
    """How many are new, supersede another value, or were known already."""
    return {
        "recorded": outcome.recorded,
        "superseded": outcome.superseded,
        "unchanged": outcome.unchanged,
    }
