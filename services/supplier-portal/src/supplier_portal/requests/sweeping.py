"""What the clock alone brings about: reminders, each once, and expiry."""

from dataclasses import replace

from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope, scope_of_worker

from . import repository, states
from .storing import Change, store

SWEEPER = "supplier-portal.sweep"


async def sweep(portal: Portal) -> int:
    """Bring every request up to the clock; returns how many changed. Every replica may do it."""
    changed = 0
    for supplier_id, identity in await repository.due(portal.database, portal.clock()):
        changed += await _overtaken(portal, scope_of_worker(supplier_id, SWEEPER), identity)
    return changed


async def _overtaken(portal: Portal, scope: Scope, identity: str) -> bool:
    async def write(session: Session) -> bool:
        before = await repository.find(portal.database, scope, identity, session)
        if before is None:
            return False
        now = portal.clock()
        expired = states.passed(before, now, SWEEPER)
        if expired is not before:
            await store(portal, scope, session, Change(before, expired))
            return True
        days = states.due_reminders(before, now)
        if not days:
            return False
        reminded = replace(before, reminded=(*before.reminded, *days))
        change = Change(before, reminded, reminder_days=min(days))
        await store(portal, scope, session, change)
        return True

    return await portal.store.in_transaction(write)
