"""Own emissions: bounds of each field, tonnes and per cent on the page, the fact on the bus."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from supplier_portal.own_emissions.contract import emissions_fact
from supplier_portal.own_emissions.form import OwnEmissionsForm, form_of, stated_of
from supplier_portal.own_emissions.model import OwnEmissions, OwnEmissionsInput
from tierzero.problems import field_problems
from tierzero.supplier_portal.v1 import supplier_emissions_pb2 as contract

NOW = datetime(2026, 11, 26, tzinfo=UTC)
STATED = {
    "scope_1": "1200000.50",
    "scope_2": "3400000",
    "waste": "5000",
    "revenue": "250000000",
    "currency": "CNY",
    "covered_share": "0.35",
    "gwp_set": "AR5",
}
AMOUNTS = st.decimals(min_value=0, max_value=10**15, places=6).map(lambda number: f"{number:f}")
SHARES = st.decimals(min_value=0, max_value=1, places=4).map(lambda number: f"{number:f}")


def emissions(**changes: str) -> OwnEmissions:
    stated = OwnEmissionsInput.model_validate({**STATED, **changes})
    return OwnEmissions("mill", 2025, stated, 2, NOW)


def test_every_field_of_the_contract_is_filled() -> None:
    fact = emissions_fact(emissions())
    told = {field.name for field, _value in fact.ListFields()}
    assert told == set(contract.SupplierEmissions.DESCRIPTOR.fields_by_name)
    assert (fact.fact.id, fact.fact.version, fact.year) == ("mill:2025", 2, 2025)
    assert (fact.scope_1, fact.covered_share) == ("1200000.50", "0.35")


def test_a_withdrawn_year_tells_no_figures() -> None:
    fact = emissions_fact(emissions().withdrawn_at(NOW))
    assert (fact.fact.withdrawn, fact.fact.version) == (True, 3)
    assert {field.name for field, _value in fact.ListFields()} == {"fact", "supplier_id", "year"}


@given(AMOUNTS, AMOUNTS, SHARES)
def test_what_the_form_shows_states_the_same_again(scope_1: str, waste: str, share: str) -> None:
    stored = emissions(scope_1=scope_1, waste=waste, covered_share=share)
    shown = {name: str(value) for name, value in form_of(stored).values.items()}
    assert stated_of(OwnEmissionsForm.model_validate(shown)) == stored.stated


def test_the_form_counts_in_tonnes_and_per_cent() -> None:
    typed = {**STATED, "year": "2025", "scope_1": "1,200.5", "covered_share": "３５"}
    stated = stated_of(OwnEmissionsForm.model_validate(typed))
    assert (stated.scope_1, stated.covered_share) == (Decimal(1_200_500), Decimal("0.35"))


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("scope_1", "-1", "number-negative"),
        ("scope_2", "many", "invalid-decimal"),
        ("revenue", "0", "number-not-positive"),
        ("currency", "RMB", "unknown-currency"),
        ("covered_share", "1.01", "share-out-of-range"),
        ("gwp_set", "SAR", "unknown-gwp-set"),
        ("revenue", None, "invalid-decimal"),
    ],
)
def test_each_field_has_its_bounds(name: str, value: Any, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        OwnEmissionsInput.model_validate({**STATED, name: value})
    found = [(one.path, one.code) for one in field_problems(refused.value.errors())]
    assert found == [(name, code)]
