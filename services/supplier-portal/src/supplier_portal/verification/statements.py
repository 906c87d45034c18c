"""What a verifier stated about one thing. Versions are added, never changed."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from carbon.decimals import format_decimal, parse_decimal
from carbon.footprint.model import ProductFootprint, VerificationCoverage
from carbon.footprint.writing import format_time
from carbon.units import DeclaredUnit
from carbon.verification import (
    Assurance,
    Statement,
    StatementState,
    model_digest,
    value_of,
)
from supplier_portal.evidence.service import SubjectKind

from .model import EvidenceSeen, Subject


@dataclass(frozen=True)
class FootprintSeen:
    """The footprint that was verified, as far as later ones are compared with it.

    ``value`` is kgCO2e per one declared unit, without biogenic uptake.
    """

    product_id: str
    model_digest: str
    value: str
    declared_unit: DeclaredUnit
    reference_period_end: datetime


@dataclass(frozen=True)
class Verified:
    """One version of a statement."""

    id: str
    version: int
    request_id: str
    supplier_id: str
    subject: Subject
    verifier_id: str
    verifier_name: str
    coverage: VerificationCoverage
    assurance: Assurance
    standard_name: str
    comments: str
    completed_at: datetime
    subject_digest: str
    evidence_digest: str
    evidence: tuple[EvidenceSeen, ...]
    state: StatementState
    reason: str
    recorded_at: datetime
    actor: str
    footprint: FootprintSeen | None = None

    def next(self, state: StatementState, reason: str, now: datetime, by: str) -> "Verified":
        """The following version."""
        return replace(
            self, version=self.version + 1, state=state, reason=reason, recorded_at=now, actor=by
        )

    @property
    def carbon(self) -> Statement | None:
        """As the carbon library judges it; None for what is no footprint."""
        seen = self.footprint
        if seen is None:
            return None
        return Statement(
            id=self.id,
            footprint_id=self.subject.id,
            product_id=seen.product_id,
            coverage=self.coverage,
            completed_at=self.completed_at,
            reference_period_end=seen.reference_period_end,
            model_digest=seen.model_digest,
            value=parse_decimal(seen.value),
            declared_unit=seen.declared_unit,
            state=self.state,
        )

    def content(self) -> dict[str, Any]:
        """As JSON shows it."""
        seen = self.carbon
        return {
            "id": self.id,
            "version": self.version,
            "request_id": self.request_id,
            "supplier_id": self.supplier_id,
            "subject": self.subject.content(),
            "verifier_id": self.verifier_id,
            "verifier_name": self.verifier_name,
            "coverage": self.coverage.value,
            "assurance": self.assurance.value,
            "standard_name": self.standard_name,
            "comments": self.comments,
            "completed_at": format_time(self.completed_at),
            "valid_until": format_time(seen.valid_until) if seen else None,
            "subject_digest": self.subject_digest,
            "evidence_digest": self.evidence_digest,
            "evidence": [
                {"part": one.part, "sha256": one.digest, "filename": one.filename}
                for one in self.evidence
            ],
            "state": self.state.value,
            "reason": self.reason,
            "recorded_at": format_time(self.recorded_at),
            "recorded_by": self.actor,
        }


def seen_of(product_id: str, footprint: ProductFootprint) -> FootprintSeen:
    """What is kept of a footprint that was verified."""
    pcf = footprint.pcf
    return FootprintSeen(
        product_id=product_id,
        model_digest=model_digest(pcf),
        value=format_decimal(value_of(pcf)),
        declared_unit=pcf.declared_unit_of_measurement,
        reference_period_end=pcf.reference_period_end,
    )


def document_of(verified: Verified) -> dict[str, Any]:
    """As it is stored."""
    seen = verified.footprint
    return {
        "_id": f"{verified.id}:{verified.version}",
        "organization_id": verified.supplier_id,
        "statement": verified.id,
        "version": verified.version,
        "request_id": verified.request_id,
        "kind": verified.subject.kind.value,
        "subject": verified.subject.id,
        "verifier_id": verified.verifier_id,
        "verifier_name": verified.verifier_name,
        "coverage": verified.coverage.value,
        "assurance": verified.assurance.value,
        "standard_name": verified.standard_name,
        "comments": verified.comments,
        "completed_at": verified.completed_at,
        "subject_digest": verified.subject_digest,
        "evidence_digest": verified.evidence_digest,
        "evidence": [[one.part, one.digest, one.filename] for one in verified.evidence],
        "state": verified.state.value,
        "reason": verified.reason,
        "recorded_at": verified.recorded_at,
        "actor": verified.actor,
        "product_id": seen.product_id if seen else "",
        "footprint": _seen_document(seen) if seen else None,
    }


def _seen_document(seen: FootprintSeen) -> dict[str, Any]:
    return {
        "model_digest": seen.model_digest,
        "value": seen.value,
        "declared_unit": seen.declared_unit.value,
        "reference_period_end": seen.reference_period_end,
    }


def verified_of(document: dict[str, Any]) -> Verified:
    """The version that a document holds."""
    seen = document["footprint"]
    return Verified(
        id=document["statement"],
        version=document["version"],
        request_id=document["request_id"],
        supplier_id=document["organization_id"],
        subject=Subject(SubjectKind(document["kind"]), document["subject"]),
        verifier_id=document["verifier_id"],
        verifier_name=document["verifier_name"],
        coverage=VerificationCoverage(document["coverage"]),
        assurance=Assurance(document["assurance"]),
        standard_name=document["standard_name"],
        comments=document["comments"],
        completed_at=document["completed_at"],
        subject_digest=document["subject_digest"],
        evidence_digest=document["evidence_digest"],
        evidence=tuple(EvidenceSeen(*one) for one in document["evidence"]),
        state=StatementState(document["state"]),
        reason=document["reason"],
        recorded_at=document["recorded_at"],
        actor=document["actor"],
        footprint=_seen(document["product_id"], seen) if seen else None,
    )


def _seen(product_id: str, seen: dict[str, Any]) -> FootprintSeen:
    return FootprintSeen(
        product_id=product_id,
        model_digest=seen["model_digest"],
        value=seen["value"],
        declared_unit=DeclaredUnit(seen["declared_unit"]),
        reference_period_end=seen["reference_period_end"],
    )
