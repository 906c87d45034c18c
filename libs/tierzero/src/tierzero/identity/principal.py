"""Who is calling."""

from collections.abc import Iterable
from dataclasses import dataclass

from tierzero.tenancy import Scope

from .permissions import scopes_of

PERSON, PROGRAM = "person", "program"


@dataclass(frozen=True, slots=True)
class Principal:
    """A person or a program that proved who it is, and what it may do."""

    user_id: str
    organization_id: str
    name: str
    roles: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    language: str = ""
    organization_name: str = ""
    kind: str = PERSON
    """``person`` or ``program``: both are named freely, so the same name may be one of each."""
    generation: int = 0
    """Rises when the member's sessions are ended; a token of an earlier one proves nothing."""

    @property
    def member(self) -> str:
        """The member among all people and programs."""
        return f"{self.kind}:{self.user_id}"

    @property
    def scope(self) -> Scope:
        """Whose data this caller may touch, and what it may do with them."""
        return Scope(self.organization_id, self.user_id, self.roles, self.scopes)

    def has_role(self, *roles: str) -> bool:
        """Whether the caller has at least one of the roles."""
        return not set(roles).isdisjoint(self.roles)

    def may(self, scope: str) -> bool:
        """Whether the caller has the permission."""
        return scope in self.scopes


def person(
    user_id: str,
    organization_id: str,
    name: str,
    roles: Iterable[str],
    *,
    language: str = "",
    organization_name: str = "",
    generation: int = 0,
) -> Principal:
    """A person with the permissions of their roles."""
    held = tuple(roles)
    return Principal(
        user_id,
        organization_id,
        name,
        held,
        scopes_of(held),
        language,
        organization_name,
        PERSON,
        generation,
    )
