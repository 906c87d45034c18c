"""Entering organizations in the register and finding them there."""

import uuid
from collections.abc import Callable, Iterable, Mapping

from supplier_portal.audit import service as audit
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero import outbox
from tierzero.i18n import _
from tierzero.problems import not_found
from tierzero.store import Session
from tierzero.tenancy import Scope
from tierzero.topics import ORGANIZATIONS

from . import repository
from .contract import organization_fact
from .model import Organization, OrganizationInput

__all__ = [
    "Organization",
    "OrganizationInput",
    "amend",
    "every",
    "find",
    "find_many",
    "get",
    "names",
    "state",
    "suppliers_of",
]


async def state(portal: Portal, actor: str, stated: OrganizationInput) -> tuple[Organization, str]:
    """Enter or change an organization; also says ``created``, ``changed`` or ``unchanged``."""
    identity = stated.id or str(uuid.uuid4())

    async def write(session: Session) -> tuple[Organization, str]:
        scope = register_scope(actor)
        known = await repository.find(portal.database, scope, identity, session)
        content = stated.model_dump(exclude={"id"})
        if stated.address is None:
            content["address"] = known.address if known else ""
        if known and known.content() == content:
            return known, "unchanged"
        version = known.version + 1 if known else 1
        organization = Organization(**content, id=identity, version=version)
        await _store(portal, scope, session, organization, known)
        return organization, "changed" if known else "created"

    return await portal.store.in_transaction(write)


async def amend(
    portal: Portal, scope: Scope, change: Callable[[Organization], Organization]
) -> Organization:
    """Change the scope's own organization; where nothing differs, nothing is told."""

    async def write(session: Session) -> Organization:
        register = register_scope(scope.actor)
        known = await repository.find(portal.database, register, scope.organization_id, session)
        if known is None:
            raise not_found(_("There is no such organization."), "unknown-organization")
        changed = change(known)
        if changed.content() == known.content():
            return known
        after = changed.model_copy(update={"version": known.version + 1})
        await _store(portal, register, session, after, known)
        return after

    return await portal.store.in_transaction(write)


async def _store(
    portal: Portal,
    scope: Scope,
    session: Session,
    organization: Organization,
    known: Organization | None,
) -> None:
    now = portal.clock()
    write = repository.replace if known else repository.insert
    await write(portal.database, scope, organization, now, session)
    change = audit.Change(
        "organization.changed" if known else "organization.created",
        organization.id,
        known.content() if known else None,
        organization.content(),
        organization.name,
    )
    await audit.record(portal, Scope(organization.id, scope.actor), session, change)
    fact = organization_fact(organization, now)
    await outbox.append(session, portal.database, ORGANIZATIONS, organization.id, [fact])


async def find(portal: Portal, actor: str, identity: str) -> Organization | None:
    """An organization, or None."""
    return await repository.find(portal.database, register_scope(actor), identity)


async def get(portal: Portal, actor: str, identity: str) -> Organization:
    """An organization; Problem 404 where there is none."""
    organization = await find(portal, actor, identity)
    if organization is None:
        raise not_found(_("There is no such organization."), "unknown-organization")
    return organization


async def every(portal: Portal, actor: str) -> list[Organization]:
    """All organizations by name."""
    return await repository.every(portal.database, register_scope(actor))


async def suppliers_of(portal: Portal, actor: str, customer_id: str) -> list[Organization]:
    """Organizations that name the customer as theirs, by name."""
    return await repository.suppliers_of(portal.database, register_scope(actor), customer_id)


async def find_many(
    portal: Portal, actor: str, identities: Iterable[str]
) -> Mapping[str, Organization]:
    """Id → organization, of those that are known."""
    wanted = set(identities)
    if not wanted:
        return {}
    found = await repository.find_many(portal.database, register_scope(actor), wanted)
    return {organization.id: organization for organization in found}


async def names(
    portal: Portal, actor: str, identities: Iterable[str], language: str
) -> Mapping[str, str]:
    """Id → name in the language, of those that are known."""
    found = await find_many(portal, actor, identities)
    return {identity: organization.name_in(language) for identity, organization in found.items()}
