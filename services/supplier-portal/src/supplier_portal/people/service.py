"""Entering people and programs, and telling whether somebody is who they say."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import _
from tierzero.identity import PERSON, PROGRAM, scopes_of
from tierzero.problems import FieldProblem, conflict, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import ApiClientInput, Credential, Member, StoredSecret, UserInput
from .passwords import hash_secret, is_secret, refuse_weak
from .storing import Event, next_generation, store

__all__ = [
    "ApiClientInput",
    "Member",
    "UserInput",
    "authenticated",
    "ended_generations",
    "every",
    "get",
    "let_in",
    "person_called",
    "state_client",
    "state_user",
    "stored_secret",
]

_USE_NOTED_EVERY = timedelta(minutes=1)


async def state_user(portal: Portal, actor: str, stated: UserInput) -> tuple[Member, str]:
    """Enter or change a user; also says ``created``, ``changed`` or ``unchanged``."""
    member = Member(
        kind=PERSON,
        id=stated.user,
        organization_id=stated.organization_id,
        name=stated.name,
        roles=tuple(stated.roles),
        language=stated.language,
    )
    if stated.password:
        await refuse_weak(stated.password, (stated.user, stated.name))
    return await _state(portal, actor, member, stated.password)


async def state_client(portal: Portal, actor: str, stated: ApiClientInput) -> tuple[Member, str]:
    """Enter or change an API client; without scopes it has those of its roles."""
    member = Member(
        kind=PROGRAM,
        id=stated.client_id,
        organization_id=stated.organization_id or "",
        name=stated.client_id,
        roles=tuple(stated.roles),
        scopes=tuple(stated.scopes) or scopes_of(stated.roles),
    )
    return await _state(portal, actor, member, stated.client_secret)


async def _state(
    portal: Portal, actor: str, member: Member, secret: str | None
) -> tuple[Member, str]:
    if await organizations.find(portal, actor, member.organization_id) is None:
        text = _("There is no such organization.")
        raise invalid([FieldProblem("organization_id", "unknown-organization", text)])
    known = await repository.credential(
        portal.database, register_scope(actor), member.kind, member.id
    )
    if known and known.member_of != member.organization_id:
        raise conflict("name-taken", _("This sign-in name belongs to another organization."))
    kept = known.secrets if known else ()
    same = secret is None or bool(await _matching(portal, known, secret))
    secrets = kept if same or secret is None else (await stored_secret(portal, secret),)

    async def write(session: Session) -> tuple[Member, str]:
        return await _store(portal, actor, session, member, secrets, same)

    return await portal.store.in_transaction(write)


async def _store(
    portal: Portal,
    actor: str,
    session: Session,
    member: Member,
    secrets: tuple[StoredSecret, ...],
    same: bool,
) -> tuple[Member, str]:
    scope = Scope(member.organization_id, actor)
    before = await repository.find(portal.database, scope, member.kind, member.id, session)
    if before and same and before.stated() == member.stated():
        return before, "unchanged"
    if before:
        lasting = before.model_dump(include={"generation", "generation_since", "last_used"})
        member = next_generation(portal, member.model_copy(update=lasting))
    outcome = "changed" if before else "created"
    about = (("secret", "unchanged" if same else "set"),)
    event = Event(f"{member.kind}.{outcome}", before, about)
    await store(portal, actor, session, member, event, secrets)
    return member, outcome


async def stored_secret(portal: Portal, secret: str) -> StoredSecret:
    """A secret as it is kept."""
    return StoredSecret(hash=await hash_secret(secret), made_at=portal.clock())


async def _matching(portal: Portal, known: Credential | None, secret: str) -> bool:
    """Whether the secret is one of those in force; always at least one hash of work."""
    in_force = known.in_force(portal.clock()) if known else ()
    hashes: list[str | None] = [one.hash for one in in_force] or [None]
    return any([await is_secret(secret, one) for one in hashes])


async def authenticated(portal: Portal, kind: str, identity: str, secret: str) -> Member | None:
    """The person or program with this name and secret, or None; both take the same time."""
    actor = repository.key_of(kind, identity)
    known = await repository.credential(portal.database, register_scope(actor), kind, identity)
    if not await _matching(portal, known, secret) or known is None:
        return None
    return await let_in(portal, Scope(known.member_of, actor), kind, identity)


async def let_in(portal: Portal, scope: Scope, kind: str, identity: str) -> Member | None:
    """A member who has proved to be one, unless deactivated; notes that it was used."""
    member = await repository.find(portal.database, scope, kind, identity)
    if member is None or not member.active:
        return None
    now = portal.clock()
    if member.last_used is None or now - member.last_used > _USE_NOTED_EVERY:
        await repository.note_use(portal.database, scope, member, now)
    return member


async def person_called(portal: Portal, actor: str, user: str) -> Member | None:
    """The person with a sign-in name, of whichever organization, or None."""
    known = await repository.credential(portal.database, register_scope(actor), PERSON, user)
    if known is None:
        return None
    return await repository.find(portal.database, Scope(known.member_of, actor), PERSON, user)


async def get(portal: Portal, scope: Scope, kind: str, identity: str) -> Member:
    """A member of the organization; Problem 404 where there is no such one."""
    member = await repository.find(portal.database, scope, kind, identity)
    if member is None:
        raise not_found(_("There is no such person or program."), "unknown-member")
    return member


async def ended_generations(portal: Portal, since: datetime) -> Mapping[str, int]:
    """Member → generation of all whose sessions have been ended since then."""
    return await repository.generations(portal.database, since)


async def every(portal: Portal, scope: Scope) -> list[Member]:
    """People and programs of the organization."""
    return await repository.every(portal.database, scope)
