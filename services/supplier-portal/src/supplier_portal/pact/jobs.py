"""What the portal's worker does for partners' systems from time to time."""

from supplier_portal.portal import Portal
from tierzero.agents import Job

from .calling import Calls
from .sending import Sender
from .telling import Telling
from .working import Worker

_OFTEN_SECONDS = 1.0
_SELDOM_SECONDS = 5.0


def jobs(portal: Portal) -> tuple[Job, ...]:
    """Working on what has arrived, noticing what is to be told, and sending it."""
    calls = Calls(portal)
    return (
        Job("events of partners", _OFTEN_SECONDS, Worker(portal, calls).run),
        Job("deliveries to partners", _OFTEN_SECONDS, Sender(portal, calls).run),
        Job("news for partners", _SELDOM_SECONDS, Telling(portal).run),
    )
