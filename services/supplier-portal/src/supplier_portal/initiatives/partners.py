"""Joint initiatives: what partners are offered, and what they say to it.

A share counts once its organization has agreed to the terms as they are; whoever changes the terms
asks all partners anew. A partner reads and answers by being named; it never touches anything else
of the owner's.
"""

from pydantic import BaseModel, ConfigDict, Field

from supplier_portal.audit import service as audit
from supplier_portal.fields import Identity, Prose
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.lists import Stretch, Turn
from tierzero.problems import FieldProblem, conflict, invalid
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Consent, Initiative, InitiativeInput
from .storing import announce, no_such_initiative


class Decision(BaseModel):
    """What a partner says to its share."""

    model_config = ConfigDict(extra="forbid")

    terms: str = Field(max_length=64, description="The `terms` that were looked at.")
    agreed: bool = True
    reason: Prose = ""
    customer_ids: list[Identity] = Field(
        default_factory=list,
        max_length=1_000,
        description="Customers to whom your part counts. Empty: all of yours.",
    )


async def refuse_strangers(portal: Portal, scope: Scope, stated: InitiativeInput) -> None:
    """Problem 422 where a share names an organization that does not take part."""
    named = [one.organization_id for one in stated.shares]
    known = await organizations.find_many(portal, scope.actor, named)
    text = _("There is no such organization.")
    found = [
        FieldProblem(f"shares[{place}].organization_id", "unknown-organization", text)
        for place, identity in enumerate(named)
        if identity not in known
    ]
    if found:
        raise invalid(found)


async def offered(portal: Portal, scope: Scope, turn: Turn, size: int) -> Stretch[Initiative]:
    """A page of the initiatives of others that give the caller's organization a share, by name."""
    return await repository.offered(portal.database, scope, turn, size)


async def offered_one(portal: Portal, scope: Scope, identity: str) -> Initiative:
    """One of them; Problem 404 where the caller has no share in it."""
    found = await repository.offered_one(portal.database, scope, identity)
    if found is None:
        raise no_such_initiative()
    return found


async def decide(portal: Portal, scope: Scope, identity: str, said: Decision) -> Initiative:
    """Agree to a share, or decline it; Problem 409 where the terms are others by now."""
    partner = await organizations.get(portal, scope.actor, scope.organization_id)
    customers = tuple(said.customer_ids or partner.customer_ids)

    async def write(session: Session) -> Initiative:
        before = await repository.offered_one(portal.database, scope, identity, session)
        if before is None:
            raise no_such_initiative()
        if said.terms != before.terms:
            text = _("The terms have changed since you looked at them; look again.")
            raise conflict("terms-changed", text)
        now = portal.clock()
        consent = Consent(
            organization_id=scope.organization_id,
            terms=said.terms,
            agreed=said.agreed,
            at=now,
            by=scope.actor,
            reason=said.reason,
            customer_ids=customers,
        )
        if _says_the_same(before.consent_of(scope.organization_id), consent):
            return before
        others = (one for one in before.consents if one.organization_id != scope.organization_id)
        after = before.following(now, consents=(*others, consent))
        await _store(portal, scope, session, before, after)
        return after

    return await portal.store.in_transaction(write)


def _says_the_same(held: Consent | None, said: Consent) -> bool:
    if held is None:
        return False
    return (held.agreed, held.reason, held.customer_ids) == (
        said.agreed,
        said.reason,
        said.customer_ids,
    )


async def _store(
    portal: Portal, scope: Scope, session: Session, before: Initiative, after: Initiative
) -> None:
    """The fact is its owner's; both sides find the decision in their history."""
    in_owners = Scope(before.supplier_id, scope.actor)
    said = after.consent_of(scope.organization_id)
    action = "initiative.share_agreed" if said and said.agreed else "initiative.share_declined"
    await repository.replace(portal.database, in_owners, after, session)
    await announce(portal, in_owners, session, before, after, action)
    mine = audit.Change(action, after.id, None, {"terms": after.terms}, after.stated.name)
    await audit.record(portal, scope, session, mine)
