"""Purchases in files."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from procurement.sheets import Sheet, read_rows, sheet_of
from tierzero.tabular import Row
from tierzero.tenancy import Scope

from .columns import COLUMNS
from .model import CAPITAL_GOODS, PURCHASED_GOODS_AND_SERVICES, Outcome, PurchaseEntry
from .service import Activities, Checked


@dataclass(frozen=True)
class PurchaseFile:
    """A file of purchases, checked whole."""

    sheet: Sheet[PurchaseEntry]
    checked: Sequence[Checked]


async def read_file(activities: Activities, scope: Scope, file: BinaryIO) -> PurchaseFile:
    """Read and check a file; what is wrong stands in its sheet."""
    rows = [_translated(row) for row in await read_rows(file, COLUMNS)]
    sheet = sheet_of(COLUMNS, rows, PurchaseEntry, {"capital_good": "category"})
    # Rows at fault are checked as far as they go, so that one upload shows all there is to mend.
    entries = [model or _draft(row) for row, model in zip(sheet.rows, sheet.models, strict=True)]
    checked = await activities.check(scope, entries)
    return PurchaseFile(sheet.with_problems([one.problems for one in checked]), checked)


async def store_file(activities: Activities, scope: Scope, file: PurchaseFile) -> Outcome:
    """Record all purchases of a file, or none: Problem 422 names each cell at fault."""
    file.sheet.refuse_errors()
    return await activities.record_checked(scope, file.checked)


async def rehearse_file(activities: Activities, scope: Scope, file: PurchaseFile) -> Outcome:
    """What recording the file would come to; refused as the recording would be."""
    file.sheet.refuse_errors()
    return await activities.compare(scope, file.checked)


def _translated(row: Row) -> Row:
    values = dict(row.values)
    capital = values.get("capital_good")
    values["capital_good"] = CAPITAL_GOODS if capital else PURCHASED_GOODS_AND_SERVICES
    return replace(row, values=values)


def _draft(row: Row) -> PurchaseEntry:
    refused = {error.name for error in row.errors}
    good = {name: value for name, value in row.values.items() if value and name not in refused}
    readable = {"reference": "", "supplier": "", "date": date.min, **good}
    return PurchaseEntry.model_construct(**readable)
