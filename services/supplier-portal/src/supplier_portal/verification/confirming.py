"""A verifier's confirmation: one statement for each thing it was asked about."""

import uuid
from datetime import UTC, datetime, time

from carbon.footprint.model import FootprintStatus
from carbon.verification import StatementState
from supplier_portal.audit import service as audit
from supplier_portal.footprints.service import statement_of
from supplier_portal.initiatives import service as initiatives
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.problems import FieldProblem, conflict, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import ConfirmationInput, EvidenceSeen, RequestState, VerificationRequest
from .seeing import Seen, digest_of, everything_in
from .statements import Verified, seen_of
from .storing import store


async def confirm(
    portal: Portal, scope: Scope, identity: str, stated: ConfirmationInput
) -> list[Verified]:
    """Confirm everything in a request; Problem 409 where it is not what the verifier has seen."""
    verifier = await organizations.get(portal, scope.actor, scope.organization_id)
    if stated.completed_at > portal.clock().date():
        text = _("The day must not be in the future.")
        raise invalid([FieldProblem("completed_at", "in-future", text)])

    async def write(session: Session) -> list[Verified]:
        request = await repository.asked(portal.database, scope, identity, session)
        if request is None:
            raise not_found(_("There is no such request."), "unknown-request")
        _refuse_own(scope, request)
        if not request.is_open:
            raise conflict("already-answered", _("This request was answered already."))
        seen = await everything_in(portal, request, session)
        _refuse_unfit(request, seen, stated)
        made = [_statement(portal, scope, request, verifier.name, one, stated) for one in seen]
        await _store(portal, scope, session, request, made)
        return made

    return await portal.store.in_transaction(write)


def _refuse_own(scope: Scope, request: VerificationRequest) -> None:
    """Four eyes: also where an organization became verifier and owner after it was asked."""
    if request.supplier_id == scope.organization_id:
        text = _("Nobody verifies their own figures; ask another organization.")
        raise conflict("own-verifier", text)


def _refuse_unfit(
    request: VerificationRequest, seen: list[Seen], stated: ConfirmationInput
) -> None:
    if len(seen) != len(request.subjects):
        raise conflict("subject-gone", _("Something of this request is no longer there."))
    if stated.seen and stated.seen != digest_of(seen):
        text = _("Figures or evidence have changed since you looked at them; look again.")
        raise conflict("changed-since-seen", text)
    for one in seen:
        if one.footprint and one.footprint.status is FootprintStatus.DEPRECATED:
            text = _("One of the footprints was replaced or ended in the meantime.")
            raise conflict("footprint-deprecated", text)
        if one.initiative:
            _refuse_without_evidence(one)


def _refuse_without_evidence(seen: Seen) -> None:
    """Each measured period needs a file of its own, or one for the whole initiative."""
    parts = {one.subject.part for one in seen.standing}
    measured = seen.initiative.stated.measured_reductions if seen.initiative else []
    bare = [one.period for one in measured if "" not in parts and one.period not in parts]
    if bare or not parts:
        text = _("There is no evidence for: {periods}.", periods=", ".join(bare) or "–")
        raise conflict("evidence-missing", text)


def _statement(
    portal: Portal,
    scope: Scope,
    request: VerificationRequest,
    verifier_name: str,
    seen: Seen,
    stated: ConfirmationInput,
) -> Verified:
    issued = seen.footprint
    return Verified(
        id=str(uuid.uuid4()),
        version=1,
        request_id=request.id,
        supplier_id=request.supplier_id,
        subject=seen.subject,
        verifier_id=scope.organization_id,
        verifier_name=verifier_name,
        coverage=stated.coverage,
        assurance=stated.assurance,
        standard_name=stated.standard_name,
        comments=stated.comments,
        completed_at=datetime.combine(stated.completed_at, time(), UTC),
        subject_digest=seen.digest,
        evidence_digest=seen.evidence_digest,
        evidence=tuple(
            EvidenceSeen(one.subject.part, one.digest, one.filename) for one in seen.standing
        ),
        state=StatementState.HOLDS,
        reason="",
        recorded_at=portal.clock(),
        actor=scope.actor,
        footprint=seen_of(issued.product_id, statement_of(issued)) if issued else None,
    )


async def _store(
    portal: Portal,
    scope: Scope,
    session: Session,
    request: VerificationRequest,
    made: list[Verified],
) -> None:
    in_owners = Scope(request.supplier_id, scope.actor)
    ended = request.answered(RequestState.CONFIRMED, portal.clock(), scope.actor)
    await repository.replace_request(portal.database, in_owners, ended, session)
    await store(portal, in_owners, session, "verification.confirmed", made)
    for one in made:
        if one.footprint is None:
            await initiatives.confirm_verified(portal, in_owners, session, one.subject.id, one.id)
    mine = audit.Change("verification.confirmed", request.id, None, ended.content(), request.id)
    await audit.record(portal, scope, session, mine)
