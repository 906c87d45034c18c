"""Identifiers carry their issuer, and check digits are checked."""

import pytest

from carbon.identifiers import (
    InvalidIdentifier,
    PactIdentifier,
    Urn,
    checked_identifier,
    company_urn,
    gtin_urn,
    is_gtin,
    is_lei,
    is_unified_social_credit_code,
    lei_urn,
    parse_pact_identifier,
    parse_urn,
    supplier_product_urn,
)

USCC = "91110000600037341L"


def test_urns_are_taken_apart_and_put_together() -> None:
    assert parse_urn("URN:GTIN:4006381333931") == Urn("gtin", "4006381333931")
    product = supplier_product_urn("mill.example", "HRC-1")
    assert product == "urn:pact:mill.example:product-id:HRC-1"
    assert parse_pact_identifier(product) == PactIdentifier("mill.example", "product-id", "HRC-1")


@pytest.mark.parametrize("text", ["", "gtin:1", "urn:", "urn:x:", "urn:pact", "urn:a b:c"])
def test_what_is_no_urn_is_refused(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        parse_urn(text)


def test_check_digits() -> None:
    assert is_gtin("4006381333931")
    assert not is_gtin("4006381333932")
    assert is_unified_social_credit_code(USCC)
    assert not is_unified_social_credit_code("91110000600037341M")
    assert is_lei("213800KUD8LAJWSQ9D15")
    assert not is_lei("213800KUD8LAJWSQ9D16")


def test_urns_are_built_only_from_sound_codes() -> None:
    assert company_urn("Mill.example", USCC) == f"urn:pact:mill.example:company-id:{USCC}"
    assert gtin_urn("4006381333931") == "urn:gtin:4006381333931"
    assert lei_urn("213800KUD8LAJWSQ9D15") == "urn:lei:213800KUD8LAJWSQ9D15"
    with pytest.raises(InvalidIdentifier):
        gtin_urn("4006381333932")
    with pytest.raises(InvalidIdentifier):
        company_urn("not a domain", USCC)


def test_codes_inside_urns_are_checked() -> None:
    assert checked_identifier("urn:cpc:41261") == "urn:cpc:41261"
    with pytest.raises(InvalidIdentifier):
        checked_identifier("urn:gtin:123")
