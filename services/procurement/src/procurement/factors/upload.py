"""The upload of emission factors."""

from typing import BinaryIO

from procurement.uploads.model import Rehearsal, Upload
from tierzero.i18n import Text, _, ngettext
from tierzero.tenancy import Scope

from .bulk import read_file, store_file
from .columns import COLUMNS
from .epa import EpaSet
from .service import Factors


def upload_of(factors: Factors) -> Upload:
    """Emission factors as an upload."""

    async def rehearse(scope: Scope, file: BinaryIO) -> Rehearsal:
        read = await read_file(factors, scope, file, EpaSet())
        if read.sheet.errors:
            return Rehearsal(read.sheet)
        outcome = await factors.compare(scope, read.entries)
        tallies = (
            (_("New factors"), outcome.published),
            (_("Published already"), outcome.unchanged),
        )
        return Rehearsal(read.sheet, tallies)

    async def store(scope: Scope, file: BinaryIO) -> Text:
        read = await read_file(factors, scope, file, EpaSet())
        outcome = await store_file(factors, scope, read)
        return ngettext("{n} factor is published.", "{n} factors are published.", outcome.published)

    return Upload(
        path="/factors/upload",
        back="/factors",
        heading=_("Upload emission factors"),
        lead=_(
            "In the template's form, or the EPA's supply chain factors exactly as published. "
            "A published factor is never changed: other values need a new version of the set."
        ),
        columns=COLUMNS,
        permission="factors:write",
        filename="factors",
        rehearse=rehearse,
        store=store,
    )
