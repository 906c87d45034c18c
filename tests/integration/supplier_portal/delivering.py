"""Deliveries to partners' systems, as pages show them."""

from datetime import UTC, datetime, timedelta

from supplier_portal.pact import deliveries
from supplier_portal.pact.deliveries import Delivery, Outcome
from supplier_portal.pact.events import EventType
from tierzero.settings import Settings
from tierzero.store import Session, connect

from .documents import unique
from .portal_process import PortalProcess


async def deliver(process: PortalProcess) -> None:
    """A delivery of the mill in each state, and one of the foundry."""
    settings = Settings(
        service="supplier-portal", store=process.store_uri, database=process.database
    )
    store = connect(settings)
    now = datetime(2026, 11, 20, 8, tzinfo=UTC)

    async def write(session: Session) -> None:
        for outcome in Outcome:
            await deliveries.add(store.database, "test", _delivery("mill", outcome, now), session)
        other = _delivery("foundry", Outcome.REFUSED, now)
        await deliveries.add(store.database, "test", other, session)

    await store.in_transaction(write)
    await store.close()


def _delivery(sender: str, outcome: Outcome, now: datetime) -> Delivery:
    return Delivery(
        id=unique("delivery"),
        sender_id=sender,
        partner_id="factory",
        type=EventType.PUBLISHED,
        event={},
        created_at=now,
        outcome=outcome,
        attempts=3,
        next_at=now + timedelta(days=900) if outcome is Outcome.WAITING else None,
        ended_at=None if outcome is Outcome.WAITING else now,
        note=f"{sender}: 503 a-rather-long-word-of-a-server-that-is-not-well-{'x' * 40}",
    )
