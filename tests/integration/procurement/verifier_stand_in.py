"""A verifier as the bus knows it: statements on footprints, as the portal states them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from portal_stand_in import identified

from carbon.verification import model_digest, value_of
from tierzero.common.v1 import unit_pb2
from tierzero.facts import footprint_from_message
from tierzero.supplier_portal.v1 import verification_pb2


def statement_fact(
    footprint: Any, statement_id: str, version: int = 1, *, state: str = "HOLDS"
) -> Any:
    """A verifier's statement on a footprint that was stated."""
    pcf = footprint_from_message(footprint).pcf
    fact = verification_pb2.VerificationStatement(
        supplier_id=footprint.supplier_id,
        footprint_id=footprint.fact.id,
        product_id=footprint.product_id,
        verifier_id="assurer",
        verifier_name="Assurer",
        coverage=verification_pb2.VERIFICATION_COVERAGE_PRODUCT_LEVEL,
        assurance=verification_pb2.ASSURANCE_LEVEL_LIMITED,
        state=f"VERIFICATION_STATE_{state}",
        model_digest=model_digest(pcf),
        value=str(value_of(pcf)),
        declared_unit=unit_pb2.DECLARED_UNIT_KILOGRAM,
    )
    fact.completed_at.FromDatetime(datetime.now(UTC) - timedelta(days=30))
    fact.reference_period_end.FromDatetime(pcf.reference_period_end)
    return identified(fact, statement_id, version, footprint.supplier_id)
