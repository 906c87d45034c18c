"""Who somebody proves to be, as the principal that tokens state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from joserfc.jwk import OKPKey

from supplier_portal.organizations import service as organizations
from supplier_portal.people import service as people
from supplier_portal.people.service import Member
from supplier_portal.portal import Portal
from tierzero.identity import (
    PERSON,
    PROGRAM,
    SESSION_LIFETIME,
    EndedSessions,
    Principal,
    issue_token,
    member_key,
    person,
)

from .attempts import Attempts

PROGRAM_LIFETIME = timedelta(hours=1)
OWN_LIST_KEPT_SECONDS = 2.0


@dataclass(frozen=True)
class Gate:
    """What letting in needs beside the portal: the signing key and who was shut out."""

    portal: Portal
    key: OKPKey
    ended: EndedSessions = field(default_factory=EndedSessions)

    @property
    def attempts(self) -> Attempts:
        """The memory of failed attempts."""
        return Attempts(self.portal)


def ended_sessions(portal: Portal) -> EndedSessions:
    """The list of ended sessions from the portal's own store."""

    async def ask() -> Mapping[str, int]:
        # A token of before has expired by then.
        since = portal.clock() - SESSION_LIFETIME - timedelta(minutes=1)
        found = await people.ended_generations(portal, since)
        return {member_key(member): generation for member, generation in found.items()}

    return EndedSessions(ask, OWN_LIST_KEPT_SECONDS)


async def person_with(gate: Gate, user: str, password: str, address: str) -> Principal | None:
    """The person with this sign-in name and password, or None; Problem 429 after many failures."""
    member = await _admitted(gate, PERSON, user, password, address)
    return await principal_for(gate, member) if member else None


async def program_with(gate: Gate, client_id: str, secret: str, address: str) -> Principal | None:
    """The API client with this id and secret, or None; Problem 429 after many failures."""
    member = await _admitted(gate, PROGRAM, client_id, secret, address)
    return await principal_for(gate, member) if member else None


async def principal_for(gate: Gate, member: Member) -> Principal:
    """A member who has proved to be one, as tokens state it."""
    name = await _organization_name(gate, member)
    if member.kind == PERSON:
        return person(
            member.id,
            member.organization_id,
            member.name,
            member.roles,
            language=member.language,
            organization_name=name,
            generation=member.generation,
        )
    return Principal(
        member.id,
        member.organization_id,
        member.name,
        member.roles,
        member.scopes,
        organization_name=name,
        kind=PROGRAM,
        generation=member.generation,
    )


def session_token(gate: Gate, principal: Principal) -> str:
    """A token for a person's session."""
    return issue_token(gate.key, principal, now=gate.portal.clock(), lifetime=SESSION_LIFETIME)


def program_token(gate: Gate, principal: Principal) -> str:
    """A token for a program."""
    return issue_token(gate.key, principal, now=gate.portal.clock(), lifetime=PROGRAM_LIFETIME)


async def _admitted(gate: Gate, kind: str, name: str, secret: str, address: str) -> Member | None:
    await gate.attempts.admit(name, address)
    member = await people.authenticated(gate.portal, kind, name, secret)
    if member is None:
        await gate.attempts.note_failure(name, address)
    return member


async def _organization_name(gate: Gate, member: Member) -> str:
    organization = await organizations.find(gate.portal, member.id, member.organization_id)
    return organization.name_in(member.language) if organization else ""
