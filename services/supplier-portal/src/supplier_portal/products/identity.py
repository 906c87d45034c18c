"""How a product is known: its id and its own number as a URN, both derived from the number."""

import uuid
from urllib.parse import quote

from carbon.classifications import normal_form
from carbon.identifiers import supplier_product_urn

_NAMESPACE = uuid.UUID("6b0f8f7c-6d0e-5e55-9a44-5b0d1e4f2c11")


def product_id(supplier_id: str, number: str) -> str:
    """UUIDv5 of supplier and number: the same product in every upload."""
    return str(uuid.uuid5(_NAMESPACE, f"{supplier_id}\n{number}"))


def own_urn(supplier_id: str, number: str) -> str:
    """The supplier's number as a URN; characters that URNs lack are percent-encoded (RFC 8141)."""
    return supplier_product_urn(issuer(supplier_id), quote(number, safe="/-._~"))


def issuer(supplier_id: str) -> str:
    """Domain under which a supplier's numbers become URNs.

    A name reserved for documentation (RFC 2606), because organizations state no domain of theirs:
    it can never collide with a real issuer.
    """
    return f"{supplier_id.lower().replace('_', '-').strip('-')}.suppliers.example"


def id_key(urn: str) -> str:
    """One spelling for all spellings of a URN: PACT compares them without regard to case."""
    return urn.strip().casefold()


def class_key(urn: str) -> str:
    """One spelling for all spellings of a classification."""
    return normal_form(urn) or id_key(urn)
