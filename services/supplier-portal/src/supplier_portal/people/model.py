"""Users and API clients."""

from collections.abc import Mapping
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
Secret = Annotated[str, StringConstraints(min_length=8, max_length=200)]


class UserInput(BaseModel):
    """A user as an administrator states it."""

    model_config = ConfigDict(extra="forbid")

    user: SignInName = Field(description="What the person signs in with; compared without case.")
    password: Secret
    organization_id: Identity
    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), PLAIN
    ]
    roles: list[Role] = Field(min_length=1)
    language: Annotated[str, AfterValidator(_known_language)] = ""


class ApiClientInput(BaseModel):
    """A program as an administrator states it."""

    model_config = ConfigDict(extra="forbid")

    client_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{1,99}$")]
    client_secret: Secret
    organization_id: Identity
    scopes: list[Permission] = Field(default_factory=list, description="Empty: as its roles.")
    roles: list[Role] = Field(default_factory=list)


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

    def public(self) -> Mapping[str, object]:
        """What the API shows; secrets are nowhere in it."""
        return self.model_dump()


class Credential(BaseModel):
    """What the register knows of somebody who wants in."""

    id: str
    member_of: str
    secret_hash: str
