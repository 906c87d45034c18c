"""The uploads of activities, one for each kind."""

from collections.abc import Sequence
from typing import Any, BinaryIO

from procurement.sheets import Sheet, read_rows
from procurement.uploads.model import Rehearsal, Upload
from tierzero.i18n import Text, _, ngettext
from tierzero.tenancy import Scope

from .kinds import KINDS, AnyEntry, Kind
from .reading import sheet_of
from .service import Operations


def uploads_of(operations: Operations) -> list[Upload]:
    """Every kind as an upload."""
    return [_upload_of(operations, kind) for kind in KINDS.values()]


def checked_sheet(operations: Operations, sheet: Sheet[Any]) -> Sequence[AnyEntry]:
    """The entries of a sheet that is right throughout; Problem 422 names each cell at fault."""
    sheet.refuse_errors()
    entries = _entries(sheet)
    sheet.with_problems(operations.problems(entries)).refuse_errors()
    return entries


def _entries(sheet: Sheet[Any]) -> list[AnyEntry]:
    return [one for one in sheet.models if one is not None]


def _upload_of(operations: Operations, kind: Kind) -> Upload:
    async def read(file: BinaryIO) -> Sheet[Any]:
        sheet = sheet_of(kind, await read_rows(file, kind.columns))
        if sheet.errors:
            return sheet
        return sheet.with_problems(operations.problems(_entries(sheet)))

    async def rehearse(scope: Scope, file: BinaryIO) -> Rehearsal:
        sheet = await read(file)
        if sheet.errors:
            return Rehearsal(sheet)
        outcome = await operations.compare(scope, _entries(sheet))
        tallies = (
            (_("New activities"), len(outcome.recorded)),
            (_("Corrections"), len(outcome.corrected)),
            (_("Unchanged"), len(outcome.unchanged)),
        )
        return Rehearsal(sheet, tallies)

    async def store(scope: Scope, file: BinaryIO) -> Text:
        outcome = await operations.record_checked(
            scope, checked_sheet(operations, await read(file))
        )
        changed = len(outcome.changed)
        return ngettext("{n} activity is stored.", "{n} activities are stored.", changed)

    return Upload(
        path=f"/activities/upload/{kind.address}",
        back="/activities",
        heading=kind.title,
        lead=_("One row for each activity; its reference tells it apart from all others."),
        columns=kind.columns,
        permission="activities:write",
        filename=kind.address,
        rehearse=rehearse,
        store=store,
    )
