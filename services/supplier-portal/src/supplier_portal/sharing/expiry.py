"""Announcing that footprints expire: 90 and 30 days before, and when it has come.

Each announcement is a notice to the owner and to everybody who has received the footprint and may
still see it. A footprint that was replaced or ended is not announced, nor one whose product has
another footprint in force for longer: nobody is left without a number then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from carbon.footprint.announcing import due_days, next_announcement
from supplier_portal.footprints import announcing
from supplier_portal.footprints.model import IssuedFootprint
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.store import Session
from tierzero.tenancy import Scope, scope_of_worker

from .ledger import recipients_of
from .notice import Notice, NoticeKind, notice_of
from .telling import allowed_among, state

WORKER = "supplier-portal.worker"
_TOGETHER = 100
_AT_ONCE = 2_000


async def sweep(portal: Portal) -> None:
    """Announce what is due by the portal's clock.

    Idempotent, also beside another worker: both change the same footprints, so one of them starts
    its transaction anew and finds nothing due any more.
    """
    now = portal.clock()
    due = await announcing.due_by_supplier(portal.database, now, _AT_ONCE)
    for supplier_id, ids in due.items():
        scope = scope_of_worker(supplier_id, WORKER)
        for start in range(0, len(ids), _TOGETHER):
            await _announce(portal, scope, ids[start : start + _TOGETHER], now)


async def _announce(portal: Portal, scope: Scope, ids: Sequence[str], now: datetime) -> None:
    async def write(session: Session) -> None:
        due = await announcing.still_due(portal.database, scope, ids, now, session)
        found = await _notices(portal, scope, session, due, now)
        await state(portal, scope, session, found)
        for one in due:
            following = next_announcement(one.expires_at, now)
            await announcing.announced(portal.database, scope, one.id, following, session)

    await portal.store.in_transaction(write)


async def _notices(
    portal: Portal,
    scope: Scope,
    session: Session,
    due: Sequence[IssuedFootprint],
    now: datetime,
) -> list[Notice]:
    if not due:
        return []
    product_ids = [one.product_id for one in due]
    latest = await announcing.latest_expiry(portal.database, scope, product_ids, session)
    alone = [one for one in due if latest[one.product_id] <= one.expires_at]
    known = await products.by_ids(portal, scope, product_ids, session)
    received = await recipients_of(portal, scope, [one.id for one in alone], session)
    found: list[Notice] = []
    for one in alone:
        found += await _about(portal, scope, one, known, received, now)
    return found


async def _about(
    portal: Portal,
    scope: Scope,
    issued: IssuedFootprint,
    known: Mapping[str, Product],
    received: Mapping[str, frozenset[str]],
    now: datetime,
) -> list[Notice]:
    product = known[issued.product_id]
    recipients = received.get(issued.id, frozenset())
    allowed = await allowed_among(portal, scope, product, recipients) if recipients else []
    days = due_days(issued.expires_at, now)
    told = (
        notice_of(NoticeKind.EXPIRING, who, issued, product, now)
        for who in (scope.organization_id, *allowed)
    )
    return [replace(one, expires_at=issued.expires_at, days=days) for one in told]
