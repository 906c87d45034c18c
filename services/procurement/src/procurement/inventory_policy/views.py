"""The policy in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from carbon.baseyear import NEVER_RECALCULATES, Trigger
from carbon.gwp import GWP_SETS
from carbon.quantum import to_kilograms
from carbon.restatements import TRIGGER_TEXTS
from procurement import audit
from tierzero.i18n import Text, _, current_language

from .model import OtherGwpSets, Policy

OTHERS: Sequence[tuple[str, Text]] = (
    (OtherGwpSets.NOTED.value, _("They count, with a note at each line")),
    (OtherGwpSets.REFUSED.value, _("They do not count; lines without another source stay open")),
)

_GWP_SETS: Mapping[str, Text] = {
    "AR5": _("AR5: IPCC, fifth report (2014)"),
    "AR6": _("AR6: IPCC, sixth report (2021), SF6 as the GHG Protocol states it"),
    "AR6-first-print": _("AR6, first print: SF6 as first printed by the IPCC"),
}

NAMES: Mapping[str, Text] = {
    "gwp_set": _("Global warming potentials"),
    "other_gwp_sets": _("Footprints and factors in another set"),
    "base_year": _("Base year"),
    "recalculation_threshold": _("Recalculation threshold"),
    "recalculation_triggers": _("What recalculates"),
    "excluded_categories": _("Categories left out"),
    "structural_changes": _("Changes of structure"),
}


@dataclass(frozen=True)
class ShownReport:
    """A report as the page lists it; ``total`` in kilograms of CO2e."""

    year: int
    at: datetime
    total: Decimal
    gwp_set: str
    reason: str
    is_last: bool


@dataclass(frozen=True)
class ShownChange:
    """An entry of the history."""

    version: int
    at: datetime
    actor: str
    lines: Sequence[tuple[str | Text, str, str]]


def gwp_sets() -> list[tuple[str, str | Text]]:
    """The sets to choose from, with where they come from."""
    return [(one.name, _GWP_SETS.get(one.name, one.source)) for one in GWP_SETS.values()]


def triggers() -> list[tuple[str, str]]:
    """What may recalculate a base year, in words."""
    language = current_language()
    return [
        (trigger.value, TRIGGER_TEXTS[trigger].in_language(language))
        for trigger in Trigger
        if trigger not in NEVER_RECALCULATES
    ]


def shown_reports(policy: Policy) -> list[ShownReport]:
    """Every report, the newest first."""
    last = {report.year: report for report in policy.reports}
    return [
        ShownReport(
            report.year,
            report.reported_at,
            to_kilograms(report.total_mg),
            report.gwp_set,
            report.reason,
            last[report.year] is report,
        )
        for report in reversed(policy.reports)
    ]


def shown_history(entries: Sequence[audit.Entry]) -> list[ShownChange]:
    """What was changed in words, the newest first."""
    return [
        ShownChange(
            entry.version,
            entry.at,
            entry.actor,
            [(NAMES.get(name, name), _words(old), _words(new)) for name, old, new in entry.changes],
        )
        for entry in entries
    ]


def _words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_words, cast("list[Any]", value))) or "–"
    if isinstance(value, Mapping):
        return ", ".join(map(str, cast("Mapping[str, Any]", value).values()))
    return "–" if value in (None, "") else str(value).removesuffix("T00:00:00Z")
