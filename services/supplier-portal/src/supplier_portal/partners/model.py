"""A partner's own system, as it is entered and as it is called."""

from typing import Annotated

from cryptography import x509
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from supplier_portal.fields import Identity
from tierzero.i18n import _
from tierzero.problems import Invalid

from .addresses import checked_url


def _certificate(pem: str) -> str:
    try:
        if pem:
            x509.load_pem_x509_certificates(pem.encode())
    except ValueError as error:
        text = _("This is no certificate in PEM form.")
        raise Invalid("invalid-certificate", text) from error
    return pem


Url = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(checked_url)]
OptionalUrl = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    AfterValidator(lambda url: checked_url(url) if url else ""),
]
Certificate = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=20_000),
    AfterValidator(_certificate),
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class PartnerInput(BaseModel):
    """What an administrator states about a partner's system."""

    model_config = ConfigDict(extra="forbid")

    organization_id: Identity
    base_url: Url = Field(description="Before /3/footprints and /3/events.")
    auth_base_url: OptionalUrl = Field(
        default="", description="Before /.well-known/openid-configuration; empty: as base_url."
    )
    client_id: Text = Field(description="What the partner knows this platform by.")
    client_secret: Annotated[str, StringConstraints(max_length=2000)] = Field(
        default="", description="Empty: as it was."
    )
    certificate: Annotated[
        str,
        StringConstraints(strip_whitespace=True, max_length=20_000),
        AfterValidator(_certificate),
    ] = Field(default="", description="PEM to trust beside the public authorities; optional.")
    is_active: bool = Field(default=True, description="Whether it is called.")


class Partner(BaseModel):
    """A partner's system; its secret is not in here."""

    organization_id: str
    base_url: str
    auth_base_url: str = ""
    client_id: str
    certificate: str = ""
    is_active: bool = True

    @property
    def authentication(self) -> str:
        """Base URL of its token endpoint."""
        return self.auth_base_url or self.base_url
