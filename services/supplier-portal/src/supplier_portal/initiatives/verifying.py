"""Steps that only a verifier's word, or its end, brings about."""

from carbon.initiatives import InitiativeState, may_become
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import conflict
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Initiative
from .storing import announce, existing


async def confirm_verified(
    portal: Portal, scope: Scope, session: Session, identity: str, statement_id: str
) -> Initiative:
    """Carry a measured initiative of the scope's organization to *verified*."""
    before = await existing(portal, scope, identity, session)
    if not may_become(before.stated.state, InitiativeState.VERIFIED):
        text = _("Only an initiative in the state “measured” can be verified.")
        raise conflict("not-measured", text)
    if not before.is_agreed:
        text = _("Not every partner has confirmed its share yet.")
        raise conflict("shares-not-confirmed", text)
    return await _step(portal, scope, session, before, InitiativeState.VERIFIED, statement_id)


async def reopen(portal: Portal, scope: Scope, session: Session, identity: str) -> None:
    """Put a verified initiative back to *measured*, because what was verified holds no more."""
    before = await existing(portal, scope, identity, session)
    if before.stated.state is InitiativeState.VERIFIED:
        await _step(portal, scope, session, before, InitiativeState.MEASURED, "")


async def _step(
    portal: Portal,
    scope: Scope,
    session: Session,
    before: Initiative,
    state: InitiativeState,
    statement_id: str,
) -> Initiative:
    now = portal.clock()
    stated = before.stated.model_copy(update={"state": state})
    after = before.following(now, stated=stated, verification_id=statement_id)
    after = after.stepped(before.stated.state, now, scope.actor)
    await repository.replace(portal.database, scope, after, session)
    await announce(portal, scope, session, before, after)
    return after
