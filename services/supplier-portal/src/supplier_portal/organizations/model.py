"""An organization and what may be stated about it."""

from typing import Annotated, Any

import pycountry
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from supplier_portal.fields import Identity, Urn
from tierzero.i18n import _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid

ROLES = ("supplier", "buyer", "partner", "verifier")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), PLAIN]

OptionalName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), PLAIN]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), PLAIN]


def _known_role(role: str) -> str:
    if role not in ROLES:
        raise Invalid("unknown-role", _("{role} is no role of an organization.", role=role))
    return role


def known_country(code: str) -> str:
    """A country code or nothing; Invalid."""
    if code and pycountry.countries.get(alpha_2=code) is None:
        text = _("{code} is no country code of ISO 3166-1, such as CN or DE.", code=code)
        raise Invalid("unknown-country", text)
    return code


def known_subdivision(code: str) -> str:
    """The code of a part of a country or nothing; Invalid."""
    if code and pycountry.subdivisions.get(code=code) is None:
        text = _("{code} is no subdivision code of ISO 3166-2, such as CN-JS.", code=code)
        raise Invalid("unknown-subdivision", text)
    return code


Role = Annotated[str, AfterValidator(_known_role)]


class OrganizationContent(BaseModel):
    """What may be stated about an organization."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    name_zh: OptionalName = ""
    roles: list[Role] = Field(default_factory=list)
    country: Annotated[str, AfterValidator(known_country)] = ""
    country_subdivision: Annotated[str, AfterValidator(known_subdivision)] = ""
    company_ids: list[Urn] = Field(default_factory=list, max_length=20)
    customer_ids: list[Identity] = Field(default_factory=list, max_length=10_000)


class OrganizationInput(OrganizationContent):
    """What an administrator enters."""

    address: Address | None = Field(default=None, description="None: as it was.")
    id: Identity | None = Field(default=None, description="UUID; made where none is given.")


class Organization(OrganizationContent):
    """An organization as it is stored."""

    id: Identity
    address: str = ""
    version: int = 1

    def name_in(self, language: str) -> str:
        """The name for readers of a language."""
        return self.name_zh if language.startswith("zh") and self.name_zh else self.name

    def content(self) -> dict[str, Any]:
        """What is stated, without what the portal adds."""
        return self.model_dump(exclude={"id", "version"})
