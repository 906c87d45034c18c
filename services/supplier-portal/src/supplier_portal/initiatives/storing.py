"""Writing initiatives with their audit entries and events."""

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from tierzero import outbox
from tierzero.i18n import _
from tierzero.problems import Problem, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import INITIATIVES

from . import repository
from .contract import initiative_fact
from .model import Initiative


async def announce(
    portal: Portal,
    scope: Scope,
    session: Session,
    before: Initiative | None,
    after: Initiative,
    action: str = "",
) -> None:
    """Record and state a version of an initiative of the scope's organization."""
    entry = audit.Change(
        action or ("initiative.changed" if before else "initiative.created"),
        after.id,
        before.content() if before else None,
        after.content(),
        after.stated.name,
    )
    await audit.record(portal, scope, session, entry)
    fact = initiative_fact(after)
    await outbox.append(session, portal.database, INITIATIVES, scope.organization_id, [fact])


async def existing(portal: Portal, scope: Scope, identity: str, session: Session) -> Initiative:
    """An initiative of the organization; Problem 404 where it has no such one."""
    initiative = await repository.find(portal.database, scope, identity, session)
    if initiative is None:
        raise no_such_initiative()
    return initiative


def no_such_initiative() -> Problem:
    """404: there is no such initiative, or the caller may not know of it."""
    return not_found(_("There is no such initiative."), "unknown-initiative")
