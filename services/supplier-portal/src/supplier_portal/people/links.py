"""Invitations and resets: made by administrators, taken once by whoever holds the link."""

import uuid

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import _
from tierzero.identity import PERSON
from tierzero.problems import Problem, conflict, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import links_repository as repository
from . import managing, service
from .links_model import LIFETIMES, Kind, Link, Offered, hash_of
from .model import Invitation, Member
from .passwords import new_secret, refuse_weak
from .rights import Manager
from .storing import Event, store

HOLDER = "link"
"""Actor of what the holder of a link does before it is known who that is."""


async def invite(portal: Portal, manager: Manager, stated: Invitation) -> Offered:
    """Offer somebody a place; Problem 409 where the name is taken, 422 for roles beyond reach."""
    manager.refuse_roles(stated.roles)
    await _refuse_taken(portal, manager.scope.actor, stated.user)
    link, token = _made(portal, manager, "invitation", stated.user)
    given = {**stated.model_dump(), "roles": tuple(stated.roles)}
    link = link.model_copy(update=given)

    async def write(session: Session) -> None:
        await _put_alone(portal, manager.scope, session, link)
        await _note(portal, manager.scope, session, "person.invited", None, link)

    await portal.store.in_transaction(write)
    return Offered(link=link, token=token)


async def offer_reset(portal: Portal, manager: Manager, user: str) -> Offered:
    """Let a person choose a new password; the present one holds until then."""
    member = await service.get(portal, manager.scope, PERSON, user)
    manager.refuse_roles(member.roles)
    link, token = _made(portal, manager, "reset", user)
    link = link.model_copy(update={"name": member.name, "language": member.language})

    async def write(session: Session) -> None:
        await _put_alone(portal, manager.scope, session, link)
        await _note(portal, manager.scope, session, "person.reset_offered", None, link)

    await portal.store.in_transaction(write)
    return Offered(link=link, token=token)


async def resend(portal: Portal, manager: Manager, identity: str) -> Offered:
    """A new link in the place of one that got lost or too old; the old one opens nothing."""
    token = new_secret()
    now = portal.clock()

    async def write(session: Session) -> Link:
        before = await _existing(portal, manager, identity, session)
        manager.refuse_roles(before.roles)
        expires = now + LIFETIMES[before.kind]
        renewed = {"token_hash": hash_of(token), "made_at": now, "expires_at": expires}
        after = before.model_copy(update={**renewed, "made_by": manager.scope.actor})
        await repository.put(portal.database, register_scope(after.made_by), after, session)
        await _note(portal, manager.scope, session, "invitation.renewed", before, after)
        return after

    return Offered(link=await portal.store.in_transaction(write), token=token)


async def revoke(portal: Portal, manager: Manager, identity: str) -> None:
    """Let the link open nothing any more."""

    async def write(session: Session) -> None:
        before = await _existing(portal, manager, identity, session)
        ended = {"state": "revoked", "ended_at": portal.clock()}
        after = before.model_copy(update=ended)
        scope = register_scope(manager.scope.actor)
        await repository.put(portal.database, scope, after, session)
        await _note(portal, manager.scope, session, "invitation.revoked", before, after)

    await portal.store.in_transaction(write)


async def open_invitations(portal: Portal, manager: Manager) -> list[Link]:
    """Those that nobody has taken, also where they are too old by now."""
    scope = register_scope(manager.scope.actor)
    return await repository.invitations(portal.database, scope, manager.scope.organization_id)


async def opened(portal: Portal, token: str, session: Session = None) -> Link | None:
    """The link with this token, if it still lets somebody in."""
    scope = register_scope(HOLDER)
    link = await repository.by_token(portal.database, scope, hash_of(token), session)
    return link if link and link.is_open(portal.clock()) else None


async def take(
    portal: Portal, token: str, name: str, language: str, password: str, organization: str
) -> Member:
    """Use a link: join, or choose a new password. Problem 410 where it opens nothing."""
    link = await opened(portal, token)
    if link is None:
        raise gone()
    await refuse_weak(password, (link.user, name, link.name, organization))
    if link.kind == "reset":
        await portal.store.in_transaction(lambda session: _use(portal, token, session))
        scope = Scope(link.member_of, link.user)
        return await managing.set_password(portal, scope, link.user, password, organization)
    secret = await service.stored_secret(portal, password)
    member = _joining(link, name, language)

    async def write(session: Session) -> Member:
        used = await _use(portal, token, session)
        about = (("invited_by", used.made_by), ("invitation", used.id))
        event = Event("person.created", None, about)
        await store(portal, used.user, session, member, event, (secret,))
        return member

    await _refuse_taken(portal, HOLDER, link.user)
    return await portal.store.in_transaction(write)


def gone() -> Problem:
    """The answer to a link that is used, revoked, too old, or was never made."""
    text = _("This link is no longer valid. Ask your administrator for a new one.")
    return Problem(410, "link-gone", text)


def _joining(link: Link, name: str, language: str) -> Member:
    return Member(
        kind=PERSON,
        id=link.user,
        organization_id=link.member_of,
        name=name,
        roles=link.roles,
        language=language,
    )


def _made(portal: Portal, manager: Manager, kind: Kind, user: str) -> tuple[Link, str]:
    now, token = portal.clock(), new_secret()
    link = Link(
        id=str(uuid.uuid4()),
        kind=kind,
        member_of=manager.scope.organization_id,
        user=user,
        token_hash=hash_of(token),
        made_by=manager.scope.actor,
        made_at=now,
        expires_at=now + LIFETIMES[kind],
    )
    return link, token


async def _use(portal: Portal, token: str, session: Session) -> Link:
    link = await opened(portal, token, session)
    if link is None:
        raise gone()
    used = link.model_copy(update={"state": "used", "ended_at": portal.clock()})
    await repository.put(portal.database, register_scope(HOLDER), used, session)
    return used


async def _put_alone(portal: Portal, scope: Scope, session: Session, link: Link) -> None:
    register, now = register_scope(scope.actor), portal.clock()
    await repository.revoke_open(portal.database, register, link.user, link.kind, now, session)
    await repository.put(portal.database, register, link, session)


async def _existing(portal: Portal, manager: Manager, identity: str, session: Session) -> Link:
    scope, owner = register_scope(manager.scope.actor), manager.scope.organization_id
    link = await repository.find(portal.database, scope, owner, identity, session)
    if link is None or link.state != "open":
        raise not_found(_("There is no such invitation."), "unknown-invitation")
    return link


async def _refuse_taken(portal: Portal, actor: str, user: str) -> None:
    if await service.person_called(portal, actor, user):
        raise conflict("name-taken", _("Somebody signs in with this name already."))


async def _note(
    portal: Portal, scope: Scope, session: Session, action: str, before: Link | None, after: Link
) -> None:
    told = dict(before.public()) if before else None
    change = audit.Change(action, after.user, told, dict(after.public()), after.name or after.user)
    await audit.record(portal, scope, session, change)
