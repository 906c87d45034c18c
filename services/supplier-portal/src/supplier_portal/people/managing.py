"""Changing people: by their organization's administrators, and by themselves."""

from collections.abc import Callable

from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import PERSON
from tierzero.problems import FieldProblem, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository, service
from .model import Member, MemberChange
from .passwords import refuse_weak
from .rights import Manager
from .storing import Event, next_generation, store


async def change(portal: Portal, manager: Manager, user: str, stated: MemberChange) -> Member:
    """Change a person of the organization; what a new token would say ends the present ones."""
    if stated.roles is not None or stated.active is not None:
        manager.refuse_self(user)

    async def write(session: Session) -> Member:
        before = await _existing(portal, manager.scope, user, session)
        # Whose roles are beyond the manager's reach is beyond it altogether.
        manager.refuse_roles({*before.roles, *(stated.roles or ())})
        given = stated.model_dump(exclude_none=True)
        after = Member(**{**before.model_dump(), **given})
        if after.stated() == before.stated():
            return before
        after = next_generation(portal, after)
        event = Event("person.changed", before)
        await store(portal, manager.scope.actor, session, after, event)
        return after

    return await portal.store.in_transaction(write)


async def change_own(portal: Portal, scope: Scope, user: str, name: str, language: str) -> Member:
    """A person's own name and language; other sessions go on with the old ones until they end."""

    def changed(before: Member) -> Member:
        return before.model_copy(update={"name": name, "language": language})

    return await _own(portal, scope, user, "person.changed", changed)


async def end_sessions(portal: Portal, scope: Scope, user: str) -> Member:
    """Sign a person out everywhere."""

    def ended(before: Member) -> Member:
        return next_generation(portal, before)

    return await _own(portal, scope, user, "person.sessions_ended", ended)


async def _own(
    portal: Portal, scope: Scope, user: str, action: str, make: Callable[[Member], Member]
) -> Member:
    async def write(session: Session) -> Member:
        before = await _existing(portal, scope, user, session)
        after = make(before)
        if after != before:
            about = (("generation", after.generation),)
            event = Event(action, before, about, (("generation", before.generation),))
            await store(portal, scope.actor, session, after, event)
        return after

    return await portal.store.in_transaction(write)


async def set_password(
    portal: Portal, scope: Scope, user: str, password: str, *names: str
) -> Member:
    """Give a person a new password, in a transaction of its own; all sessions end."""
    member = await _existing(portal, scope, user, None)
    await refuse_weak(password, (user, member.name, *names))
    secret = await service.stored_secret(portal, password)

    async def write(session: Session) -> Member:
        before = await _existing(portal, scope, user, session)
        after = next_generation(portal, before)
        event = Event("person.password_set", before, (("secret", "set"),))
        await store(portal, scope.actor, session, after, event, (secret,))
        return after

    return await portal.store.in_transaction(write)


async def change_password(
    portal: Portal, scope: Scope, user: str, present: str, password: str, organization: str
) -> Member:
    """Give oneself a new password, knowing the present one; Problem 422 where it is wrong."""
    if await service.authenticated(portal, PERSON, user, present) is None:
        text = _("This is not your present password.")
        raise invalid([FieldProblem("present", "wrong-password", text)])
    return await set_password(portal, scope, user, password, organization)


async def _existing(portal: Portal, scope: Scope, user: str, session: Session) -> Member:
    member = await repository.find(portal.database, scope, PERSON, user, session)
    if member is None:
        raise not_found(_("There is no such person or program."), "unknown-member")
    return member
