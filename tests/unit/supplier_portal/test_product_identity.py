"""How products are known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.identifiers import parse_pact_identifier
from supplier_portal.products.identity import own_urn, product_id


@given(st.text(min_size=1).filter(lambda text: text.strip() and text.isprintable()))
def test_any_number_becomes_a_urn(number: str) -> None:
    urn = parse_pact_identifier(own_urn("mill", number))
    assert (urn.issuer, urn.kind) == ("mill.suppliers.example", "product-id")
    assert " " not in str(urn)


@pytest.mark.parametrize("supplier", ["5f0c9a52-1f5e-4b0e-9a44-5b0d1e4f2c11", "cat-1", "Mill_2"])
def test_ids_follow_from_supplier_and_number_alone(supplier: str) -> None:
    assert product_id(supplier, "A") == product_id(supplier, "A")
    assert product_id(supplier, "A") != product_id(supplier, "B")
    assert product_id(supplier, "A") != product_id(supplier + "x", "A")
