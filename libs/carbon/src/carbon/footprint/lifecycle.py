"""What may happen to an issued footprint (PACT specification v3, life cycle)."""

from dataclasses import replace

from carbon.findings import Finding, FindingCode, Severity
from carbon.footprint.model import FootprintStatus, ProductFootprint


def lifecycle_findings(issued: ProductFootprint, restated: ProductFootprint) -> list[Finding]:
    """An issued footprint changes only from Active to Deprecated, and never back."""
    findings: list[Finding] = []
    if replace(restated, status=issued.status) != issued:
        findings.append(Finding(FindingCode.ISSUED_FOOTPRINT_CHANGED, "", Severity.ERROR))
    was_deprecated = issued.status is FootprintStatus.DEPRECATED
    if was_deprecated and restated.status is FootprintStatus.ACTIVE:
        findings.append(Finding(FindingCode.DEPRECATED_IS_FINAL, "status", Severity.ERROR))
    return findings
