"""Footprints as the JSON API shows them."""

from collections.abc import Iterable
from typing import Any

from carbon.decimals import format_decimal
from carbon.findings import Finding
from carbon.findings_text import describe
from carbon.footprint.writing import format_time
from tierzero.i18n import current_language

from .differences import Difference
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
        "superseded_by": issued.superseded_by,
    }


def receipt_view(receipt: Receipt) -> dict[str, Any]:
    """What became of a submission."""
    return {
        "id": receipt.footprint.id,
        "outcome": receipt.outcome,
        "deprecated": list(receipt.deprecated),
        **footprint_view(receipt.footprint),
    }


def findings_view(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Findings with their text in the caller's language."""
    return [
        {
            "code": finding.code.value,
            "path": finding.path,
            "severity": finding.severity.value,
            "message": describe(finding, current_language()),
        }
        for finding in findings
    ]


def difference_view(difference: Difference) -> dict[str, Any]:
    """One changed attribute."""
    percent = difference.change_percent
    return {
        "path": difference.path,
        "before": difference.before,
        "after": difference.after,
        "change_percent": None if percent is None else format_decimal(percent),
    }
