"""Who may manage whose people: the platform's administrators all, an organization's its own."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from fastapi import Depends, Query

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _, current_language
from tierzero.identity import (
    ROLE_SCOPES,
    Principal,
    current_principal,
    grantable_roles,
    scopes_of,
)
from tierzero.problems import FieldProblem, Problem, forbidden, invalid
from tierzero.tenancy import Scope

OWN, EVERY = "members:write", "people:write"


@dataclass(frozen=True)
class Manager:
    """Somebody who manages the people and programs of one organization."""

    scope: Scope
    roles: tuple[str, ...]
    """Those that may be given to people here."""
    permissions: tuple[str, ...]
    """Those that may be given to programs here."""
    everywhere: bool
    organization_name: str = ""

    def refuse_roles(self, roles: Iterable[str]) -> None:
        """Problem 422 where a role does not fit the organization."""
        if unfit := sorted(set(roles) - set(self.roles)):
            text = _("Roles that this organization cannot give: {roles}.", roles=", ".join(unfit))
            raise invalid([FieldProblem("roles", "role-not-grantable", text)])

    def refuse_permissions(self, permissions: Iterable[str]) -> None:
        """Problem 422 where a permission is more than the organization has."""
        if unfit := sorted(set(permissions) - set(self.permissions)):
            text = _("Permissions beyond those of the organization: {scopes}.", scopes=unfit)
            raise invalid([FieldProblem("scopes", "scope-not-grantable", text)])

    def refuse_self(self, user: str) -> None:
        """Problem 409: nobody shuts the door behind which they stand."""
        if user == self.scope.actor:
            text = _("Your own roles and access are changed by another administrator.")
            raise Problem(409, "own-access", text)


ManagerDependency = Callable[..., Awaitable[Manager]]


def managing(portal: Portal) -> ManagerDependency:
    """A dependency: the caller as manager of its own organization or of the one it names."""

    async def manager(
        organization_id: str = Query("", description="Another organization (administrators)."),
        caller: Principal = Depends(current_principal),
    ) -> Manager:
        return await manager_of(portal, caller, organization_id)

    return manager


async def manager_of(portal: Portal, caller: Principal, organization_id: str = "") -> Manager:
    """The caller as manager; Problem 403 or 404."""
    chosen = organization_id or caller.organization_id
    everywhere = caller.may(EVERY)
    if not everywhere and (chosen != caller.organization_id or not caller.may(OWN)):
        missing = OWN if chosen == caller.organization_id else EVERY
        raise forbidden(
            _("Your account lacks the permission {scope}.", scope=missing), "scope-required"
        )
    organization = await organizations.get(portal, caller.user_id, chosen)
    fitting = grantable_roles(organization.roles)
    roles = tuple(ROLE_SCOPES) if everywhere else fitting
    # A program that could enter people would be a way around everything else.
    permissions = set(scopes_of(roles)) - (set() if everywhere else {OWN})
    scope = Scope(chosen, caller.user_id, caller.roles, caller.scopes)
    name = organization.name_in(current_language())
    return Manager(scope, roles, tuple(sorted(permissions)), everywhere, name)
