"""What people call coverages, assurance and states."""

from carbon.footprint.model import VerificationCoverage
from carbon.verification import Assurance, StatementState
from tierzero.i18n import _

from .model import RequestState

COVERAGES = {
    VerificationCoverage.CALCULATION_MODEL: _("Calculation model: how footprints are made"),
    VerificationCoverage.PROGRAM: _("Programme: model, people and controls"),
    VerificationCoverage.PRODUCT_LEVEL: _("Product level: the figures themselves"),
}
ASSURANCES = {
    Assurance.LIMITED: _("Limited assurance"),
    Assurance.REASONABLE: _("Reasonable assurance"),
}
REQUEST_STATES = {
    RequestState.OPEN: (_("Waiting for an answer"), "info"),
    RequestState.CONFIRMED: (_("Confirmed"), "good"),
    RequestState.REFUSED: (_("Not confirmed"), "bad"),
    RequestState.WITHDRAWN: (_("Taken back"), "none"),
}
STATEMENT_STATES = {
    StatementState.HOLDS: (_("Holds"), "good"),
    StatementState.EVIDENCE_CHANGED: (_("Evidence changed since"), "warn"),
    StatementState.REVOKED: (_("Revoked"), "bad"),
}
