"""Writing versions of statements with their audit entries and events."""

from collections.abc import Sequence

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from tierzero import outbox
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import VERIFICATIONS

from . import repository
from .contract import statement_fact
from .statements import Verified


async def store(
    portal: Portal, scope: Scope, session: Session, action: str, stated: Sequence[Verified]
) -> None:
    """Add versions of statements about things of the scope's organization."""
    await repository.insert_statements(portal.database, scope, stated, session)
    changes = [
        audit.Change(action, one.subject.id, None, one.content(), one.verifier_name)
        for one in stated
    ]
    await audit.record(portal, scope, session, *changes)
    facts = [statement_fact(one, one.footprint) for one in stated if one.footprint]
    await outbox.append(session, portal.database, VERIFICATIONS, scope.organization_id, facts)


def newest(versions: Sequence[Verified]) -> list[Verified]:
    """The newest version of each statement, in the order of the statements."""
    return list({one.id: one for one in sorted(versions, key=lambda one: one.version)}.values())
