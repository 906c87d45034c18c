"""For whom a caller acts: for the own organization, or, where permitted, for another."""

from collections.abc import Awaitable, Callable

from fastapi import Depends, Query

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import _
from tierzero.identity import Principal, current_principal, scopes_of
from tierzero.problems import forbidden
from tierzero.tenancy import Scope

ON_BEHALF = "organizations:write"
"""Permission of administrators and importers to act for any organization."""

ScopeDependency = Callable[..., Awaitable[Scope]]


def acting(portal: Portal, permission: str) -> ScopeDependency:
    """A dependency: the scope in which the caller acts with a permission.

    The query parameter ``supplier_id`` names another organization than the caller's own.
    """

    async def scope(
        supplier_id: str = Query("", description="Act for this organization (administrators)."),
        caller: Principal = Depends(current_principal),
    ) -> Scope:
        return await scope_of(portal, caller, permission, supplier_id)

    return scope


async def scope_of(portal: Portal, caller: Principal, permission: str, supplier_id: str) -> Scope:
    """The scope of the caller, or of the organization it acts for; Problem 403 or 404."""
    for_another = supplier_id not in ("", caller.organization_id)
    if for_another and caller.may(ON_BEHALF):
        await organizations.get(portal, caller.user_id, supplier_id)
        # Who may act for any organization may do what its own people may.
        permissions = tuple(sorted({*caller.scopes, *scopes_of(["supplier"])}))
        return Scope(supplier_id, caller.user_id, caller.roles, permissions)
    if for_another or not caller.may(permission):
        missing = ON_BEHALF if for_another else permission
        detail = _("Your account lacks the permission {scope}.", scope=missing)
        raise forbidden(detail, "scope-required")
    return caller.scope
