"""Deciding drafts: approve, return with a note, withdraw.

Approval is claimed, carried out, and noted. Carrying out is idempotent, so whoever approves again
what was cut short in between completes it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import conflict, forbidden
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import service
from .model import DECIDABLE, Draft, State

Issue = Callable[[Portal, Scope, Draft], Awaitable[str]]
Describe = Callable[[Portal, Scope, Draft], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Kind:
    """What the slice that a kind of draft belongs to does with it."""

    issue: Issue
    """Carry it out for the approver, idempotently; the path of the page of what it became."""
    describe: Describe
    """Values for the template that shows it."""
    template: str


Kinds = Mapping[str, Kind]


async def approve(portal: Portal, kinds: Kinds, scope: Scope, identity: str) -> Draft:
    """Let the draft leave; Problem 403 without the permission or for the own draft, 409 else."""
    _refuse_without_permission(scope)
    await _refuse_author(portal, scope, identity)
    draft = await _move(portal, scope, identity, State.ISSUING, "draft.approved")
    try:
        result = await kinds[draft.kind].issue(portal, scope, draft)
    except Exception:
        # What cannot be issued as it stands waits on; the approver is told why.
        await _move(portal, scope, identity, State.PENDING, "draft.not_issued")
        raise
    return await _move(portal, scope, identity, State.ISSUED, "draft.issued", result=result)


async def return_(portal: Portal, scope: Scope, identity: str, note: str) -> Draft:
    """Give the draft back to its author with a note."""
    _refuse_without_permission(scope)
    return await _move(portal, scope, identity, State.RETURNED, "draft.returned", note=note)


async def withdraw(portal: Portal, scope: Scope, identity: str) -> Draft:
    """Take back the own draft."""
    draft = await service.get(portal, scope, identity)
    if draft.author != scope.actor:
        raise forbidden(_("Only its author can withdraw a draft."), "not-the-author")

    async def write(session: Session) -> Draft:
        before = await service.get(portal, scope, identity, session)
        if before.state not in (State.SAVED, State.PENDING, State.RETURNED):
            raise _decided()
        after = replace(before, state=State.WITHDRAWN)
        return await service.put(portal, scope, session, "draft.withdrawn", before, after)

    return await portal.store.in_transaction(write)


def _refuse_without_permission(scope: Scope) -> None:
    if service.ISSUE not in scope.permissions:
        detail = _("Your account lacks the permission {scope}.", scope=service.ISSUE)
        raise forbidden(detail, "scope-required")


async def _refuse_author(portal: Portal, scope: Scope, identity: str) -> None:
    draft = await service.get(portal, scope, identity)
    decided = await service.settings(portal, scope)
    if decided.footprints_need_approval and draft.author == scope.actor:
        text = _("Somebody else than its author has to approve a draft.")
        raise forbidden(text, "author-is-approver")


async def _move(
    portal: Portal, scope: Scope, identity: str, state: State, action: str, **more: str
) -> Draft:
    async def write(session: Session) -> Draft:
        before = await service.get(portal, scope, identity, session)
        if before.state not in DECIDABLE:
            raise _decided()
        after = replace(before, state=state, decided_by=scope.actor, **more)
        return await service.put(portal, scope, session, action, before, after)

    return await portal.store.in_transaction(write)


def _decided() -> Exception:
    return conflict("draft-decided", _("This draft does not wait for approval any more."))
