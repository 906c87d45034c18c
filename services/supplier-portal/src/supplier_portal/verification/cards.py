"""What a supplier's pages show of the verification of one thing."""

from dataclasses import dataclass

from supplier_portal.evidence.service import SubjectKind
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import Text, current_language
from tierzero.tenancy import Scope

from . import service
from .model import Subject, VerificationRequest
from .statements import Verified
from .texts import ASSURANCES, COVERAGES, REQUEST_STATES, STATEMENT_STATES


@dataclass(frozen=True)
class Card:
    """Requests and statements about a thing, and who else could be asked."""

    kind: str
    subject_id: str
    requests: list[VerificationRequest]
    statements: list[Verified]
    verifiers: list[tuple[str, str]]
    names: dict[str, str]
    coverages = COVERAGES
    assurances = ASSURANCES
    request_states = REQUEST_STATES
    statement_states = STATEMENT_STATES

    @property
    def is_waiting(self) -> bool:
        """Whether a verifier has yet to answer."""
        return any(one.is_open for one in self.requests)

    def state_of(self, verified: Verified) -> tuple[Text, str]:
        """Label and kind of badge of a statement."""
        return STATEMENT_STATES[verified.state]


async def card_of(portal: Portal, scope: Scope, kind: SubjectKind, identity: str) -> Card:
    """The card of a thing of the scope's organization."""
    language = current_language()
    asked = await service.requests_of(portal, scope, Subject(kind, identity))
    known = await service.verifiers(portal, scope)
    names = await organizations.names(
        portal, scope.actor, [one.verifier_id for one in asked], language
    )
    return Card(
        kind=kind.value,
        subject_id=identity,
        requests=asked,
        statements=await service.about(portal, scope, kind, [identity]),
        verifiers=[(one.id, one.name_in(language)) for one in known],
        names=dict(names),
    )
