"""Findings on footprints as people read them: units by name, moments as days."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from carbon.findings import Finding
from carbon.findings_text import describe

from .catalogs import current_language
from .formats import format_date
from .units import unit_name

_MOMENTS = frozenset({"expired", "earliest", "latest"})


def finding_text(finding: Finding) -> str:
    """The finding in the caller's language."""
    return describe(replace(finding, parameters=_readable(finding.parameters)), current_language())


def _readable(parameters: Mapping[str, str]) -> dict[str, str]:
    return {name: _worded(name, value) for name, value in parameters.items()}


def _worded(name: str, value: str) -> str:
    if name == "unit":
        return str(unit_name(value))
    return format_date(datetime.fromisoformat(value)) if name in _MOMENTS else value
