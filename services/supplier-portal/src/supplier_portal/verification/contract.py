"""Statements about footprints as the bus states them."""

from carbon.verification import StatementState
from supplier_portal.facts import declared_unit_name, fact_header
from tierzero.supplier_portal.v1 import verification_pb2 as contract

from .statements import FootprintSeen, Verified


def statement_fact(verified: Verified, seen: FootprintSeen) -> contract.VerificationStatement:
    """The fact of one version of a statement about a footprint."""
    revoked = verified.state is StatementState.REVOKED
    header = fact_header(
        verified.id,
        verified.version,
        verified.recorded_at,
        verified.supplier_id,
        withdrawn=revoked,
    )
    fact = contract.VerificationStatement(
        fact=header,
        supplier_id=verified.supplier_id,
        footprint_id=verified.subject.id,
        product_id=seen.product_id,
        verifier_id=verified.verifier_id,
        verifier_name=verified.verifier_name,
        coverage=f"VERIFICATION_COVERAGE_{verified.coverage.name}",
        assurance=f"ASSURANCE_LEVEL_{verified.assurance.name}",
        standard_name=verified.standard_name,
        comments=verified.comments,
        state=f"VERIFICATION_STATE_{verified.state.name}",
        footprint_digest=verified.subject_digest,
        evidence_digest=verified.evidence_digest,
        model_digest=seen.model_digest,
        value=seen.value,
        declared_unit=declared_unit_name(seen.declared_unit),
    )
    fact.completed_at.FromDatetime(verified.completed_at)
    fact.reference_period_end.FromDatetime(seen.reference_period_end)
    return fact
