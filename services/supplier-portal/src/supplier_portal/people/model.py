"""Users and API clients."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from supplier_portal.fields import Identity
from tierzero.i18n import _, is_language
from tierzero.identity import ROLE_SCOPES, SCOPES
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid


def _known_role(role: str) -> str:
    if role not in ROLE_SCOPES:
        raise Invalid("unknown-role", _("There is no role {role}.", role=role))
    return role


def _known_scope(scope: str) -> str:
    if scope not in SCOPES:
        raise Invalid("unknown-scope", _("There is no permission {scope}.", scope=scope))
    return scope


def _known_language(language: str) -> str:
    if language and not is_language(language):
        raise Invalid("unknown-language", _("Choose en or zh-CN."))
    return language


Role = Annotated[str, AfterValidator(_known_role)]
Permission = Annotated[str, AfterValidator(_known_scope)]
SignInName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, to_lower=True, min_length=2, max_length=200),
]
InvitedName = Annotated[SignInName, StringConstraints(pattern=r"^[^\s/\\]+$")]
"""A sign-in name that can stand in an address."""
PersonName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), PLAIN
]
Language = Annotated[str, AfterValidator(_known_language)]
Password = Annotated[str, StringConstraints(min_length=12, max_length=200)]
Secret = Annotated[str, StringConstraints(min_length=8, max_length=200)]
ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$")]


class UserInput(BaseModel):
    """A user as an administrator states it."""

    model_config = ConfigDict(extra="forbid")

    user: SignInName = Field(description="What the person signs in with; compared without case.")
    password: Password | None = Field(
        default=None, description="None: signs in by OpenID Connect, or by a link that sets one."
    )
    organization_id: Identity
    name: PersonName
    roles: list[Role] = Field(min_length=1)
    language: Language = ""


class ApiClientInput(BaseModel):
    """A program as an administrator states it."""

    model_config = ConfigDict(extra="forbid")

    client_id: ClientId
    client_secret: Secret | None = Field(
        default=None, description="None: one is made and shown once, in the answer."
    )
    organization_id: Identity | None = Field(default=None, description="None: the caller's.")
    scopes: list[Permission] = Field(default_factory=list, description="Empty: as its roles.")
    roles: list[Role] = Field(default_factory=list)


class Invitation(BaseModel):
    """Who is asked to join an organization."""

    model_config = ConfigDict(extra="forbid")

    user: InvitedName = Field(description="What the person will sign in with, as an e-mail.")
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), PLAIN] = ""
    roles: list[Role] = Field(min_length=1)
    language: Language = Field(default="", description="Of the page that the link opens.")


class MemberChange(BaseModel):
    """What may be changed of a person; what is not given stays."""

    model_config = ConfigDict(extra="forbid")

    name: PersonName | None = None
    roles: list[Role] | None = Field(default=None, min_length=1)
    language: Language | None = None
    active: bool | None = Field(default=None, description="False: may not sign in any more.")


class Member(BaseModel):
    """Somebody who may act for an organization: a person or a program."""

    kind: str
    """``person`` or ``program``."""
    id: str
    organization_id: str
    name: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...] = ()
    language: str = ""
    active: bool = True
    generation: int = 0
    """Rises when sessions are ended; see ``tierzero.identity.ended``."""
    generation_since: datetime | None = None
    last_used: datetime | None = None
    """When somebody last signed in with it, or a program last got a token."""

    def stated(self) -> dict[str, object]:
        """What people decide about it; the audit log keeps this."""
        return self.model_dump(exclude={"generation", "generation_since", "last_used"})

    def public(self) -> Mapping[str, object]:
        """What the API shows; secrets are nowhere in it."""
        return self.model_dump(exclude={"generation", "generation_since"})


class StoredSecret(BaseModel):
    """One of the secrets by which somebody is known, as a hash."""

    hash: str
    made_at: datetime | None = None
    ends_at: datetime | None = None
    """From then on it counts no longer; None: until it is replaced."""

    def holds(self, now: datetime) -> bool:
        """Whether it still counts."""
        return self.ends_at is None or now < self.ends_at


class Credential(BaseModel):
    """What the register knows of somebody who wants in."""

    id: str
    member_of: str
    secrets: tuple[StoredSecret, ...] = ()

    def in_force(self, now: datetime) -> tuple[StoredSecret, ...]:
        """Secrets that still count."""
        return tuple(one for one in self.secrets if one.holds(now))
