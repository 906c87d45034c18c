"""Identifiers carry their issuer, and check digits are checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.identifiers import (
    InvalidIdentifier,
    PactIdentifier,
    Urn,
    WrongCheckDigit,
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


@pytest.mark.parametrize(
    ("urn", "right"),
    [
        ("urn:gtin:4006381333932", "4006381333931"),
        ("urn:gtin:04006381333930", "04006381333931"),
        ("urn:lei:213800KUD8LAJWSQ9D16", "213800KUD8LAJWSQ9D15"),
        ("urn:pact:mill.example:company-id:91110000600037341M", USCC),
    ],
)
def test_a_wrong_check_digit_says_what_would_be_right(urn: str, right: str) -> None:
    with pytest.raises(WrongCheckDigit) as caught:
        checked_identifier(urn)
    assert caught.value.right == right
    assert checked_identifier(urn.replace(caught.value.text, right)) == urn.replace(
        caught.value.text, right
    )


@given(st.from_regex(r"[0-9]{7}|[0-9]{11,13}", fullmatch=True), st.integers(0, 9))
def test_of_ten_last_digits_one_is_right(body: str, last: int) -> None:
    code = f"{body}{last}"
    if is_gtin(code):
        assert gtin_urn(code) == f"urn:gtin:{code}"
        return
    with pytest.raises(WrongCheckDigit) as caught:
        gtin_urn(code)
    assert caught.value.right[:-1] == body
    assert is_gtin(caught.value.right)


def test_company_ids_of_other_kinds_are_left_alone() -> None:
    for urn in ("urn:pact:mill.example:company-id:1", "urn:pact:mill.example:product-id:" + USCC):
        assert checked_identifier(urn) == urn
