"""An assessment as a document and as a fact."""

from typing import Any

from carbon.limit_reasons import Reason, ReasonCode
from carbon.limits import Verdict
from carbon.units import DeclaredUnit
from tierzero.facts import declared_unit_to_message
from tierzero.procurement.v1 import limit_pb2
from tierzero.store import Document

from .model import Assessment, Decision

_PLAIN = (
    "limit_id",
    "limit_version",
    "supplier_id",
    "product_id",
    "footprint_id",
    "footprint_version",
    "value",
    "maximum",
    "withdrawn",
    "reassess_at",
)
_LATER = ("verification_id", "verifier")
"""What earlier documents lack."""


def document_of(assessment: Assessment) -> Document:
    """The assessment as a document of its buyer."""
    decision = assessment.decision
    return {
        "_id": assessment.id,
        "version": assessment.version,
        "assessed_at": assessment.assessed_at,
        "verdict": decision.verdict.value,
        "declared_unit": decision.declared_unit.value,
        "reasons": [
            {"code": reason.code.value, "parameters": dict(reason.parameters)}
            for reason in decision.reasons
        ],
        **{name: getattr(decision, name) for name in (*_PLAIN, *_LATER)},
    }


def assessment_from(document: Document) -> Assessment:
    """The assessment that a document holds."""
    decision = Decision(
        buyer_id=document["organization_id"],
        verdict=Verdict(document["verdict"]),
        declared_unit=DeclaredUnit(document["declared_unit"]),
        reasons=tuple(
            Reason(ReasonCode(reason["code"]), reason["parameters"])
            for reason in document["reasons"]
        ),
        **{name: document[name] for name in _PLAIN},
        **{name: document.get(name, "") for name in _LATER},
    )
    return Assessment(decision, document["version"], document["assessed_at"])


def fact_of(assessment: Assessment) -> Any:
    """The assessment as a fact of the topic of assessments."""
    decision = assessment.decision
    fact = limit_pb2.Assessment(
        buyer_id=decision.buyer_id,
        supplier_id=decision.supplier_id,
        product_id=decision.product_id,
        footprint_id=decision.footprint_id,
        footprint_version=decision.footprint_version,
        limit_id=decision.limit_id,
        limit_version=decision.limit_version,
        verdict=f"VERDICT_{decision.verdict.name}",
        value=decision.value,
        maximum=decision.maximum,
        declared_unit=declared_unit_to_message(decision.declared_unit),
        verification_id=decision.verification_id,
        verifier_name=decision.verifier,
    )
    for reason in decision.reasons:
        fact.reasons.add(code=reason.code.value, parameters=dict(reason.parameters))
    fact.fact.id, fact.fact.version = assessment.id, assessment.version
    fact.fact.organization_id, fact.fact.withdrawn = decision.buyer_id, decision.withdrawn
    fact.fact.recorded_at.FromDatetime(assessment.assessed_at)
    fact.assessed_at.FromDatetime(assessment.assessed_at)
    return fact
