"""What an organization states about itself: its names, its code, where it is."""

import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from carbon.identifiers import (
    InvalidIdentifier,
    WrongCheckDigit,
    company_urn,
    credit_code_of,
    parse_pact_identifier,
    require_sound,
)
from supplier_portal.fields import wrong_code
from supplier_portal.places import grid_factor
from supplier_portal.portal import Portal
from supplier_portal.products.identity import issuer
from tierzero.i18n import _
from tierzero.problems import Invalid
from tierzero.tenancy import Scope

from . import service
from .model import Address, Name, OptionalName, Organization, known_country, known_subdivision


def _sound_code(text: str) -> str:
    """The code in capitals, without blanks and full-width forms; Invalid."""
    code = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    try:
        if code:
            require_sound("uscc", code)
    except WrongCheckDigit as error:
        raise wrong_code(error) from error
    except InvalidIdentifier as error:
        text_ = _("{code} is no unified social credit code, which has 18 places.", code=code[:60])
        raise Invalid("invalid-credit-code", text_) from error
    return code


class OwnData(BaseModel):
    """What an organization may state about itself; roles and customers are not its to choose."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    name_zh: OptionalName = ""
    credit_code: Annotated[str, AfterValidator(_sound_code)] = Field(
        default="", max_length=60, description="Unified social credit code (GB 32100)."
    )
    address: Address = ""
    country: Annotated[str, AfterValidator(known_country)] = ""
    country_subdivision: Annotated[str, AfterValidator(known_subdivision)] = Field(
        default="", description="Province of the site, ISO 3166-2; calculations begin with it."
    )

    @model_validator(mode="after")
    def _coherent(self) -> "OwnData":
        province, country = self.country_subdivision, self.country
        if province and country and not province.startswith(f"{country}-"):
            text = _("{province} is no part of {country}.", province=province, country=country)
            raise Invalid("province-elsewhere", text)
        return self

    def of(self, known: Organization) -> Organization:
        """The organization with this stated about it; a province says its country."""
        return known.model_copy(
            update={
                **self.model_dump(exclude={"credit_code", "country"}),
                "country": self.country or self.country_subdivision.partition("-")[0],
                "company_ids": company_ids_with(known, self.credit_code),
            }
        )


async def own(portal: Portal, scope: Scope) -> Organization:
    """The scope's organization."""
    return await service.get(portal, scope.actor, scope.organization_id)


async def state_own(portal: Portal, scope: Scope, stated: OwnData) -> Organization:
    """Keep what the organization states about itself, with audit entry and fact."""
    return await service.amend(portal, scope, stated.of)


def company_ids_with(known: Organization, code: str) -> list[str]:
    """The company's ids with the code in the place of the one before; other ids stay."""
    held = [urn for urn in known.company_ids if credit_code_of(urn)]
    others = [urn for urn in known.company_ids if urn not in held]
    if not code:
        return others
    said_by = parse_pact_identifier(held[0]).issuer if held else issuer(known.id)
    return [company_urn(said_by, code), *others]


def code_of(known: Organization) -> str:
    """The unified social credit code among the company's ids; empty where there is none."""
    return next((code for urn in known.company_ids if (code := credit_code_of(urn))), "")


def own_values(known: Organization) -> dict[str, str]:
    """What the form is filled in with."""
    return {
        "name": known.name,
        "name_zh": known.name_zh,
        "credit_code": code_of(known),
        "address": known.address,
        "country": known.country,
        "country_subdivision": known.country_subdivision,
    }


def own_view(known: Organization) -> Mapping[str, Any]:
    """As the JSON API shows it."""
    factor = grid_factor(known.country_subdivision)
    return {
        "id": known.id,
        **own_values(known),
        "roles": known.roles,
        "company_ids": known.company_ids,
        "version": known.version,
        "grid_factor": None if factor is None else {"value": str(factor), "unit": "kgCO2/kWh"},
    }
