"""FastAPI dependencies: who is calling, and whether they may."""

from collections.abc import Callable

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from tierzero.i18n import _
from tierzero.problems import Problem, forbidden
from tierzero.tenancy import Scope

from .permissions import ROLE_SCOPES, SCOPES
from .principal import Principal
from .session import principal_of

# Declared so that the API description shows how to authenticate; the token is read in one place.
_bearer = HTTPBearer(auto_error=False, bearerFormat="JWT", description="Token from /auth/token")

PrincipalDependency = Callable[..., Principal]


def optional_principal(
    request: Request, _credentials: object = Security(_bearer)
) -> Principal | None:
    """The caller, or None for a page that is also public."""
    return principal_of(request)


def current_principal(
    principal: Principal | None = Depends(optional_principal),
) -> Principal:
    """The caller; without one Problem 401, which sends a browser to the sign-in page."""
    if principal is None:
        detail = _("Sign in to go on.")
        raise Problem(401, "sign-in-required", detail, headers={"WWW-Authenticate": "Bearer"})
    return principal


def current_scope(principal: Principal = Depends(current_principal)) -> Scope:
    """The caller's scope, for repositories."""
    return principal.scope


def require_role(*roles: str) -> PrincipalDependency:
    """A dependency that admits callers with one of the roles."""
    unknown = set(roles) - set(ROLE_SCOPES)
    if unknown or not roles:
        raise ValueError(f"no such role: {sorted(unknown)}")

    def admit(principal: Principal = Depends(current_principal)) -> Principal:
        if not principal.has_role(*roles):
            raise forbidden(_("This page is for another role than yours."), "role-required")
        return principal

    return admit


def require_scope(scope: str) -> PrincipalDependency:
    """A dependency that admits callers with the permission."""
    if scope not in SCOPES:
        raise ValueError(f"no such scope: {scope}")

    def admit(principal: Principal = Depends(current_principal)) -> Principal:
        if not principal.may(scope):
            detail = _("Your account lacks the permission {scope}.", scope=scope)
            raise forbidden(detail, "scope-required")
        return principal

    return admit
