"""Preparing drafts and letting them wait; whether something has to wait is decided here."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.lists import Count, Stretch, Turn
from tierzero.problems import conflict, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import OPEN, ApprovalSettings, Content, Draft, State

__all__ = [
    "OPEN",
    "ApprovalSettings",
    "Draft",
    "State",
    "Wanted",
    "count",
    "get",
    "pends",
    "save",
    "settings",
    "submit",
    "turned",
    "write_settings",
]

ISSUE = "footprints:issue"


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to leave: its kind, the id it will have, and all it takes to issue it."""

    kind: str
    subject: str
    label: str
    content: Content = field(hash=False)
    digest: str = ""


async def pends(portal: Portal, scope: Scope) -> bool:
    """Whether what this caller sends waits for somebody else: the one rule of four eyes."""
    if ISSUE not in scope.permissions:
        return True
    return (await settings(portal, scope)).footprints_need_approval


async def submit(portal: Portal, scope: Scope, wanted: Wanted) -> Draft:
    """Let something wait for approval; the same thing again is the same draft.

    Problem 409 where another content waits under the same id.
    """

    async def write(session: Session) -> Draft:
        waiting = await repository.pending_with(portal.database, scope, wanted.subject, session)
        if waiting and waiting.digest == wanted.digest:
            return waiting
        if waiting:
            text = _("Another content with this id waits for approval; withdraw that first.")
            raise conflict("draft-pending", text)
        draft = _new(portal, scope, wanted, State.PENDING)
        return await put(portal, scope, session, "draft.submitted", None, draft)

    return await portal.store.in_transaction(write)


async def save(portal: Portal, scope: Scope, identity: str, label: str, content: Content) -> Draft:
    """Keep what is not finished; Problem 409 where the draft is somebody else's or has gone on."""

    async def write(session: Session) -> Draft:
        before = await own(portal, scope, identity, session) if identity else None
        wanted = Wanted("footprint", "", label, content)
        draft = _new(portal, scope, wanted, State.SAVED)
        if before:
            draft = replace(draft, id=before.id, made_at=before.made_at, note=before.note)
        return await put(portal, scope, session, "draft.saved", before, draft)

    return await portal.store.in_transaction(write)


async def own(portal: Portal, scope: Scope, identity: str, session: Session) -> Draft:
    """A draft that the caller may go on with: the own one, saved or returned."""
    draft = await get(portal, scope, identity, session)
    if draft.author != scope.actor or draft.state not in (State.SAVED, State.RETURNED):
        text = _("Only its author can go on with a draft, and only while it waits for nobody.")
        raise conflict("draft-not-yours", text)
    return draft


async def close(portal: Portal, scope: Scope, identity: str, result: str) -> None:
    """End a saved or returned draft that became something else."""

    async def write(session: Session) -> None:
        before = await own(portal, scope, identity, session)
        after = replace(before, state=State.WITHDRAWN, result=result)
        await put(portal, scope, session, "draft.continued", before, after)

    await portal.store.in_transaction(write)


async def get(portal: Portal, scope: Scope, identity: str, session: Session = None) -> Draft:
    """A draft; Problem 404 where the organization has no such one."""
    draft = await repository.find(portal.database, scope, identity, session)
    if draft is None:
        raise not_found(_("There is no such draft."), "unknown-draft")
    return draft


async def turned(
    portal: Portal, scope: Scope, states: Sequence[State], turn: Turn, size: int
) -> Stretch[Draft]:
    """A page of the drafts in one of the states, the newest first."""
    return await repository.turned(portal.database, scope, states, turn, size)


async def count(portal: Portal, scope: Scope, states: Sequence[State] = OPEN) -> Count:
    """How many there are in one of the states, as far as lists are counted."""
    return await repository.count(portal.database, scope, states)


async def settings(portal: Portal, scope: Scope) -> ApprovalSettings:
    """What the organization has decided about approval."""
    return await repository.settings(portal.database, scope)


async def write_settings(portal: Portal, scope: Scope, decided: ApprovalSettings) -> None:
    """Decide about approval; what waits goes on waiting."""

    async def write(session: Session) -> None:
        before = await repository.settings(portal.database, scope, session)
        if before == decided:
            return
        await repository.put_settings(portal.database, scope, decided, session)
        change = audit.Change(
            "settings.changed", scope.organization_id, before.model_dump(), decided.model_dump()
        )
        await audit.record(portal, scope, session, change)

    await portal.store.in_transaction(write)


async def put(
    portal: Portal, scope: Scope, session: Session, action: str, before: Draft | None, after: Draft
) -> Draft:
    """Store the next state of a draft with its audit entry."""
    after = replace(after, changed_at=portal.clock())
    await repository.put(portal.database, scope, after, session)
    told = before.told() if before else None
    change = audit.Change(action, after.id, told, after.told(), after.label)
    await audit.record(portal, scope, session, change)
    return after


def _new(portal: Portal, scope: Scope, wanted: Wanted, state: State) -> Draft:
    now = portal.clock()
    return Draft(
        id=str(uuid.uuid4()),
        kind=wanted.kind,
        state=state,
        author=scope.actor,
        label=wanted.label,
        content=wanted.content,
        made_at=now,
        changed_at=now,
        subject=wanted.subject,
        digest=wanted.digest,
    )
