"""Footprints as the JSON API shows them."""

from collections.abc import Iterable
from typing import Any

from carbon.decimals import format_decimal
from carbon.findings import Finding
from carbon.footprint.writing import format_time
from tierzero.i18n.findings import finding_text

from .differences import UNITS, Difference
from .labels import label_of
from .model import IssuedFootprint, Receipt


def footprint_view(issued: IssuedFootprint) -> dict[str, Any]:
    """The PACT document under ``footprint``, beside it what the portal knows."""
    return {
        "footprint": issued.document,
        "supplier_id": issued.supplier_id,
        "product_id": issued.product_id,
        "version": issued.version,
        "findings": findings_view(issued.findings),
        "usability_level": issued.usability_level,
        "expires_at": format_time(issued.expires_at),
        "recorded_at": format_time(issued.recorded_at),
        "recorded_by": issued.actor,
        "origin": issued.origin.value,
        "batch_id": issued.batch_id,
        "lineage": issued.lineage,
        "superseded_by": issued.superseded_by,
    }


def receipt_view(receipt: Receipt) -> dict[str, Any]:
    """What became of a submission."""
    return {
        "id": receipt.footprint.id,
        "outcome": receipt.outcome,
        "deprecated": list(receipt.deprecated),
        "draft_id": receipt.draft_id,
        **footprint_view(receipt.footprint),
    }


def findings_view(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings with their text in the caller's language."""
    return [
        {
            "code": finding.code.value,
            "path": finding.path,
            "severity": finding.severity.value,
            "message": finding_text(finding),
        }
        for finding in findings
    ]


def movement_view(comparison: Any) -> dict[str, Any]:
    """How far the total moved, and whether by more than PACT lets pass (10 %)."""
    percent = comparison.moved_percent
    return {
        "total_change_percent": None if percent is None else format_decimal(percent),
        "asks_for_recalculation": comparison.asks_for_recalculation,
    }


def difference_view(difference: Difference) -> dict[str, Any]:
    """One changed attribute, with its label in the caller's language and its unit."""
    percent = difference.change_percent
    return {
        "path": difference.path,
        "label": str(label_of(difference.path)),
        "unit": UNITS.get(difference.path) or None,
        "before": difference.before,
        "after": difference.after,
        "change_percent": None if percent is None else format_decimal(percent),
    }
