"""Who somebody proves to be, as the principal that tokens state."""

from dataclasses import dataclass, field
from datetime import timedelta

from joserfc.jwk import OKPKey

from supplier_portal.organizations import service as organizations
from supplier_portal.people import service as people
from supplier_portal.people.service import Member
from supplier_portal.portal import Portal
from tierzero.identity import SESSION_LIFETIME, Principal, issue_token, person

from .attempts import Attempts

PROGRAM_LIFETIME = timedelta(hours=1)


@dataclass(frozen=True)
class Gate:
    """What letting in needs beside the portal: the signing key and the memory of attempts."""

    portal: Portal
    key: OKPKey
    attempts: Attempts = field(default_factory=Attempts)


async def person_with(gate: Gate, user: str, password: str, address: str) -> Principal | None:
    """The person with this sign-in name and password, or None; Problem 429 after many failures."""
    member = await _admitted(gate, "person", user, password, address)
    if member is None:
        return None
    return person(
        member.id,
        member.organization_id,
        member.name,
        member.roles,
        language=member.language,
        organization_name=await _organization_name(gate, member),
    )


async def program_with(gate: Gate, client_id: str, secret: str, address: str) -> Principal | None:
    """The API client with this id and secret, or None; Problem 429 after many failures."""
    member = await _admitted(gate, "program", client_id, secret, address)
    if member is None:
        return None
    return Principal(
        member.id,
        member.organization_id,
        member.name,
        member.roles,
        member.scopes,
        organization_name=await _organization_name(gate, member),
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
