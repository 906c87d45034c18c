"""API clients: made with a secret that is shown once, rotated with an overlap, revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from pydantic import BaseModel, ConfigDict, Field

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import _
from tierzero.identity import PROGRAM, scopes_of
from tierzero.problems import FieldProblem, Problem, conflict, invalid
from tierzero.store import Session

from . import repository, service
from .model import ApiClientInput, Credential, Member, StoredSecret
from .passwords import new_secret
from .rights import Manager
from .storing import Event, next_generation, store

DEFAULT_OVERLAP = timedelta(days=7)


class Rotation(BaseModel):
    """How a secret is replaced."""

    model_config = ConfigDict(extra="forbid")

    overlap_days: int = Field(
        default=DEFAULT_OVERLAP.days, ge=0, le=90, description="How long the old one still works."
    )


@dataclass(frozen=True)
class Client:
    """A program with when its secrets were made and end; the secrets themselves are hashed."""

    member: Member
    secrets: tuple[StoredSecret, ...] = ()

    def public(self) -> Mapping[str, object]:
        """What the API shows."""
        dates = [one.model_dump(exclude={"hash"}) for one in self.secrets]
        return {**self.member.public(), "secrets": dates}


@dataclass(frozen=True)
class Made:
    """A program with its new secret, to be shown once."""

    member: Member
    secret: str
    outcome: str = "created"


async def every(portal: Portal, manager: Manager) -> list[Client]:
    """Programs of the organization, by name, with the secrets in force."""
    found = await service.every(portal, manager.scope)
    owner, scope = manager.scope.organization_id, register_scope(manager.scope.actor)
    known = {
        one.id: one.in_force(portal.clock())
        for one in await repository.credentials_of(portal.database, scope, owner)
    }
    return [
        Client(member, known.get(repository.key_of(PROGRAM, member.id), ()))
        for member in found
        if member.kind == PROGRAM
    ]


async def make(portal: Portal, manager: Manager, stated: ApiClientInput) -> Made:
    """A program with a secret of chance; Problem 409 where the name is taken."""
    if stated.client_secret is not None:
        text = _("Secrets are made here and shown once; leave this out.")
        raise invalid([FieldProblem("client_secret", "secret-not-accepted", text)])
    await _refuse_taken(portal, manager, stated.client_id)
    secret = new_secret()
    given = {"client_secret": secret, "organization_id": manager.scope.organization_id}
    roles, scopes = await _rights(portal, manager, stated)
    complete = stated.model_copy(update={**given, "roles": roles, "scopes": scopes})
    member, outcome = await service.state_client(portal, manager.scope.actor, complete)
    return Made(member, secret, outcome)


async def rotate(portal: Portal, manager: Manager, client_id: str, rotation: Rotation) -> Made:
    """Add a secret; the one before works on until the end of the overlap, older ones end now."""
    member, known = await _existing(portal, manager, client_id)
    if not member.active:
        raise conflict("client-revoked", _("This API client is revoked."))
    secret, now = new_secret(), portal.clock()
    ends = now + timedelta(days=rotation.overlap_days)
    *_older, newest = known.in_force(now) or (None,)
    old = (newest.model_copy(update={"ends_at": ends}),) if newest and ends > now else ()
    secrets = (*old, await service.stored_secret(portal, secret))

    async def write(session: Session) -> None:
        about = (("secrets", _dates(secrets)),)
        event = Event(
            "program.secret_rotated", member, about, (("secrets", _dates(known.secrets)),)
        )
        after = member if old else next_generation(portal, member)
        await store(portal, manager.scope.actor, session, after, event, secrets)

    await portal.store.in_transaction(write)
    return Made(member, secret, "rotated")


async def revoke(portal: Portal, manager: Manager, client_id: str) -> Member:
    """Let the program get no token any more; those that it has end."""
    member, _known = await _existing(portal, manager, client_id)
    manager.refuse_self(client_id)

    async def write(session: Session) -> Member:
        after = next_generation(portal, member.model_copy(update={"active": False}))
        event = Event("program.revoked", member)
        await store(portal, manager.scope.actor, session, after, event, ())
        return after

    return await portal.store.in_transaction(write) if member.active else member


async def _rights(
    portal: Portal, manager: Manager, stated: ApiClientInput
) -> tuple[list[str], list[str]]:
    """Roles and permissions; a program that names neither may do what its organization may."""
    manager.refuse_roles(stated.roles)
    manager.refuse_permissions(stated.scopes)
    owner = await organizations.get(portal, manager.scope.actor, manager.scope.organization_id)
    roles = stated.roles or list(owner.roles)
    allowed = set(scopes_of(roles)) & set(manager.permissions)
    return roles, stated.scopes or sorted(allowed)


async def _refuse_taken(portal: Portal, manager: Manager, client_id: str) -> None:
    scope = register_scope(manager.scope.actor)
    if await repository.credential(portal.database, scope, PROGRAM, client_id):
        raise conflict("name-taken", _("There is an API client with this id already."))


async def _existing(portal: Portal, manager: Manager, client_id: str) -> tuple[Member, Credential]:
    member = await service.get(portal, manager.scope, PROGRAM, client_id)
    scope = register_scope(manager.scope.actor)
    known = await repository.credential(portal.database, scope, PROGRAM, client_id)
    if known is None:
        raise Problem(404, "unknown-member", _("There is no such person or program."))
    manager.refuse_permissions(member.scopes)
    return member, known


def _dates(secrets: tuple[StoredSecret, ...]) -> list[dict[str, object]]:
    return [one.model_dump(exclude={"hash"}) for one in secrets]
