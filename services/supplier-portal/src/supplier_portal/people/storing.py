"""Writing a member with its secrets and its audit entry: for people and programs alike."""

from dataclasses import dataclass

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .model import Credential, Member, StoredSecret


@dataclass(frozen=True)
class Event:
    """What happened to a member, for the audit log; ``about`` beside what the member states."""

    action: str
    before: Member | None
    about: tuple[tuple[str, object], ...] = ()
    about_before: tuple[tuple[str, object], ...] = ()


async def store(
    portal: Portal,
    actor: str,
    session: Session,
    member: Member,
    event: Event,
    secrets: tuple[StoredSecret, ...] | None = None,
) -> None:
    """Write a member, its secrets where they are given, and what happened."""
    scope = Scope(member.organization_id, actor)
    await repository.put(portal.database, scope, member, portal.clock(), session)
    if secrets is not None:
        key = repository.key_of(member.kind, member.id)
        credential = Credential(id=key, member_of=member.organization_id, secrets=secrets)
        await repository.put_credential(portal.database, register_scope(actor), credential, session)
    before = {**event.before.stated(), **dict(event.about_before)} if event.before else None
    after = {**member.stated(), **dict(event.about)}
    change = audit.Change(event.action, member.id, before, after, member.name)
    await audit.record(portal, scope, session, change)


def next_generation(portal: Portal, member: Member) -> Member:
    """The member with all its present sessions ended."""
    return member.model_copy(
        update={"generation": member.generation + 1, "generation_since": portal.clock()}
    )
