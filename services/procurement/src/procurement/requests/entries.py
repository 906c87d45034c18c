"""What the audit log keeps of requests: both sides' steps, by the request's id."""

from procurement import audit
from tierzero.tenancy import Scope

from .model import FootprintRequest, Reminder, Told


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


def reminder_entry(request: FootprintRequest, reminder: Reminder) -> audit.Entry:
    """A reminder that the calendar gave to the supplier."""
    return audit.Entry(
        at=reminder.at,
        actor=request.asked.supplier_id,
        action="request.reminded_by_calendar",
        subject_id=request.id,
        version=request.told.version if request.told else request.asked.version,
        before={},
        after={"due_at": reminder.due_at.isoformat(), "days_before": reminder.days_before},
    )
