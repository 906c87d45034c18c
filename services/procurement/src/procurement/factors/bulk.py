"""Emission factors in files: the platform's own format, or the EPA's as published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from procurement.sheets import Sheet, blame, read_rows, sheet_of
from tierzero.i18n import _
from tierzero.problems import FieldProblem, conflict
from tierzero.tabular import Column, Row
from tierzero.tabular.faults import field_problem
from tierzero.tenancy import Scope

from . import epa
from .columns import COLUMNS
from .model import FactorEntry
from .service import Factors, Publication

_START = 4096


@dataclass(frozen=True)
class FactorFile:
    """A file of factors, checked whole; a row may hold several."""

    sheet: Sheet[FactorEntry]
    entries: Sequence[FactorEntry]

    def refuse_errors(self) -> None:
        """Raise Problem 422, or 409 where nothing is wrong but that other values are published."""
        errors = self.sheet.errors
        if errors and all(error.code == "factor-published" for error in errors):
            text = _("Factors of this set and version are published with other values.")
            raise conflict("factor-published", text, map(field_problem, errors[:500]))
        self.sheet.refuse_errors()


async def read_file(
    factors: Factors, scope: Scope, file: BinaryIO, edition: epa.EpaSet
) -> FactorFile:
    """Read and check a file; what is wrong stands in its sheet."""
    start = file.read(_START)
    file.seek(0)
    columns = epa.COLUMNS if epa.is_published_file(start) else COLUMNS
    rows = await read_rows(file, columns)
    parsed = list(_published(rows, edition) if columns is epa.COLUMNS else _own(rows))
    entries = [entry for _row, held in parsed for entry in held]
    problems = iter(await factors.problems(scope, entries))
    placed = [
        [one for entry in held for one in _placed(next(problems), entry, columns)]
        for _row, held in parsed
    ]
    sheet: Sheet[FactorEntry] = Sheet(columns, tuple(row for row, _held in parsed), ())
    return FactorFile(sheet.with_problems(placed), entries)


async def store_file(factors: Factors, scope: Scope, file: FactorFile) -> Publication:
    """Publish all factors of a file, or none."""
    file.refuse_errors()
    return await factors.publish_checked(scope, file.entries)


async def rehearse_file(factors: Factors, scope: Scope, file: FactorFile) -> Publication:
    """What publishing the file would come to; refused as the publishing would be."""
    file.refuse_errors()
    return await factors.compare(scope, file.entries)


def _own(rows: Sequence[Row]) -> Iterator[tuple[Row, list[FactorEntry]]]:
    sheet = sheet_of(COLUMNS, rows, FactorEntry, {})
    for row, model in zip(sheet.rows, sheet.models, strict=True):
        yield row, [model] if model else []


def _published(rows: Sequence[Row], edition: epa.EpaSet) -> Iterator[tuple[Row, list[FactorEntry]]]:
    for row in rows:
        entries, problems = epa.factors_of(row, edition)
        yield blame(row, epa.COLUMNS, problems), entries


def _placed(
    problems: Sequence[FieldProblem], entry: FactorEntry, columns: Sequence[Column]
) -> list[FieldProblem]:
    names: Mapping[str, str] = {}
    if columns is epa.COLUMNS:
        value = epa.WITH_MARGINS if entry.includes_margins else epa.WITHOUT_MARGINS
        names = {"classification": epa.CODE, "value": value}
    return [replace(problem, path=names.get(problem.path, problem.path)) for problem in problems]
