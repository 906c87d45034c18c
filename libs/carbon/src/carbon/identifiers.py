"""Identifiers of companies and products: URNs, and the check digits of the schemes inside them."""

import re
from dataclasses import dataclass

from stdnum import ean, lei
from stdnum.cn import uscc

_URN = re.compile(r"urn:(?P<namespace>[a-z0-9][a-z0-9-]{0,31}):(?P<specific>\S+)", re.IGNORECASE)
_PACT = re.compile(r"(?P<issuer>[^:]+):(?P<kind>[^:]+):(?P<value>.+)")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.I)


class InvalidIdentifier(ValueError):
    """The text is not an identifier of its scheme; `code` is stable."""

    code = "invalid-identifier"


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
    if not is_unified_social_credit_code(unified_social_credit_code):
        raise InvalidIdentifier(unified_social_credit_code)
    return str(_pact(issuer, "company-id", uscc.compact(unified_social_credit_code)))


def gtin_urn(gtin: str) -> str:
    """`urn:gtin:<digits>`; raises InvalidIdentifier when the check digit is wrong."""
    if not is_gtin(gtin):
        raise InvalidIdentifier(gtin)
    return f"urn:gtin:{ean.compact(gtin)}"


def lei_urn(legal_entity_identifier: str) -> str:
    """`urn:lei:<code>`; raises InvalidIdentifier when the check digits are wrong."""
    if not is_lei(legal_entity_identifier):
        raise InvalidIdentifier(legal_entity_identifier)
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
    check = {"gtin": is_gtin, "lei": is_lei}.get(urn.namespace)
    if check is not None and not check(urn.specific):
        raise InvalidIdentifier(text)
    return str(urn)


def _pact(issuer: str, kind: str, value: str) -> PactIdentifier:
    if not _DOMAIN.fullmatch(issuer) or not value.strip():
        raise InvalidIdentifier(f"{issuer}:{kind}:{value}")
    return PactIdentifier(issuer.lower(), kind, value.strip())
