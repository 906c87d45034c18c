"""What is told about an upload while it runs and when it is done."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from carbon.findings import FindingCode
from carbon.footprint.rules import Profile, severity
from tierzero.tabular import CellProblem, field_problem

MOST_ERRORS = 1_000
"""Faulty cells that are listed; the rest is counted."""


@dataclass(frozen=True)
class Options:
    """How an upload is to be treated."""

    filename: str = ""
    dry_run: bool = False
    accept_valid_rows: bool = False


@dataclass
class Tally:
    """What was found and done so far."""

    rows: int = 0
    invalid_rows: int = 0
    error_count: int = 0
    errors: list[CellProblem] = field(default_factory=list[CellProblem])
    violations: Counter[FindingCode] = field(default_factory=Counter[FindingCode])
    """What the methodology finds → rows."""
    outcomes: Counter[str] = field(default_factory=Counter[str])
    """``created``, ``superseding``, ``unchanged``, ``products_created`` …"""
    unknown_columns: tuple[str, ...] = ()

    @property
    def findings(self) -> Counter[tuple[str, str]]:
        """(code, severity) → rows."""
        found = self.violations.items()
        return Counter({(code.value, severity(code, Profile.OWN).value): n for code, n in found})

    @property
    def valid_rows(self) -> int:
        """Rows without a fault."""
        return self.rows - self.invalid_rows

    def note_errors(self, errors: tuple[CellProblem, ...]) -> None:
        """Count the faults of one row and keep the first ones."""
        self.invalid_rows += 1
        self.error_count += len(errors)
        self.errors += errors[: max(0, MOST_ERRORS - len(self.errors))]


@dataclass(frozen=True)
class Progress:
    """How far an upload has come."""

    stage: str
    """``checking``, ``storing`` or ``done``."""
    rows: int
    of: int | None = None


@dataclass(frozen=True)
class Result:
    """The end of an upload."""

    batch_id: str | None
    options: Options
    tally: Tally

    def view(self) -> Mapping[str, Any]:
        """As the JSON API shows it; errors with messages in the caller's language."""
        tally, done = self.tally, self.tally.outcomes
        return {
            "batch_id": self.batch_id,
            "dry_run": self.options.dry_run,
            "rows": tally.rows,
            "valid": tally.valid_rows,
            "invalid": tally.invalid_rows,
            "created": done["created"],
            "superseding": done["superseding"],
            "unchanged": done["unchanged"],
            "products": {
                "created": done["products_created"],
                "changed": done["products_changed"],
            },
            "error_count": tally.error_count,
            "errors": [_error(problem) for problem in tally.errors],
            "findings": [
                {"code": code, "severity": severity, "rows": rows}
                for (code, severity), rows in tally.findings.most_common()
            ],
            "unknown_columns": list(tally.unknown_columns),
        }


def _error(problem: CellProblem) -> Mapping[str, Any]:
    found = field_problem(problem)
    return {
        **found.about,
        "path": found.path,
        "code": found.code,
        "message": str(found.message),
    }
