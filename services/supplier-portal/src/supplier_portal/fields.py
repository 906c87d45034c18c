"""Kinds of values that several forms and routes take."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from carbon.decimals import InvalidDecimal, format_decimal, parse_decimal
from carbon.gwp import GWP_SETS
from carbon.identifiers import InvalidIdentifier, WrongCheckDigit, checked_identifier, gtin_urn
from supplier_portal.register import REGISTER
from tierzero.i18n import Text, _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid
from tierzero.tabular.cells import CellFault, to_decimal


def _not_reserved(identity: str) -> str:
    if identity == REGISTER:
        raise Invalid("reserved-id", _("This id is reserved; choose another."))
    return identity


_CODES: Mapping[str, Text] = {
    "gtin": _("{code} is no GTIN: its check digit is wrong. {right} would be right."),
    "uscc": _(
        "{code} is no unified social credit code: its check digit is wrong. {right} would be right."
    ),
    "lei": _("{code} is no LEI: its check digits are wrong. {right} would be right."),
}


def wrong_code(error: WrongCheckDigit) -> Invalid:
    """What is wrong with a code, and what it would be with the right check digits."""
    about = {"code": error.text[:60], "right": error.right}
    text = replace(_CODES[error.scheme], params=about)
    return Invalid("wrong-check-digit", text)


def checked_gtin(code: str) -> str:
    """The URN of a GTIN, or Invalid."""
    try:
        return gtin_urn(code)
    except WrongCheckDigit as error:
        raise wrong_code(error) from error
    except InvalidIdentifier as error:
        text = _("{code} is no GTIN, which has 8, 12, 13 or 14 digits.", code=code[:60])
        raise Invalid("invalid-gtin", text) from error


def checked_urn(urn: str) -> str:
    """A URN whose check digits, where it has any, are right; raises Invalid."""
    try:
        return checked_identifier(urn)
    except WrongCheckDigit as error:
        raise wrong_code(error) from error
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


def typed_decimal(text: object) -> Decimal:
    """A number as people type it into a form, with separators or full-width; raises Invalid."""
    if isinstance(text, Decimal):
        return text
    try:
        return to_decimal(text if isinstance(text, str) else "")
    except CellFault as fault:
        raise Invalid(fault.code, fault.message) from fault


def _positive(number: Decimal) -> Decimal:
    if number <= 0:
        text = _("The number must be more than 0; it is {value}.", value=format_decimal(number))
        raise Invalid("number-not-positive", text)
    return number


def _percentage(number: Decimal) -> Decimal:
    if not 0 <= number <= 100:
        text = _("A share is from 0 to 100 %; it is {value}.", value=format_decimal(number))
        raise Invalid("percentage-out-of-range", text)
    return number


def _known_gwp_set(name: str) -> str:
    if name not in GWP_SETS:
        sets = ", ".join(GWP_SETS)
        raise Invalid("unknown-gwp-set", _("{name} is none of: {sets}.", name=name, sets=sets))
    return name


Identity = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"),
    AfterValidator(_not_reserved),
]
"""Id of an organization: a UUID, or what an administrator chose."""

Urn = Annotated[str, StringConstraints(max_length=500), AfterValidator(checked_urn)]
DecimalText = Annotated[Decimal, BeforeValidator(checked_decimal)]
Amount = Annotated[DecimalText, AfterValidator(_not_negative)]
Positive = Annotated[DecimalText, AfterValidator(_positive)]
Percentage = Annotated[DecimalText, AfterValidator(_percentage)]
TypedDecimal = Annotated[Decimal, BeforeValidator(typed_decimal)]
GwpSetName = Annotated[str, StringConstraints(max_length=50), AfterValidator(_known_gwp_set)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), PLAIN]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000), PLAIN]
