"""The upload of purchases."""

from typing import BinaryIO

from procurement.uploads.model import Rehearsal, Upload
from tierzero.i18n import Text, _, ngettext
from tierzero.tenancy import Scope

from .bulk import read_file, store_file
from .columns import COLUMNS
from .service import Activities


def upload_of(activities: Activities) -> Upload:
    """Purchases as an upload."""

    async def rehearse(scope: Scope, file: BinaryIO) -> Rehearsal:
        read = await read_file(activities, scope, file)
        if read.sheet.errors:
            return Rehearsal(read.sheet)
        outcome = await activities.compare(scope, read.checked)
        tallies = (
            (_("New purchases"), len(outcome.recorded)),
            (_("Corrections"), len(outcome.corrected)),
            (_("Unchanged"), len(outcome.unchanged)),
        )
        return Rehearsal(read.sheet, tallies)

    async def store(scope: Scope, file: BinaryIO) -> Text:
        outcome = await store_file(activities, scope, await read_file(activities, scope, file))
        changed = len(outcome.recorded) + len(outcome.corrected)
        return ngettext("{n} purchase is stored.", "{n} purchases are stored.", changed)

    return Upload(
        path="/purchases/upload",
        back="/purchases",
        heading=_("Upload purchases"),
        lead=_("One row for each purchase; its reference tells it apart from all others."),
        columns=COLUMNS,
        permission="activities:write",
        filename="purchases",
        rehearse=rehearse,
        store=store,
    )
