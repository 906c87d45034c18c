"""Asking verifiers, answering suppliers, and what becomes of statements later."""

import uuid
from collections.abc import Sequence

from carbon.verification import StatementState
from supplier_portal.audit import service as audit
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import Evidence, SubjectKind
from supplier_portal.footprints import service as footprints
from supplier_portal.initiatives import service as initiatives
from supplier_portal.organizations import service as organizations
from supplier_portal.organizations.service import Organization
from supplier_portal.portal import Portal
from tierzero.i18n import ENGLISH, _
from tierzero.problems import FieldProblem, conflict, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .badges import Standing, standings
from .confirming import confirm
from .model import (
    ConfirmationInput,
    RefusalInput,
    RequestInput,
    RequestState,
    Subject,
    VerificationRequest,
)
from .seeing import Seen, digest_of, everything_in
from .statements import Verified
from .storing import newest, store

__all__ = [
    "ConfirmationInput",
    "RefusalInput",
    "RequestInput",
    "Seen",
    "Standing",
    "Subject",
    "VerificationRequest",
    "Verified",
    "about",
    "ask",
    "asked",
    "confirm",
    "digest_of",
    "everything_in",
    "evidence_changed",
    "made_in",
    "queue",
    "refuse",
    "requests_of",
    "rests_on",
    "revoke",
    "standings",
    "verifiers",
    "was_asked",
    "withdraw",
]


async def verifiers(portal: Portal, scope: Scope) -> list[Organization]:
    """Organizations that may verify for the scope's, by name: never itself."""
    everybody = await organizations.every(portal, scope.actor)
    return [one for one in everybody if "verifier" in one.roles and one.id != scope.organization_id]


async def ask(portal: Portal, scope: Scope, stated: RequestInput) -> VerificationRequest:
    """Ask a verifier to look at footprints and initiatives; Problem 422 where one is not yours."""
    subjects = _subjects(stated)
    await _refuse_unfit_verifier(portal, scope, stated.verifier_id)
    await _refuse_foreign(portal, scope, stated)
    request = VerificationRequest(
        id=str(uuid.uuid4()),
        supplier_id=scope.organization_id,
        verifier_id=stated.verifier_id,
        subjects=subjects,
        message=stated.message,
        state=RequestState.OPEN,
        asked_at=portal.clock(),
        asked_by=scope.actor,
    )

    async def write(session: Session) -> None:
        await repository.insert_request(portal.database, scope, request, session)
        await _record(portal, scope, session, "verification.asked", request)

    await portal.store.in_transaction(write)
    return request


async def withdraw(portal: Portal, scope: Scope, identity: str) -> VerificationRequest:
    """Take a request back; the verifier then sees nothing of it any more."""

    async def write(session: Session) -> VerificationRequest:
        request = await repository.find_request(portal.database, scope, identity, session)
        if request is None:
            raise not_found(_("There is no such request."), "unknown-request")
        if not request.is_open:
            raise conflict("already-answered", _("This request was answered already."))
        ended = request.answered(RequestState.WITHDRAWN, portal.clock(), scope.actor)
        await repository.replace_request(portal.database, scope, ended, session)
        await _record(portal, scope, session, "verification.withdrawn", ended)
        return ended

    return await portal.store.in_transaction(write)


async def refuse(
    portal: Portal, scope: Scope, identity: str, why: RefusalInput
) -> VerificationRequest:
    """Answer a request with findings instead of a confirmation."""

    async def write(session: Session) -> VerificationRequest:
        request = await asked(portal, scope, identity, session)
        if not request.is_open:
            raise conflict("already-answered", _("This request was answered already."))
        now, state = portal.clock(), RequestState.REFUSED
        ended = request.answered(state, now, scope.actor, why.findings)
        in_owners = Scope(request.supplier_id, scope.actor)
        await repository.replace_request(portal.database, in_owners, ended, session)
        await _record(portal, in_owners, session, "verification.refused", ended)
        await _record(portal, scope, session, "verification.refused", ended)
        return ended

    return await portal.store.in_transaction(write)


async def revoke(portal: Portal, scope: Scope, identity: str, reason: str) -> Verified:
    """Take a statement back; only who made it can."""

    async def write(session: Session) -> Verified:
        versions = await repository.versions_of(portal.database, scope, identity, session)
        if not versions:
            raise not_found(_("There is no such statement."), "unknown-statement")
        held = versions[-1]
        if held.state is StatementState.REVOKED:
            raise conflict("already-revoked", _("This statement was revoked already."))
        gone = held.next(StatementState.REVOKED, reason, portal.clock(), scope.actor)
        in_owners = Scope(held.supplier_id, scope.actor)
        await store(portal, in_owners, session, "verification.revoked", [gone])
        if held.subject.kind is SubjectKind.INITIATIVE:
            await initiatives.reopen(portal, in_owners, session, held.subject.id)
        return gone

    return await portal.store.in_transaction(write)


