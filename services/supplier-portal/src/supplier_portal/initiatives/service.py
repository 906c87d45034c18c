"""Entering initiatives and carrying them through their states."""

import uuid
from collections.abc import Iterable
from dataclasses import replace

from pymongo.errors import PyMongoError

from carbon.initiatives import InitiativeState, may_become
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.i18n import _
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import FieldProblem, conflict, forbidden, invalid
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope

from . import repository
from .following import effects_in_footprints
from .model import Initiative, InitiativeInput, ShareState, content_of
from .partners import decide, offered, offered_one, refuse_strangers
from .rules import refuse_contradictions, refuse_unmet
from .storing import announce, existing
from .texts import STATES
from .verifying import confirm_verified, reopen

__all__ = [
    "Initiative",
    "InitiativeInput",
    "ShareState",
    "add",
    "change",
    "confirm_verified",
    "count",
    "decide",
    "find_many",
    "get",
    "nearest",
    "offered",
    "offered_one",
    "reopen",
    "turned",
]


async def add(portal: Portal, scope: Scope, stated: InitiativeInput) -> Initiative:
    """Enter an initiative; Problem 409 where its id is in use."""
    await _check(portal, scope, stated)
    _refuse_own_verification(None, stated)
    refuse_unmet(stated)
    addressed = await _addressed(portal, scope, stated)
    identity, now = stated.id or str(uuid.uuid4()), portal.clock()
    new = Initiative(identity, scope.organization_id, addressed, 1, now)
    new = replace(new, in_footprint_ids=await effects_in_footprints(portal, scope, new))
    new = new.stepped(None, now, scope.actor)

    async def write(session: Session) -> None:
        await repository.insert(portal.database, scope, new, session)
        await announce(portal, scope, session, None, new)

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
    """State an initiative anew; nothing happens where nothing differs.

    What a verifier confirmed and is stated differently now is no longer verified, only measured.
    """
    await _check(portal, scope, stated)
    addressed = await _addressed(portal, scope, stated)

    async def write(session: Session) -> Initiative:
        before = await existing(portal, scope, identity, session)
        if content_of(before.stated) == content_of(addressed):
            return before
        _refuse_own_verification(before, stated)
        _refuse_leap(before.stated.state, stated.state)
        if before.stated.state is not stated.state:
            refuse_unmet(stated)
        after = await _next(portal, scope, before, addressed)
        await repository.replace(portal.database, scope, after, session)
        await announce(portal, scope, session, before, after)
        return after

    return await portal.store.in_transaction(write)


async def get(portal: Portal, scope: Scope, identity: str) -> Initiative:
    """An initiative; Problem 404 where the organization has no such one."""
    return await existing(portal, scope, identity, None)


async def turned(
    portal: Portal, scope: Scope, words: str, turn: Turn, size: int
) -> Stretch[Initiative]:
    """A page of the initiatives that the words find, by name; without words, of all."""
    return await repository.turned(portal.database, scope, words, turn, size)


async def count(portal: Portal, scope: Scope, words: str) -> Count:
    """How many of them there are, as far as lists are counted."""
    return await repository.count(portal.database, scope, words)


async def nearest(portal: Portal, scope: Scope, limit: int) -> list[Initiative]:
    """The initiatives with the nearest targets."""
    return await repository.nearest(portal.database, scope, limit)


async def find_many(
    portal: Portal, scope: Scope, identities: Iterable[str], session: Session = None
) -> list[Initiative]:
    """Those of the organization's initiatives that exist."""
    return await repository.find_many(portal.database, scope, identities, session)


async def _next(
    portal: Portal, scope: Scope, before: Initiative, stated: InitiativeInput
) -> Initiative:
    now = portal.clock()
    after = before.following(now, stated=stated)
    if stated.state is InitiativeState.VERIFIED and after.verifiable != before.verifiable:
        reopened = stated.model_copy(update={"state": InitiativeState.MEASURED})
        after = replace(after, stated=reopened)
    if after.stated.state is not InitiativeState.VERIFIED:
        after = replace(after, verification_id="")
    effects = await effects_in_footprints(portal, scope, after)
    return replace(after, in_footprint_ids=effects).stepped(before.stated.state, now, scope.actor)


async def _check(portal: Portal, scope: Scope, stated: InitiativeInput) -> None:
    refuse_contradictions(stated, scope.organization_id, portal.clock().date())
    await _refuse_unknown_products(portal, scope, stated)
    await refuse_strangers(portal, scope, stated)


async def _addressed(portal: Portal, scope: Scope, stated: InitiativeInput) -> InitiativeInput:
    """With the customers to whom it counts: all of them where none is named."""
    if stated.customer_ids:
        return stated
    owner = await organizations.get(portal, scope.actor, scope.organization_id)
    return stated.model_copy(update={"customer_ids": list(owner.customer_ids)})


async def _refuse_unknown_products(portal: Portal, scope: Scope, stated: InitiativeInput) -> None:
    known = set(await products.by_ids(portal, scope, stated.product_ids))
    if not known.issuperset(stated.product_ids):
        known |= {one.id for _owner, one in await products.shared_products(portal, scope)}
    text = _("You have no such product, and none is shared with you.")
    found = [
        FieldProblem(f"product_ids[{place}]", "unknown-product", text)
        for place, identity in enumerate(stated.product_ids)
        if identity not in known
    ]
    if found:
        raise invalid(found)


def _refuse_own_verification(before: Initiative | None, stated: InitiativeInput) -> None:
    is_verified = before is not None and before.stated.state is InitiativeState.VERIFIED
    if stated.state is InitiativeState.VERIFIED and not is_verified:
        text = _("Only a verifier can confirm a reduction; ask one to verify it.")
        raise forbidden(text, "verifier-required")


def _refuse_leap(before: InitiativeState, after: InitiativeState) -> None:
    if before is not after and not may_become(before, after):
        states = {"before": STATES[before], "after": STATES[after]}
        text = _("An initiative cannot go from {before} to {after}.", **states)
        raise invalid([FieldProblem("state", "state-not-reachable", text)])
