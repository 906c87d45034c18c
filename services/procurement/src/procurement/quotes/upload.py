"""The uploads of exchange rates and of price indices."""

from typing import BinaryIO

from procurement.uploads.model import Rehearsal, Upload
from tierzero.i18n import Text, _, ngettext
from tierzero.tenancy import Scope

from .api import read_sheet
from .kinds import EXCHANGE_RATES
from .service import Quotes

_TEXTS = {
    "exchange-rates": (
        _("Upload exchange rates"),
        _("Averages of whole years. Another value supersedes the one known so far."),
    ),
    "price-indices": (
        _("Upload price indices"),
        _("Consumer price indices of one series. Another value supersedes the one known so far."),
    ),
}


def upload_of(quotes: Quotes) -> Upload:
    """Rates or indices as an upload."""

    async def rehearse(scope: Scope, file: BinaryIO) -> Rehearsal:
        sheet = await read_sheet(quotes, file)
        if sheet.errors:
            return Rehearsal(sheet)
        outcome = await quotes.compare(scope, [one for one in sheet.models if one is not None])
        tallies = (
            (pick(quotes, _("New rates"), _("New indices")), outcome.recorded),
            (_("Superseding another value"), outcome.superseded),
            (_("Unchanged"), outcome.unchanged),
        )
        return Rehearsal(sheet, tallies)

    async def store(scope: Scope, file: BinaryIO) -> Text:
        sheet = await read_sheet(quotes, file)
        sheet.refuse_errors()
        entries = [one for one in sheet.models if one is not None]
        outcome = await quotes.publish_checked(scope, entries)
        new = outcome.recorded + outcome.superseded
        return ngettext("{n} value is published.", "{n} values are published.", new)

    heading, lead = _TEXTS[quotes.kind.name]
    return Upload(
        path=f"/factors/{quotes.kind.name}/upload",
        back="/factors",
        heading=heading,
        lead=lead,
        columns=quotes.kind.columns,
        permission="factors:write",
        filename=quotes.kind.name,
        rehearse=rehearse,
        store=store,
    )


def pick(quotes: Quotes, rates: Text, indices: Text) -> Text:
    """The text for the kind."""
    return rates if quotes.kind is EXCHANGE_RATES else indices
