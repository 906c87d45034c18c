"""Kinds of values that several forms and routes take."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from carbon.decimals import InvalidDecimal, format_decimal, parse_decimal
from carbon.identifiers import InvalidIdentifier, checked_identifier
from supplier_portal.register import REGISTER
from tierzero.i18n import _
from tierzero.plain_text import PlainText
from tierzero.problems import Invalid


def _not_reserved(identity: str) -> str:
    if identity == REGISTER:
        raise Invalid("reserved-id", _("This id is reserved; choose another."))
    return identity


def checked_urn(urn: str) -> str:
    """A URN whose check digits, where it has any, are right; raises Invalid."""
    try:
        return checked_identifier(urn)
    except InvalidIdentifier as error:
        text = _("{urn} is no valid URN, such as urn:gtin:4006381333931.", urn=urn[:100])
        raise Invalid("invalid-urn", text) from error


def checked_decimal(text: object) -> Decimal:
    """A decimal written as text, as PACT writes decimals; raises Invalid."""
    if isinstance(text, Decimal):
        return text
    try:
        return parse_decimal(text if isinstance(text, str) else "")
    except InvalidDecimal as error:
        shown = str(text)[:60]
        message = _('{value} is no decimal number written as text, such as "12.5".', value=shown)
        raise Invalid("invalid-decimal", message) from error


def _not_negative(number: Decimal) -> Decimal:
    if number < 0:
        text = _("The number must not be negative; it is {value}.", value=format_decimal(number))
        raise Invalid("number-negative", text)
    return number


Identity = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"),
    AfterValidator(_not_reserved),
]
"""Id of an organization: a UUID, or what an administrator chose."""

Urn = Annotated[str, StringConstraints(max_length=500), AfterValidator(checked_urn)]
DecimalText = Annotated[Decimal, BeforeValidator(checked_decimal)]
Amount = Annotated[DecimalText, AfterValidator(_not_negative)]
Line = Annotated[PlainText, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Prose = Annotated[PlainText, StringConstraints(strip_whitespace=True, max_length=10_000)]
