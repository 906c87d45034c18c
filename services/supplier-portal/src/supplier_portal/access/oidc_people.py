"""Whom the claims of a provider are about: a known user, or one that may be entered now."""

from collections.abc import Mapping
from typing import Any

from supplier_portal.audit import service as audit
from supplier_portal.organizations import service as organizations
from supplier_portal.people import service as people
from supplier_portal.people.service import Member, UserInput
from supplier_portal.portal import Portal
from supplier_portal.register import register_scope
from tierzero.i18n import is_language
from tierzero.identity import PERSON, grantable_roles
from tierzero.store import Session
from tierzero.tenancy import Scope

from . import oidc_repository as repository
from .oidc_provider import Claims, Refused

ACTOR = "openid-connect"


async def member_for(portal: Portal, claims: Claims) -> Member:
    """The person to let in; Refused where it is nobody who may."""
    issuer, subject = portal.settings.oidc_issuer, str(claims["sub"])
    known = await repository.user_of(portal.database, issuer, subject)
    user = known or _user(portal, claims)
    member = await people.person_called(portal, ACTOR, user)
    if member is None:
        member = await _provisioned(portal, claims, user)
    if known is None:
        await _link(portal, member, issuer, subject)
    scope = Scope(member.organization_id, ACTOR)
    let_in = await people.let_in(portal, scope, PERSON, member.id)
    if let_in is None:
        raise Refused(f"{user} is deactivated")
    return let_in


def _user(portal: Portal, claims: Claims) -> str:
    """The sign-in name; an address counts only where the provider has verified it."""
    name = portal.settings.oidc_user_claim
    user = str(claims.get(name, "")).strip().lower()
    if not user:
        raise Refused(f"the ID token has no claim {name}")
    if name == "email" and claims.get("email_verified") is not True:
        raise Refused("the provider has not verified the e-mail address")
    domains = [domain.lower() for domain in portal.settings.oidc_domains]
    if domains and _domain(user) not in domains:
        raise Refused(f"{_domain(user)} is none of the domains that may sign in")
    return user


async def _provisioned(portal: Portal, claims: Claims, user: str) -> Member:
    """A new user, where the settings say that unknown people may come in."""
    settings = portal.settings
    if not settings.oidc_provision:
        raise Refused(f"{user} is not known here", unknown=True)
    claim = settings.oidc_organization_claim
    key = str(claims.get(claim, "")) if claim else _domain(user)
    organization_id = settings.oidc_organizations.get(key, "")
    organization = await organizations.find(portal, ACTOR, organization_id or "-")
    if organization is None:
        raise Refused(f"no organization belongs to {key!r}", unknown=True)
    fitting = set(grantable_roles(organization.roles))
    if unfit := set(settings.oidc_provision) - fitting:
        raise Refused(f"{sorted(unfit)} do not fit {organization.name}")
    stated = UserInput.model_validate(
        {
            "user": user,
            "organization_id": organization.id,
            "name": str(claims.get("name") or user)[:200],
            "roles": settings.oidc_provision,
            "language": _language(claims),
        }
    )
    member, _outcome = await people.state_user(portal, ACTOR, stated)
    return member


def _language(claims: Mapping[str, Any]) -> str:
    """The claim ``locale`` (Core §5.1), where it is a language of the platform."""
    stated = str(claims.get("locale", ""))
    wanted = "zh-CN" if stated.lower().startswith("zh") else stated.partition("-")[0]
    return wanted if is_language(wanted) else ""


def _domain(user: str) -> str:
    return user.rpartition("@")[2]


async def _link(portal: Portal, member: Member, issuer: str, subject: str) -> None:
    """Remember the identity, so that a later change of the address changes nothing."""

    async def write(session: Session) -> None:
        register = register_scope(ACTOR)
        await repository.link(portal.database, register, member.id, issuer, subject, session)
        after = {"issuer": issuer, "subject": subject}
        change = audit.Change("person.identity_linked", member.id, {}, after, member.name)
        await audit.record(portal, Scope(member.organization_id, ACTOR), session, change)

    await portal.store.in_transaction(write)
