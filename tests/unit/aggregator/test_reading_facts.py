"""Facts that cannot be used are refused with a code; the others become documents."""

from collections.abc import Callable
from typing import Any

import pytest

from aggregator.assessments import events as assessments
from aggregator.initiatives import events as initiatives
from aggregator.inventories import events as inventories
from aggregator.organizations import events as organizations
from tests.integration.aggregator import statements
from tierzero.agents import Unusable
from tierzero.procurement.v1 import limit_pb2

FACTORY = "factory-1"
Spoil = Callable[[Any], object]


def spoil_total(fact: Any) -> None:
    """Digits that are none."""
    fact.total.digits = "1e9"


def spoil_identity(fact: Any) -> None:
    """An identity of another cell."""
    fact.fact.id = f"{FACTORY}:1:1999"


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda fact: setattr(fact, "category", 16), "unknown-category"),
        (lambda fact: setattr(fact, "category", 0), "unknown-category"),
        (lambda fact: setattr(fact, "buyer_id", ""), "missing-field"),
        (lambda fact: setattr(fact, "line_count", -1), "negative-count"),
        (spoil_identity, "wrong-identity"),
        (spoil_total, "not-milligrams"),
        (lambda fact: setattr(fact.total, "digits", "9" * 41), "not-milligrams"),
        (lambda fact: setattr(fact.methods[0], "method", 99), "unknown-value"),
        (lambda fact: setattr(fact.fact.recorded_at, "seconds", 10**15), "not-a-time"),
    ],
)
def test_inventories_that_would_be_counted_wrongly_are_refused(spoil: Spoil, code: str) -> None:
    fact = statements.inventory(FACTORY, 2024, 900)
    spoil(fact)
    with pytest.raises(Unusable) as refused:
        inventories.read(fact)
    assert refused.value.code == code


def test_a_year_out_of_reason_is_refused() -> None:
    with pytest.raises(Unusable, match="year"):
        inventories.read(statements.inventory(FACTORY, 20240, 900))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda fact: setattr(fact, "direction", 0), "unknown-value"),
        (lambda fact: setattr(fact, "state", 0), "unknown-value"),
        (lambda fact: setattr(fact, "baseline_emissions", "a lot"), "not-a-decimal"),
        (lambda fact: setattr(fact, "baseline_emissions", "NaN"), "not-a-decimal"),
        (lambda fact: setattr(fact, "target_emissions", "-5"), "negative-emissions"),
        (lambda fact: setattr(fact, "supplier_id", ""), "missing-field"),
        (lambda fact: fact.measured_reductions.add(year=2025, reduction="1"), "repeated-year"),
        (lambda fact: fact.measured_reductions.add(year=1), "year-out-of-range"),
    ],
)
def test_initiatives_that_mean_nothing_are_refused(spoil: Spoil, code: str) -> None:
    fact = statements.initiative("i", "supplier-1", FACTORY, measured={2025: "12"})
    spoil(fact)
    with pytest.raises(Unusable) as refused:
        initiatives.read(fact)
    assert refused.value.code == code


def test_an_initiative_concerns_its_customers_or_else_its_owner() -> None:
    shared = statements.initiative("i", "supplier-1", FACTORY)
    assert initiatives.read(shared)["factory_ids"] == [FACTORY]
    del shared.customer_ids[:]
    assert initiatives.read(shared)["factory_ids"] == ["supplier-1"]


def test_a_verdict_of_a_later_contract_is_not_guessed() -> None:
    fact = statements.assessment(FACTORY, "s", "p", limit_pb2.VERDICT_PASS)
    assert assessments.read(fact)["verdict"] == "pass"
    fact.verdict = 77  # type: ignore[assignment]
    with pytest.raises(Unusable):
        assessments.read(fact)


def test_an_organization_needs_a_name() -> None:
    with pytest.raises(Unusable):
        organizations.read(statements.organization("o", ""))
