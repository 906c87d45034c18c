"""What people call directions, states and shares."""

from carbon.initiatives import Direction, InitiativeState
from tierzero.i18n import _

from .model import ShareState

DIRECTIONS = {
    Direction.UPSTREAM: _("Upstream: before the factory's gate"),
    Direction.DOWNSTREAM: _("Downstream: after the factory's gate"),
    Direction.OWN_OPERATIONS: _("The factory's own operations"),
}
STATES = {
    InitiativeState.PLANNED: _("Planned"),
    InitiativeState.APPROVED: _("Approved"),
    InitiativeState.RUNNING: _("Running"),
    InitiativeState.MEASURED: _("Measured"),
    InitiativeState.VERIFIED: _("Verified"),
    InitiativeState.CLOSED: _("Closed"),
    InitiativeState.REVERSED: _("Reversed"),
}
SHARE_STATES = {
    ShareState.PROPOSED: (_("Waiting for consent: counts nothing"), "warn"),
    ShareState.CONFIRMED: (_("Agreed"), "good"),
    ShareState.DECLINED: (_("Declined: counts nothing"), "bad"),
}
