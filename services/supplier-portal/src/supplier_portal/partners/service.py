"""Entering partners' systems and finding them."""

from supplier_portal.audit import service as audit
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, invalid, not_found
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import repository
from .addresses import NotAllowed, refuse_private
from .model import Partner, PartnerInput
from .vault import Vault, vault_of

__all__ = [
    "Partner",
    "PartnerInput",
    "every",
    "find",
    "get",
    "remove",
    "secret_of",
    "state",
]


async def state(portal: Portal, actor: str, stated: PartnerInput) -> Partner:
    """Enter or change a partner's system.

    Problem 422 where the organization is unknown, an address may not be called, or a new partner
    has no secret.
    """
    await _refuse_unknown(portal, actor, stated)
    await _refuse_addresses(portal, stated)
    vault = _vault(portal)
    partner = Partner(**stated.model_dump(exclude={"client_secret"}))

    async def write(session: Session) -> None:
        scope = register_scope(actor)
        known = await repository.find(portal.database, scope, partner.organization_id, session)
        if known is None and not stated.client_secret:
            text = _("Give the secret that the partner has issued to this platform.")
            raise invalid([FieldProblem("client_secret", "secret-missing", text)])
        secret = vault.close(stated.client_secret) if stated.client_secret else known[1]  # pyright: ignore[reportOptionalSubscript]
        await repository.put(portal.database, scope, partner, secret, portal.clock(), session)
        before = known[0] if known else None
        await _audit(portal, actor, session, before, partner, bool(stated.client_secret))

    await portal.store.in_transaction(write)
    return partner


async def remove(portal: Portal, actor: str, identity: str) -> None:
    """Forget a partner's system; what waits for it stays, and expires."""
    partner = await get(portal, actor, identity)

    async def write(session: Session) -> None:
        await repository.remove(portal.database, register_scope(actor), identity, session)
        change = audit.Change("partner.removed", identity, partner.model_dump(), None)
        await audit.record(portal, Scope(identity, actor), session, change)

    await portal.store.in_transaction(write)


async def find(portal: Portal, actor: str, identity: str) -> Partner | None:
    """The system of an organization, or None."""
    found = await repository.find(portal.database, register_scope(actor), identity)
    return found[0] if found else None


async def get(portal: Portal, actor: str, identity: str) -> Partner:
    """The system of an organization; Problem 404 where it has none."""
    partner = await find(portal, actor, identity)
    if partner is None:
        raise not_found(_("This organization has no system of its own."), "unknown-partner")
    return partner


async def every(portal: Portal, actor: str) -> list[Partner]:
    """All partners."""
    return await repository.every(portal.database, register_scope(actor))


async def secret_of(portal: Portal, actor: str, identity: str) -> str:
    """The secret that the partner has issued to this platform."""
    found = await repository.find(portal.database, register_scope(actor), identity)
    if found is None:
        raise not_found(_("This organization has no system of its own."), "unknown-partner")
    return _vault(portal).open(found[1])


def _vault(portal: Portal) -> Vault:
    vault = vault_of(portal.settings)
    if vault is None:
        detail = _("This process has no key to encrypt secrets with (TIERZERO_SECRETS_KEY).")
        raise Problem(503, "no-secrets-key", detail)
    return vault


async def _refuse_unknown(portal: Portal, actor: str, stated: PartnerInput) -> None:
    if await organizations.find(portal, actor, stated.organization_id) is None:
        text = _("There is no such organization.")
        raise invalid([FieldProblem("organization_id", "unknown-organization", text)])


async def _refuse_addresses(portal: Portal, stated: PartnerInput) -> None:
    for name in ("base_url", "auth_base_url"):
        try:
            if url := getattr(stated, name):
                await refuse_private(url, portal.settings.private_partners)
        except NotAllowed as error:
            text = _("This address may not be called: {reason}.", reason=error.reason)
            raise invalid([FieldProblem(name, "address-not-allowed", text)]) from error


async def _audit(
    portal: Portal,
    actor: str,
    session: Session,
    before: Partner | None,
    after: Partner,
    new_secret: bool,
) -> None:
    stated = {**after.model_dump(), "secret": "set" if new_secret else "unchanged"}
    change = audit.Change(
        "partner.changed" if before else "partner.entered",
        after.organization_id,
        before.model_dump() if before else None,
        stated,
        after.base_url,
    )
    await audit.record(portal, Scope(after.organization_id, actor), session, change)
