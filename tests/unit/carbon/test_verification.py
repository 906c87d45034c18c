"""A badge stands on what was verified, and falls with whatever changes."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbon.footprint.model import ProductFootprint, VerificationCoverage
from carbon.footprint.parsing import parse_footprint
from carbon.verification import (
    OBSTACLE_TEXTS,
    Obstacle,
    Statement,
    StatementState,
    badge_of,
    model_digest,
    obstacle,
    value_of,
)

DOCUMENT = {
    "id": "6f5c1a52-2f3b-4b7a-9a51-7d5f5a3c1b10",
    "specVersion": "3.0.0",
    "created": "2026-02-01T00:00:00Z",
    "status": "Active",
    "companyName": "Mill",
    "companyIds": ["urn:lei:529900T8BM49AURSDO55"],
    "productDescription": "",
    "productIds": ["urn:gtin:4006381333931"],
    "productNameCompany": "Coil",
    "pcf": {
        "declaredUnitOfMeasurement": "kilogram",
        "declaredUnitAmount": "1",
        "productMassPerDeclaredUnit": "1",
        "referencePeriodStart": "2025-01-01T00:00:00Z",
        "referencePeriodEnd": "2026-01-01T00:00:00Z",
        "pcfExcludingBiogenicUptake": "2.10",
        "pcfIncludingBiogenicUptake": "2.10",
        "fossilGhgEmissions": "2.10",
        "fossilCarbonContent": "0.01",
        "ipccCharacterizationFactors": ["AR6"],
        "crossSectoralStandards": ["ISO14067"],
        "exemptedEmissionsPercent": "0",
    },
}
NOW = datetime(2026, 6, 1, tzinfo=UTC)
MODEL, PROGRAM, PRODUCT = VerificationCoverage


def example(identity: str = "one", **pcf: Any) -> ProductFootprint:
    """A footprint with some attributes changed."""
    base, _findings = parse_footprint(DOCUMENT)
    assert base is not None
    return replace(base, id=identity, pcf=replace(base.pcf, **pcf))


def statement(about: ProductFootprint, **changes: Any) -> Statement:
    """A verifier's statement on a footprint of product p."""
    made = Statement(
        id="s",
        footprint_id=about.id,
        product_id="p",
        coverage=PRODUCT,
        completed_at=datetime(2026, 1, 15, tzinfo=UTC),
        reference_period_end=about.pcf.reference_period_end,
        model_digest=model_digest(about.pcf),
        value=value_of(about.pcf),
        declared_unit=about.pcf.declared_unit_of_measurement,
    )
    return replace(made, **changes)


def test_the_verified_footprint_has_the_badge() -> None:
    for coverage in VerificationCoverage:
        assert obstacle(statement(example(), coverage=coverage), "p", example(), NOW) is None


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"product_id": "q"}, Obstacle.OTHER_PRODUCT),
        ({"state": StatementState.REVOKED}, Obstacle.REVOKED),
        ({"state": StatementState.EVIDENCE_CHANGED}, Obstacle.EVIDENCE_CHANGED),
        ({"completed_at": datetime(2023, 6, 1, tzinfo=UTC)}, Obstacle.CYCLE_ENDED),
        ({"completed_at": datetime(2023, 6, 2, tzinfo=UTC)}, None),
    ],
)
def test_what_takes_it_away(changes: dict[str, Any], found: Obstacle | None) -> None:
    assert obstacle(statement(example(), **changes), "p", example(), NOW) is found


def test_figures_are_never_inherited_but_a_model_is() -> None:
    later = example("two")
    assert obstacle(statement(example()), "p", later, NOW) is Obstacle.OTHER_FOOTPRINT
    for coverage in (MODEL, PROGRAM):
        assert obstacle(statement(example(), coverage=coverage), "p", later, NOW) is None


@pytest.mark.parametrize(
    "pcf",
    [
        {"cross_sectoral_standards": ("PAS2050",)},
        {"ipcc_characterization_factors": ("AR5",)},
        {"allocation_rules_description": "by price"},
        {"boundary_processes_description": "only the furnace"},
    ],
)
def test_another_model_is_not_verified(pcf: dict[str, Any]) -> None:
    held = statement(example(), coverage=MODEL)
    assert obstacle(held, "p", example("two", **pcf), NOW) is Obstacle.MODEL_CHANGED


@given(st.integers(-300, 300))
def test_a_model_carries_over_up_to_ten_per_cent(per_mille: int) -> None:
    verified = example(pcf_excluding_biogenic_uptake=Decimal(1000))
    moved = Decimal(1000 + per_mille)
    later = example("two", pcf_excluding_biogenic_uptake=moved)
    found = obstacle(statement(verified, coverage=MODEL), "p", later, NOW)
    assert (found is None) == (abs(per_mille) <= 100)


def test_an_earlier_footprint_is_not_what_was_verified() -> None:
    held = statement(example(), coverage=MODEL)
    end = held.reference_period_end.replace(year=held.reference_period_end.year - 1)
    start = end.replace(year=end.year - 1)
    older = example("old", reference_period_start=start, reference_period_end=end)
    assert obstacle(held, "p", older, NOW) is Obstacle.EARLIER_FOOTPRINT


@given(st.permutations(["a", "b", "c"]))
def test_the_badge_does_not_depend_on_the_order_of_statements(order: list[str]) -> None:
    about = {
        "a": statement(example("zero"), id="a", coverage=MODEL),
        "b": statement(example(), id="b"),
        "c": statement(example(), id="c", state=StatementState.REVOKED),
    }
    badge = badge_of([about[one] for one in order], "p", example(), NOW)
    assert badge is not None
    assert badge.id == "b"


def test_each_obstacle_is_worded_in_both_languages() -> None:
    assert set(OBSTACLE_TEXTS) == set(Obstacle)
    assert all(text.english and text.chinese for text in OBSTACLE_TEXTS.values())
