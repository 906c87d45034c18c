"""Entering initiatives and carrying them through their states."""

import uuid

from pymongo.errors import PyMongoError

from carbon.initiatives import InitiativeState, may_become
from supplier_portal.audit import service as audit
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero import outbox
from tierzero.i18n import _
from tierzero.problems import FieldProblem, conflict, forbidden, invalid, not_found
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope
from tierzero.topics import INITIATIVES

from . import repository
from .contract import initiative_fact
from .model import Initiative, InitiativeInput, content_of
from .rules import refuse_contradictions
from .texts import STATES

__all__ = ["Initiative", "InitiativeInput", "add", "change", "every", "get"]

_VERIFYING_ROLES = ("verifier", "administrator")


async def add(portal: Portal, scope: Scope, stated: InitiativeInput) -> Initiative:
    """Enter an initiative; Problem 409 where its id is in use."""
    refuse_contradictions(stated)
    _refuse_own_verification(scope, None, stated)
    await _refuse_foreign_products(portal, scope, stated)
    addressed = await _addressed(portal, scope, stated)
    identity = stated.id or str(uuid.uuid4())
    new = Initiative(identity, scope.organization_id, addressed, 1, portal.clock())

    async def write(session: Session) -> None:
        await repository.insert(portal.database, scope, new, session)
        await _announce(portal, scope, session, None, new)

    try:
        await portal.store.in_transaction(write)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        raise conflict("initiative-exists", _("This initiative exists already.")) from error
    return new


async def change(
    portal: Portal, scope: Scope, identity: str, stated: InitiativeInput
) -> Initiative:
    """State an initiative anew; nothing happens where nothing differs."""
    refuse_contradictions(stated)
    await _refuse_foreign_products(portal, scope, stated)
    addressed = await _addressed(portal, scope, stated)

    async def write(session: Session) -> Initiative:
        before = await _existing(portal, scope, identity, session)
        if content_of(before.stated) == content_of(addressed):
            return before
        _refuse_own_verification(scope, before, stated)
        _refuse_leap(before.stated.state, stated.state)
        after = before.following(addressed, portal.clock())
        await repository.replace(portal.database, scope, after, session)
        await _announce(portal, scope, session, before, after)
        return after

    return await portal.store.in_transaction(write)


async def get(portal: Portal, scope: Scope, identity: str) -> Initiative:
    """An initiative; Problem 404 where the organization has no such one."""
    return await _existing(portal, scope, identity, None)


async def every(portal: Portal, scope: Scope) -> list[Initiative]:
    """All initiatives by name."""
    return await repository.every(portal.database, scope)


async def _addressed(portal: Portal, scope: Scope, stated: InitiativeInput) -> InitiativeInput:
    """With the customers to whom it counts: all of them where none is named."""
    if stated.customer_ids:
        return stated
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    return stated.model_copy(update={"customer_ids": list(owner.customer_ids)})


async def _refuse_foreign_products(portal: Portal, scope: Scope, stated: InitiativeInput) -> None:
    known = await products.by_ids(portal, scope, stated.product_ids)
    text = _("You have no such product.")
    found = [
        FieldProblem(f"product_ids[{place}]", "unknown-product", text)
        for place, identity in enumerate(stated.product_ids)
        if identity not in known
    ]
    if found:
        raise invalid(found)


async def _announce(
    portal: Portal, scope: Scope, session: Session, before: Initiative | None, after: Initiative
) -> None:
    entry = audit.Change(
        "initiative.changed" if before else "initiative.created",
        after.id,
        before.content() if before else None,
        after.content(),
        after.stated.name,
    )
    await audit.record(portal, scope, session, entry)
    fact = initiative_fact(after)
    await outbox.append(session, portal.database, INITIATIVES, scope.organization_id, [fact])


async def _existing(portal: Portal, scope: Scope, identity: str, session: Session) -> Initiative:
    initiative = await repository.find(portal.database, scope, identity, session)
    if initiative is None:
        raise not_found(_("There is no such initiative."), "unknown-initiative")
    return initiative


def _refuse_own_verification(
    scope: Scope, before: Initiative | None, stated: InitiativeInput
) -> None:
    becomes_verified = stated.state is InitiativeState.VERIFIED and (
        before is None or before.stated.state is not InitiativeState.VERIFIED
    )
    if becomes_verified and set(_VERIFYING_ROLES).isdisjoint(scope.roles):
        raise forbidden(_("Only a verifier can confirm a reduction."), "verifier-required")


def _refuse_leap(before: InitiativeState, after: InitiativeState) -> None:
    if before is not after and not may_become(before, after):
        states = {"before": STATES[before], "after": STATES[after]}
        text = _("An initiative cannot go from {before} to {after}.", **states)
        raise invalid([FieldProblem("state", "state-not-reachable", text)])
