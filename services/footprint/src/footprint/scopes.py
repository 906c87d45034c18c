"""Whose data a caller of this service's gRPC may read."""

from tierzero.identity import rpc_principal
from tierzero.problems import forbidden
from tierzero.tenancy import Scope

_OWN = "inventories:read"
_ANY = "inventories:read-any"


def scope_for(buyer_id: str) -> Scope:
    """The scope of the buyer asked about, the caller's own where none is named; Problem 403."""
    caller = rpc_principal()
    if buyer_id in ("", caller.organization_id) and caller.may(_OWN):
        return caller.scope
    if buyer_id and caller.may(_ANY):
        return Scope(buyer_id, actor=caller.user_id, roles=caller.roles)
    raise forbidden()
