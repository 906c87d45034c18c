"""Taking in a file of parts: all of it is checked, then it takes the place of the parts before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, field_problems, invalid
from tierzero.tabular import CellProblem, Column
from tierzero.tenancy import Scope

from . import service
from .file_reading import FileReading, read_parts
from .model import Bill, BillInput, content_of, part_content
from .rules import part_identity


@dataclass(frozen=True)
class PartsIntake:
    """The portal and the columns that files have."""

    portal: Portal
    columns: Sequence[Column]


@dataclass(frozen=True)
class Checked:
    """What a file would make of a bill."""

    stated: BillInput
    problems: Sequence[CellProblem]
    unknown_columns: Sequence[str]
    added: int
    changed: int
    gone: int

    def view(self) -> dict[str, Any]:
        """As JSON shows it."""
        return {
            "parts": len(self.stated.parts),
            "added": self.added,
            "changed": self.changed,
            "gone": self.gone,
            "unknown_columns": list(self.unknown_columns),
        }


def frame_of(bill: Bill | None, output_amount: str, own_emissions: str) -> dict[str, Any]:
    """All of a bill but its parts: as given, else as it is, else as new; Problem 422."""
    kept = content_of(bill.stated) if bill else {}
    given = {"output_amount": output_amount, "own_emissions": own_emissions}
    frame = {**kept, **{name: text for name, text in given.items() if text}}
    if "own_emissions" not in frame:
        text = _("The product has no bill yet: state its own emissions with the file.")
        raise invalid([FieldProblem("own_emissions", "required", text)])
    return {name: value for name, value in frame.items() if name != "parts"}


@dataclass(frozen=True)
class PartsFile:
    """A file as it was sent, and the product whose parts it holds."""

    product_id: str
    content: BinaryIO
    name: str


async def check(
    intake: PartsIntake, scope: Scope, frame: dict[str, Any], file: PartsFile
) -> Checked:
    """Read the file and check the bill that it makes; nothing is stored.

    Faults of cells are in the answer; Problem for what is no cell's fault.
    """
    owner, product_id = scope.organization_id, file.product_id
    reading = await run_in_threadpool(read_parts, file.content, file.name, intake.columns, owner)
    stated = bill_of({**frame, "parts": reading.parts})
    problems = [*reading.problems, *await _faults(intake, scope, product_id, stated, reading)]
    if not reading.parts and not problems:
        raise Problem(422, "no-rows", _("The file has headings but no rows."))
    before = await service.find(intake.portal, scope, product_id)
    changes = _changes(before.stated if before else None, stated)
    ordered = sorted(problems, key=lambda one: one.row)
    return Checked(stated, ordered, reading.unknown_columns, *changes)


def bill_of(content: dict[str, Any]) -> BillInput:
    """A bill as it is written in JSON; Problem 422."""
    try:
        return BillInput.model_validate(content)
    except ValidationError as error:
        raise invalid(field_problems(error.errors())) from error


async def _faults(
    intake: PartsIntake, scope: Scope, product_id: str, stated: BillInput, reading: FileReading
) -> list[CellProblem]:
    try:
        await service.check(intake.portal, scope, product_id, stated)
    except Problem as problem:
        cells = reading.on_cells(problem.errors)
        # A bill without parts is none where the file's rows are all at fault.
        if not cells and not reading.problems:
            raise
        return cells
    return []


def _changes(before: BillInput | None, after: BillInput) -> tuple[int, int, int]:
    """How many parts are new, stated otherwise, and gone."""
    old = {part_identity(part): part_content(part) for part in (before.parts if before else ())}
    new = {part_identity(part): part_content(part) for part in after.parts}
    changed = sum(old[key] != new[key] for key in old.keys() & new.keys())
    return len(new.keys() - old.keys()), changed, len(old.keys() - new.keys())
