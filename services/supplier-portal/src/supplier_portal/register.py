"""The platform's register: what belongs to no single organization, in a scope of its own.

Who takes part and who may sign in must be found before it is known to whom it belongs. Such
documents belong to the register, so that reaching them is as explicit as reaching anybody's data.
"""

from tierzero.tenancy import Scope

REGISTER = "register"
"""Organization id of the register; no real organization may have it."""


def register_scope(actor: str) -> Scope:
    """The register, on behalf of a user, a client or a process."""
    return Scope(REGISTER, actor=actor)
