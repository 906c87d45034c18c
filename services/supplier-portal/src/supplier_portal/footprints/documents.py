"""Issued footprints as documents of the store."""

import json
from collections.abc import Mapping
from typing import Any

from carbon.findings import Finding, FindingCode, Severity
from carbon.footprint.announcing import first_announcement
from carbon.footprint.model import FootprintStatus

from .issuing import statement_of
from .model import IssuedFootprint, Origin


def document_of(issued: IssuedFootprint) -> dict[str, Any]:
    """What is stored: the PACT document as text, beside it what is searched for.

    Text, because extensions may hold what BSON cannot (large integers, any key).
    """
    reference = statement_of(issued).pcf
    return {
        "_id": issued.id,
        "organization_id": issued.supplier_id,
        "product_id": issued.product_id,
        "version": issued.version,
        "status": issued.status.value,
        "document": json.dumps(issued.document, ensure_ascii=False, separators=(",", ":")),
        "findings": [_finding_document(finding) for finding in issued.findings],
        "usability_level": issued.usability_level,
        "series": issued.series,
        "digest": issued.digest,
        "reference_period_start": reference.reference_period_start,
        "expires_at": issued.expires_at,
        "announce_at": first_announcement(issued.expires_at),
        "recorded_at": issued.recorded_at,
        "actor": issued.actor,
        "origin": issued.origin.value,
        "batch_id": issued.batch_id,
        "lineage": issued.lineage,
        "preceding_ids": list(issued.preceding_ids),
    }


def issued_of(document: Mapping[str, Any]) -> IssuedFootprint:
    """The footprint of a stored document."""
    status = FootprintStatus(document["status"])
    return IssuedFootprint(
        id=document["_id"],
        supplier_id=document["organization_id"],
        product_id=document["product_id"],
        version=document["version"],
        status=status,
        document={**json.loads(document["document"]), "status": status.value},
        findings=tuple(_finding(found) for found in document["findings"]),
        usability_level=document["usability_level"],
        series=document["series"],
        digest=document["digest"],
        expires_at=document["expires_at"],
        recorded_at=document["recorded_at"],
        actor=document["actor"],
        origin=Origin(document["origin"]),
        batch_id=document["batch_id"],
        lineage=document.get("lineage"),
    )


def _finding_document(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code.value,
        "path": finding.path,
        "severity": finding.severity.value,
        "parameters": dict(finding.parameters),
    }


def _finding(document: Mapping[str, Any]) -> Finding:
    return Finding(
        FindingCode(document["code"]),
        document["path"],
        Severity(document["severity"]),
        document["parameters"],
    )
