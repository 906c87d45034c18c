"""Findings as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from carbon.findings import Finding, Severity
from carbon.footprint.field_kinds import Kind
from tierzero.i18n import Text, format_date, format_decimal, literal
from tierzero.i18n.findings import finding_text

from .form import LAST_DAYS
from .groups import Input
from .labels import label_of

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class ShownFinding:
    """A finding in the caller's language, with the name of its attribute."""

    code: str
    severity: str
    label: Text
    message: str


def shown_findings(findings: Iterable[Finding]) -> list[ShownFinding]:
    """Errors first, then hints."""
    ordered = sorted(findings, key=lambda one: one.severity is not Severity.ERROR)
    return [
        ShownFinding(one.code.value, one.severity.value, label_of(one.path), finding_text(one))
        for one in ordered
    ]


def shown_value(field: Input, value: Any) -> str:
    """A stated value as the caller writes it, with its unit."""
    kind, unit = field.attribute.field.kind, field.unit
    if isinstance(value, list):
        return ", ".join(map(str, cast("list[object]", value)))
    if field.options:
        stated = str(value).lower() if isinstance(value, bool) else str(value)
        return str(dict(field.options).get(stated, literal(stated)))
    if kind is Kind.DATE_TIME:
        moment = datetime.fromisoformat(value)
        return format_date(moment - _MOMENT if field.attribute.path in LAST_DAYS else moment)
    if kind is Kind.DECIMAL:
        named = unit if unit and field.attribute.field.unit != "declared unit" else ""
        return f"{format_decimal(value)} {named}".strip()
    return str(value)
