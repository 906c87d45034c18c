"""What a verifier sees: the things it was asked about with their evidence, and nothing else."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import Evidence, SubjectKind
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.service import IssuedFootprint
from supplier_portal.initiatives import service as initiatives
from supplier_portal.initiatives.service import Initiative
from supplier_portal.portal import Portal
from tierzero.store import Session
from tierzero.tenancy import Scope

from .model import Subject, VerificationRequest

Thing = IssuedFootprint | Initiative


@dataclass(frozen=True)
class Seen:
    """One thing with its evidence. ``digest`` is of what a verifier confirms of it."""

    subject: Subject
    thing: Thing
    files: tuple[Evidence, ...]

    @property
    def footprint(self) -> IssuedFootprint | None:
        """The thing, where it is a footprint."""
        return self.thing if isinstance(self.thing, IssuedFootprint) else None

    @property
    def initiative(self) -> Initiative | None:
        """The thing, where it is an initiative."""
        return self.thing if isinstance(self.thing, Initiative) else None

    @property
    def digest(self) -> str:
        """SHA-256 of the content."""
        thing = self.thing
        return thing.digest if isinstance(thing, IssuedFootprint) else thing.verifiable

    @property
    def standing(self) -> list[Evidence]:
        """Evidence that was not withdrawn."""
        return [one for one in self.files if one.stands]

    @property
    def evidence_digest(self) -> str:
        """SHA-256 of the set of evidence that stands."""
        return evidence.set_digest(self.files)


async def everything_in(
    portal: Portal, request: VerificationRequest, session: Session = None
) -> list[Seen]:
    """The things of a request in its order, read in their owner's scope because it asked."""
    scope = Scope(request.supplier_id, request.verifier_id)
    if session:
        for one in request.subjects:
            await evidence.hold(portal, scope, session, one.kind, one.id)
    things = await _things(portal, scope, request, session)
    files = {
        kind: await evidence.attached(portal, scope, kind, request.of_kind(kind), session)
        for kind in (SubjectKind.FOOTPRINT, SubjectKind.INITIATIVE)
    }
    return [
        Seen(
            one,
            things[one],
            tuple(file for file in files[one.kind] if file.subject.id == one.id),
        )
        for one in request.subjects
        if one in things
    ]


async def _things(
    portal: Portal, scope: Scope, request: VerificationRequest, session: Session
) -> Mapping[Subject, Thing]:
    ids = {kind: request.of_kind(kind) for kind in SubjectKind}
    found: dict[Subject, Thing] = {}
    issued = await footprints.find_many(portal.database, scope, ids[SubjectKind.FOOTPRINT], session)
    found |= {Subject(SubjectKind.FOOTPRINT, one.id): one for one in issued}
    held = await initiatives.find_many(portal, scope, ids[SubjectKind.INITIATIVE], session)
    found |= {Subject(SubjectKind.INITIATIVE, one.id): one for one in held}
    return found


def digest_of(seen: list[Seen]) -> str:
    """SHA-256 of all that lies before the verifier, so that it confirms what it has looked at."""
    lines = [f"{one.subject.id}\n{one.digest}\n{one.evidence_digest}" for one in seen]
    return hashlib.sha256("\n\n".join(lines).encode()).hexdigest()
