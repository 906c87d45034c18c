"""Entering people and programs, and telling whether somebody is who they say."""

from supplier_portal.audit import service as audit
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import _
from tierzero.identity import scopes_of
from tierzero.problems import FieldProblem, conflict, invalid
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import ApiClientInput, Member, UserInput
from .passwords import hash_secret, is_secret

__all__ = [
    "ApiClientInput",
    "Member",
    "UserInput",
    "authenticated",
    "every",
    "state_client",
    "state_user",
]

PERSON = "person"
PROGRAM = "program"


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
    return await _state(portal, actor, member, stated.password)


async def state_client(portal: Portal, actor: str, stated: ApiClientInput) -> tuple[Member, str]:
    """Enter or change an API client; without scopes it has those of its roles."""
    member = Member(
        kind=PROGRAM,
        id=stated.client_id,
        organization_id=stated.organization_id,
        name=stated.client_id,
        roles=tuple(stated.roles),
        scopes=tuple(stated.scopes) or scopes_of(stated.roles),
    )
    return await _state(portal, actor, member, stated.client_secret)


async def _state(portal: Portal, actor: str, member: Member, secret: str) -> tuple[Member, str]:
    if await organizations.find(portal, actor, member.organization_id) is None:
        text = _("There is no such organization.")
        raise invalid([FieldProblem("organization_id", "unknown-organization", text)])
    known = await repository.credential(
        portal.database, register_scope(actor), member.kind, member.id
    )
    if known and known.member_of != member.organization_id:
        raise conflict("name-taken", _("This sign-in name belongs to another organization."))
    same_secret = known is not None and await is_secret(secret, known.secret_hash)
    secret_hash = known.secret_hash if known and same_secret else await hash_secret(secret)

    async def write(session: Session) -> str:
        return await _store(portal, actor, session, member, secret_hash, same_secret)

    return member, await portal.store.in_transaction(write)


async def _store(
    portal: Portal, actor: str, session: Session, member: Member, secret_hash: str, same: bool
) -> str:
    scope = Scope(member.organization_id, actor)
    before = await repository.find(portal.database, scope, member.kind, member.id, session)
    if before == member and same:
        return "unchanged"
    now = portal.clock()
    await repository.put(portal.database, scope, member, now, session)
    await repository.put_credential(
        portal.database, register_scope(actor), member, secret_hash, session
    )
    outcome = "changed" if before else "created"
    change = audit.Change(
        f"{member.kind}.{outcome}",
        member.id,
        dict(before.public()) if before else None,
        {**member.public(), "secret": "unchanged" if same else "set"},
        member.name,
    )
    await audit.record(portal, scope, session, change)
    return outcome


async def authenticated(portal: Portal, kind: str, identity: str, secret: str) -> Member | None:
    """The person or program with this name and secret, or None; both take the same time."""
    actor = repository.key_of(kind, identity)
    known = await repository.credential(portal.database, register_scope(actor), kind, identity)
    if not await is_secret(secret, known.secret_hash if known else None) or known is None:
        return None
    return await repository.find(portal.database, Scope(known.member_of, actor), kind, identity)


async def every(portal: Portal, scope: Scope) -> list[Member]:
    """People and programs of the organization."""
    return await repository.every(portal.database, scope)
