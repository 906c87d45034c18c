"""Attaching files, taking them back, and telling what stands."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from starlette.concurrency import run_in_threadpool

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, conflict, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import pieces, repository
from .desk import Desk
from .kinds import Kind, kind_of
from .model import Evidence, Subject, SubjectKind, set_digest
from .names import safe_name

__all__ = [
    "MAX_BYTES",
    "Desk",
    "Evidence",
    "Subject",
    "SubjectKind",
    "attach",
    "attached",
    "elsewhere",
    "erase",
    "hold",
    "set_digest",
    "share",
    "withdraw",
]

MAX_BYTES = 20 * 1024 * 1024
"""Largest file that can be attached."""


async def attach(
    desk: Desk, scope: Scope, subject: Subject, file: BinaryIO, filename: str, *, shared: bool
) -> tuple[Evidence, str]:
    """Keep a file as evidence; says ``created``, or ``unchanged`` where it stands there already."""
    await _look_up(desk, scope, subject)
    kind, size, digest = await run_in_threadpool(_examined, file)
    portal = desk.portal
    await pieces.keep(portal.database, scope, file, digest)
    new = Evidence(
        id=str(uuid.uuid4()),
        owner_id=scope.organization_id,
        subject=subject,
        filename=safe_name(filename, kind.ending),
        media_type=kind.media_type,
        size=size,
        digest=digest,
        shared=shared,
        attached_at=portal.clock(),
        attached_by=scope.actor,
    )

    async def write(session: Session) -> tuple[Evidence, str]:
        await hold(portal, scope, session, subject.kind, subject.id)
        held = await attached(portal, scope, subject.kind, [subject.id], session)
        same = [one for one in held if one.stands and _is_same(one, new)]
        if same:
            return same[0], "unchanged"
        await repository.insert(portal.database, scope, new, session)
        await _record(desk, scope, session, "evidence.attached", None, new)
        await desk.changed(portal, scope, session, subject)
        return new, "created"

    return await portal.store.in_transaction(write)


async def withdraw(desk: Desk, scope: Scope, identity: str, reason: str) -> Evidence:
    """Take a file back, with the reason; it stays readable for those who could read it."""
    portal = desk.portal

    async def write(session: Session) -> Evidence:
        before = await _existing(portal, scope, identity, session)
        await hold(portal, scope, session, before.subject.kind, before.subject.id)
        if not before.stands:
            raise conflict("already-withdrawn", _("This file was withdrawn already."))
        after = replace(
            before,
            withdrawn_at=portal.clock(),
            withdrawn_by=scope.actor,
            withdrawn_because=reason,
        )
        await _note(portal, scope, session, after)
        await _record(desk, scope, session, "evidence.withdrawn", before, after)
        await desk.changed(portal, scope, session, before.subject)
        return after

    return await portal.store.in_transaction(write)


async def share(desk: Desk, scope: Scope, identity: str, *, shared: bool) -> Evidence:
    """Let those who may see the footprint have the file, or stop that."""
    portal = desk.portal

    async def write(session: Session) -> Evidence:
        before = await _existing(portal, scope, identity, session)
        if before.shared == shared:
            return before
        after = replace(before, shared=shared)
        await repository.note(portal.database, scope, identity, {"shared": shared}, session)
        await _record(desk, scope, session, "evidence.shared", before, after)
        return after

    return await portal.store.in_transaction(write)


async def erase(desk: Desk, scope: Scope, identity: str) -> Evidence:
    """Remove the bytes of a withdrawn file; Problem 409 while a statement rests on them."""
    portal = desk.portal
    found = await _existing(portal, scope, identity, None)
    if found.stands:
        raise conflict("still-evidence", _("Withdraw the file first, with a reason."))
    if await desk.rests_on(portal, scope, found):
        text = _("A verifier's statement rests on this file, so it is kept.")
        raise conflict("statement-rests-on-it", text)

    async def write(session: Session) -> Evidence:
        after = replace(found, erased_at=portal.clock())
        erased_at = after.erased_at or portal.clock()
        await repository.note(portal.database, scope, identity, {"erased_at": erased_at}, session)
        await _record(desk, scope, session, "evidence.erased", found, after)
        return after

    erased = await portal.store.in_transaction(write)
    alike = await repository.with_digest(portal.database, scope, found.digest)
    if all(one.erased_at for one in alike):
        await pieces.erase(portal.database, scope, found.digest)
    return erased


async def attached(
    portal: Portal,
    scope: Scope,
    kind: SubjectKind,
    ids: Iterable[str],
    session: Session = None,
) -> list[Evidence]:
    """Everything ever attached to things of a kind, withdrawn too, the oldest first."""
    return await repository.attached_to(portal.database, scope, kind, ids, session)


async def hold(
    portal: Portal, scope: Scope, session: Session, kind: SubjectKind, subject_id: str
) -> None:
    """Keep a thing's evidence from changing under the session's transaction."""
    await repository.hold(portal.database, scope, kind, subject_id, session)


async def elsewhere(
    portal: Portal, kind: SubjectKind, evidence: Iterable[Evidence]
) -> list[Evidence]:
    """Standing evidence of other things, anybody's, that is the same file as one of these."""
    held = list(evidence)
    if not held:
        return []
    subjects = {one.subject.id for one in held}
    found = await repository.everywhere(portal.database, kind, {one.digest for one in held})
    return [one for one in found if one.subject.id not in subjects]


def _examined(file: BinaryIO) -> tuple[Kind, int, str]:
    size = file.seek(0, 2)
    if size > MAX_BYTES:
        text = _("The file is larger than 20 MB.")
        raise Problem(413, "file-too-large", text, errors=[FieldProblem("file", "too-large", text)])
    if not size:
        raise invalid([FieldProblem("file", "empty-file", _("The file is empty."))])
    return kind_of(file), size, pieces.digest_of(file)


async def _look_up(desk: Desk, scope: Scope, subject: Subject) -> None:
    lookup = desk.lookups.get(subject.kind)
    if lookup is None:
        raise not_found(_("Nothing of this kind can have evidence here."), "unknown-subject")
    await lookup(desk.portal, scope, subject.id)


def _is_same(one: Evidence, other: Evidence) -> bool:
    return one.digest == other.digest and one.subject == other.subject


async def _existing(portal: Portal, scope: Scope, identity: str, session: Session) -> Evidence:
    found = await repository.find(portal.database, scope, identity, session)
    if found is None or found.erased_at:
        raise no_such_file()
    return found


def no_such_file() -> Problem:
    """404: there is no such file, or the caller may not have it."""
    return not_found(_("There is no such file."), "unknown-evidence")


async def _note(portal: Portal, scope: Scope, session: Session, after: Evidence) -> None:
    change = {
        "withdrawn_at": after.withdrawn_at or portal.clock(),
        "withdrawn_by": after.withdrawn_by,
        "withdrawn_because": after.withdrawn_because,
    }
    await repository.note(portal.database, scope, after.id, change, session)


async def _record(
    desk: Desk,
    scope: Scope,
    session: Session,
    action: str,
    before: Evidence | None,
    after: Evidence,
) -> None:
    change = audit.Change(
        action, after.id, before.content() if before else None, after.content(), after.filename
    )
    await audit.record(desk.portal, scope, session, change)
