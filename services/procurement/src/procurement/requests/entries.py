"""What the audit log keeps of requests: both sides' steps, by the request's id."""

from procurement import audit
from tierzero.tenancy import Scope

from .model import FootprintRequest, Told


def entry(scope: Scope, request: FootprintRequest, what: str) -> audit.Entry:
    """A step of the buyer."""
    asked = request.asked
    return audit.Entry(
        at=asked.recorded_at,
        actor=scope.actor,
        action=f"request.{what}",
        subject_id=request.id,
        version=asked.version,
        before={},
        after={"state": request.state.value, "deadline": asked.deadline.isoformat()},
    )


def told_entry(request: FootprintRequest, told: Told) -> audit.Entry:
    """A step that the supplier's side told."""
    return audit.Entry(
        at=told.changed_at,
        actor=request.asked.supplier_id,
        action=f"request.{told.state.value}",
        subject_id=request.id,
        version=told.version,
        before={},
        after={"state": told.state.value, "reason": told.reason},
    )
