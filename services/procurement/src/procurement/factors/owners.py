"""For whom somebody publishes factors: administrators for everybody, buyers for themselves."""

from tierzero.tenancy import Scope

from .model import EVERYONE


def publishing_scope(scope: Scope) -> Scope:
    """The scope whose documents a caller's imports become."""
    if "administrator" in scope.roles:
        return Scope(EVERYONE, scope.actor, scope.roles)
    return scope


def readable_scopes(scope: Scope) -> tuple[Scope, ...]:
    """The scopes whose imports a caller may read: everybody's and its own."""
    everybody = Scope(EVERYONE, scope.actor, scope.roles)
    return (everybody,) if scope.organization_id == EVERYONE else (everybody, scope)
