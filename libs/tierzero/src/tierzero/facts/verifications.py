"""Verifiers' statements between the contract and the carbon library."""

from collections.abc import Mapping

from carbon.decimals import InvalidDecimal, parse_decimal
from carbon.footprint.model import VerificationCoverage
from carbon.verification import Statement, StatementState
from tierzero.facts.units import declared_unit_from_message
from tierzero.facts.wire import moment_of
from tierzero.supplier_portal.v1 import verification_pb2 as contract

_COVERAGES: Mapping[int, VerificationCoverage] = {
    contract.VERIFICATION_COVERAGE_CALCULATION_MODEL: VerificationCoverage.CALCULATION_MODEL,
    contract.VERIFICATION_COVERAGE_PROGRAM: VerificationCoverage.PROGRAM,
    contract.VERIFICATION_COVERAGE_PRODUCT_LEVEL: VerificationCoverage.PRODUCT_LEVEL,
}
_STATES: Mapping[int, StatementState] = {
    contract.VERIFICATION_STATE_HOLDS: StatementState.HOLDS,
    contract.VERIFICATION_STATE_EVIDENCE_CHANGED: StatementState.EVIDENCE_CHANGED,
    contract.VERIFICATION_STATE_REVOKED: StatementState.REVOKED,
}


class UnreadableStatement(ValueError):
    """The message says something that this version does not know; nothing is guessed."""


def statement_from_message(message: contract.VerificationStatement) -> Statement:
    """The statement a fact states; raises UnreadableStatement."""
    unit = declared_unit_from_message(message.declared_unit)
    coverage, state = _COVERAGES.get(message.coverage), _STATES.get(message.state)
    if unit is None or coverage is None or state is None:
        raise UnreadableStatement(f"unit, coverage or state of {message.fact.id} is unknown")
    try:
        value = parse_decimal(message.value)
    except InvalidDecimal as error:
        raise UnreadableStatement(f"value of {message.fact.id}: {error}") from error
    return Statement(
        id=message.fact.id,
        footprint_id=message.footprint_id,
        product_id=message.product_id,
        coverage=coverage,
        completed_at=moment_of(message.completed_at),
        reference_period_end=moment_of(message.reference_period_end),
        model_digest=message.model_digest,
        value=value,
        declared_unit=unit,
        state=StatementState.REVOKED if message.fact.withdrawn else state,
    )
