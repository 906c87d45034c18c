"""Identifiers of companies and products: URNs, and the check digits of the schemes inside them."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from stdnum import ean, lei
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
from stdnum.iso7064 import mod_97_10

_URN = re.compile(r"urn:(?P<namespace>[a-z0-9][a-z0-9-]{0,31}):(?P<specific>\S+)", re.IGNORECASE)
_PACT = re.compile(r"(?P<issuer>[^:]+):(?P<kind>[^:]+):(?P<value>.+)")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.I)


class InvalidIdentifier(ValueError):
    """The text is not an identifier of its scheme; `code` is stable."""

    code = "invalid-identifier"


class WrongCheckDigit(InvalidIdentifier):
    """A code whose check digits are wrong: which one, of which scheme, and what would be right."""

    code = "wrong-check-digit"

    def __init__(self, text: str, scheme: str, right: str) -> None:
        super().__init__(text)
        self.text = text
        self.scheme = scheme
        self.right = right


@dataclass(frozen=True)
class Urn:
    """A URN taken apart: `urn:<namespace>:<specific>`; the namespace is in lower case."""

    namespace: str
    specific: str

    def __str__(self) -> str:
        return f"urn:{self.namespace}:{self.specific}"


@dataclass(frozen=True)
class PactIdentifier:
    """`urn:pact:<issuer's domain>:<kind>:<value>`: an identifier with its issuer."""

    issuer: str
    kind: str
    value: str

    def __str__(self) -> str:
        return f"urn:pact:{self.issuer}:{self.kind}:{self.value}"


def parse_urn(text: str) -> Urn:
    """Take a URN apart; raises InvalidIdentifier."""
    match = _URN.fullmatch(text.strip())
    if match is None:
        raise InvalidIdentifier(text)
    return Urn(match["namespace"].lower(), match["specific"])


def parse_pact_identifier(text: str) -> PactIdentifier:
    """Take a `urn:pact:` identifier apart; raises InvalidIdentifier."""
    urn = parse_urn(text)
    match = _PACT.fullmatch(urn.specific)
    if urn.namespace != "pact" or match is None:
        raise InvalidIdentifier(text)
    return PactIdentifier(match["issuer"].lower(), match["kind"], match["value"])


def supplier_product_urn(issuer: str, number: str) -> str:
    """The supplier's own product number, for example `urn:pact:mill.example:product-id:A-7`."""
    return str(_pact(issuer, "product-id", number))


def buyer_product_urn(issuer: str, number: str) -> str:
    """The number by which a buyer knows a product."""
    return str(_pact(issuer, "buyer-id", number))


def company_urn(issuer: str, unified_social_credit_code: str) -> str:
    """A Chinese company by its unified social credit code; raises InvalidIdentifier."""
    require_sound("uscc", unified_social_credit_code)
    return str(_pact(issuer, "company-id", uscc.compact(unified_social_credit_code)))


def gtin_urn(gtin: str) -> str:
    """`urn:gtin:<digits>`; raises InvalidIdentifier when the check digit is wrong."""
    require_sound("gtin", gtin)
    return f"urn:gtin:{ean.compact(gtin)}"


def lei_urn(legal_entity_identifier: str) -> str:
    """`urn:lei:<code>`; raises InvalidIdentifier when the check digits are wrong."""
    require_sound("lei", legal_entity_identifier)
    return f"urn:lei:{lei.compact(legal_entity_identifier)}"


def is_gtin(text: str) -> bool:
    """Whether the text is a GTIN-8, -12, -13 or -14 with its check digit right."""
    return ean.is_valid(text)


def is_lei(text: str) -> bool:
    """Whether the text is a legal entity identifier (ISO 17442) with its check digits right."""
    return lei.is_valid(text)


def is_unified_social_credit_code(text: str) -> bool:
    """Whether the text is a unified social credit code (GB 32100) with its check digit right."""
    return uscc.is_valid(text)


def checked_identifier(text: str) -> str:
    """A URN whose inner code has its check digit right, where the namespace has one.

    Raises InvalidIdentifier.
    """
    urn = parse_urn(text)
    if urn.namespace in _SCHEMES:
        require_sound(urn.namespace, urn.specific)
    if code := _credit_code_in(urn):
        require_sound("uscc", code)
    return str(urn)


def credit_code_of(text: str) -> str:
    """The unified social credit code that a company id states; empty for any other URN.

    Raises InvalidIdentifier for what is no URN.
    """
    return _credit_code_in(parse_urn(text))


def require_sound(scheme: str, code: str) -> None:
    """Raise InvalidIdentifier, or WrongCheckDigit, unless the code is one of its scheme."""
    check, digits, complete = _SCHEMES[scheme]
    right = ""
    if check(code):
        return
    body = re.sub(r"[\s-]", "", code).upper()[:-digits]
    with suppress(ValidationError, ValueError, IndexError):
        right = body + complete(body)
    if right and check(right):
        raise WrongCheckDigit(code, scheme, right)
    raise InvalidIdentifier(code)


def _credit_code_in(urn: Urn) -> str:
    """What a company id that looks like a unified social credit code states as such."""
    found = _PACT.fullmatch(urn.specific) if urn.namespace == "pact" else None
    if found is None or found["kind"] != "company-id":
        return ""
    return found["value"] if _CREDIT_CODE.fullmatch(found["value"]) else ""


_SCHEMES: Mapping[str, tuple[Callable[[str], bool], int, Callable[[str], str]]] = {
    "gtin": (is_gtin, 1, ean.calc_check_digit),
    "lei": (is_lei, 2, mod_97_10.calc_check_digits),
    "uscc": (is_unified_social_credit_code, 1, uscc.calc_check_digit),
}
"""Scheme → its check, how many check digits it ends with, and what works them out."""


def _pact(issuer: str, kind: str, value: str) -> PactIdentifier:
    if not _DOMAIN.fullmatch(issuer) or not value.strip():
        raise InvalidIdentifier(f"{issuer}:{kind}:{value}")
    return PactIdentifier(issuer.lower(), kind, value.strip())