async def evidence_changed(
    portal: Portal, scope: Scope, session: Session, subject: evidence.Subject
) -> None:
    """Let statements on a subject follow its evidence: they hold for the verified set alone."""
    files = await evidence.attached(portal, scope, subject.kind, [subject.id], session)
    found = await repository.versions_about(
        portal.database, scope, subject.kind, [subject.id], session
    )
    digest, now = evidence.set_digest(files), portal.clock()
    moved: list[Verified] = []
    for held in newest(found):
        same = held.evidence_digest == digest
        state = StatementState.HOLDS if same else StatementState.EVIDENCE_CHANGED
        if held.state not in (state, StatementState.REVOKED):
            moved.append(held.next(state, "", now, scope.actor))
    if moved:
        await store(portal, scope, session, "verification.evidence_changed", moved)
    if moved and subject.kind is SubjectKind.INITIATIVE:
        await initiatives.reopen(portal, scope, session, subject.id)


async def was_asked(portal: Portal, scope: Scope, owner_id: str, subject: evidence.Subject) -> bool:
    """Whether an owner has asked the scope's organization about a subject."""
    about_it = Subject(subject.kind, subject.id)
    return await repository.was_asked(portal.database, scope, owner_id, about_it)


async def rests_on(portal: Portal, scope: Scope, file: Evidence) -> bool:
    """Whether a statement rests on a file, whatever became of it."""
    part, subject = file.subject.part, file.subject.id
    return await repository.rests_on(portal.database, scope, part, file.digest, subject)


async def requests_of(
    portal: Portal, scope: Scope, subject: Subject | None = None
) -> list[VerificationRequest]:
    """What the scope's organization has asked verifiers, the newest first."""
    return await repository.requests_of(portal.database, scope, subject)


async def queue(portal: Portal, scope: Scope) -> list[VerificationRequest]:
    """What the scope's organization was asked, the newest first."""
    return await repository.queue(portal.database, scope)


async def asked(
    portal: Portal, scope: Scope, identity: str, session: Session = None
) -> VerificationRequest:
    """A request to the scope's organization; Problem 404 where it was not asked."""
    request = await repository.asked(portal.database, scope, identity, session)
    if request is None:
        raise not_found(_("There is no such request."), "unknown-request")
    return request


async def about(
    portal: Portal, scope: Scope, kind: SubjectKind, ids: Sequence[str]
) -> list[Verified]:
    """Every version of every statement on things of the scope's organization."""
    return await repository.versions_about(portal.database, scope, kind, ids)


async def made_in(portal: Portal, scope: Scope, request: VerificationRequest) -> list[Verified]:
    """The newest versions of the statements with which a verifier answered a request."""
    return newest(await repository.made_in(portal.database, scope, request.id))


def _subjects(stated: RequestInput) -> tuple[Subject, ...]:
    named = [(SubjectKind.FOOTPRINT, one) for one in stated.footprint_ids]
    named += [(SubjectKind.INITIATIVE, one) for one in stated.initiative_ids]
    if not named:
        text = _("Name at least one footprint or initiative.")
        raise invalid([FieldProblem("footprint_ids", "nothing-to-verify", text)])
    return tuple(Subject(kind, one) for kind, one in dict.fromkeys(named))


async def _refuse_unfit_verifier(portal: Portal, scope: Scope, verifier_id: str) -> None:
    if verifier_id == scope.organization_id:
        text = _("Nobody verifies their own figures; ask another organization.")
        raise invalid([FieldProblem("verifier_id", "own-verifier", text)])
    found = await organizations.find(portal, scope.actor, verifier_id)
    if found is None or "verifier" not in found.roles:
        text = _("This organization is no verifier.")
        raise invalid([FieldProblem("verifier_id", "no-verifier", text)])


async def _refuse_foreign(portal: Portal, scope: Scope, stated: RequestInput) -> None:
    issued = await footprints.find_many(portal.database, scope, stated.footprint_ids)
    held = await initiatives.find_many(portal, scope, stated.initiative_ids)
    known = {one.id for one in issued} | {one.id for one in held}
    fields = (("footprint_ids", stated.footprint_ids), ("initiative_ids", stated.initiative_ids))
    text = _("You have no such footprint or initiative.")
    found = [
        FieldProblem(f"{field}[{place}]", "unknown-subject", text)
        for field, ids in fields
        for place, identity in enumerate(ids)
        if identity not in known
    ]
    if found:
        raise invalid(found)


async def _record(
    portal: Portal, scope: Scope, session: Session, action: str, request: VerificationRequest
) -> None:
    asked = [request.verifier_id]
    names = await organizations.names(portal, scope.actor, asked, ENGLISH)
    label = names.get(request.verifier_id, request.verifier_id)
    change = audit.Change(action, request.id, None, request.content(), label)
    await audit.record(portal, scope, session, change)
