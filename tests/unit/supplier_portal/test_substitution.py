"""When a calculation may credit co-products, and what it says where it may not."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from carbon.units import DeclaredUnit
from supplier_portal.calculations.evaluating import Evaluation, evaluate
from supplier_portal.calculations.model import Calculation
from supplier_portal.calculations.newer import Renewed
from supplier_portal.calculations.stated import CalculationInput
from supplier_portal.calculations.views import result_view

NOW = datetime(2026, 11, 26, tzinfo=UTC)
STEEL = {"name": "Steel", "quantity": "1000", "unit": "kg", "value": "2", "value_unit": "kg"}
STEEL |= {"source_name": "national"}
OWN = {**STEEL, "only_this_product": True}
CLINKER = {"co_product": "Slag", "name": "Clinker", "quantity": "0.18", "unit": "t"}
CLINKER |= {"value": "1.5", "value_unit": "kg", "source_name": "national", "market_share": "80"}
STATED: dict[str, Any] = {
    "approach": "substitution",
    "co_products": [{"name": "Slag", "mass": "200"}],
    "displaced": [CLINKER],
    "displacement_reason": "The mill next door burns clinker otherwise.",
    "materials": [STEEL],
}


def worked_out(**given: Any) -> Evaluation:
    year = {"first_day": "2025-01-01", "last_day": "2025-12-31", "site": "CN-JS"}
    content = CalculationInput.model_validate({**year, "output_amount": "1000", **STATED, **given})
    unit = DeclaredUnit.KILOGRAM
    return evaluate(
        Calculation("c", "mill", "p", content, {}, unit, Decimal(1), 1, NOW, "me"),
    )


def codes(found: Evaluation, *, hints: bool = False) -> set[tuple[str, str]]:
    return {(gap.path, gap.code) for gap in found.gaps if gap.is_hint is hints}


def test_a_complete_statement_is_credited_and_says_so() -> None:
    found = worked_out()
    assert codes(found) == set()
    assert found.is_complete
    assert found.pcf is not None
    assert found.pcf.pcf_excluding_biogenic_uptake == Decimal("1.73")
    assert found.pcf.fossil_ghg_emissions == Decimal("1.73")
    described = found.pcf.allocation_rules_description or ""
    told = ("substitution", "Slag displaces Clinker", "national", "80 %", "-0.27", "next door")
    for said in told:
        assert said in described
    assert "redit" not in (found.pcf.boundary_processes_description or "")
    assert [one.name for one in found.pcf.secondary_emission_factor_sources] == ["national"]
    assert ("approach", "not-subdivided") in codes(found, hints=True)


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"displacement_reason": ""}, "displacement_reason", "displacement-reason-missing"),
        ({"displaced": []}, "co_products[0].name", "displaced-missing"),
        ({"displaced": [CLINKER, CLINKER]}, "co_products[0].name", "displaced-several"),
        (
            {"displaced": [{**CLINKER, "market_share": "50"}]},
            "displaced[0].market_share",
            "not-dominant",
        ),
        (
            {"displaced": [{**CLINKER, "market_share": None}]},
            "displaced[0].market_share",
            "market-share-missing",
        ),
        (
            {"displaced": [{**CLINKER, "co_product": "Dust"}]},
            "displaced[0].co_product",
            "co-product-unknown",
        ),
        ({"materials": [OWN]}, "approach", "no-joint-burden"),
        ({"co_products": [{"name": "Slag"}, {}]}, "co_products[1].name", "co-product-unnamed"),
        (
            {"displaced": [{**CLINKER, "quantity": "2", "unit": "t"}]},
            "approach",
            "credit-exceeds-burden",
        ),
        ({"displaced": [{**CLINKER, "value": None}]}, "displaced[0].value", "factor-missing"),
        ({"displaced": [{**CLINKER, "unit": "L"}]}, "displaced[0].unit", "unit-not-convertible"),
    ],
)
def test_what_makes_it_impermissible_is_said_at_its_field(
    given: dict[str, Any], path: str, code: str
) -> None:
    found = worked_out(**given)
    assert (path, code) in codes(found)
    assert not found.is_complete


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"rule_name": "PCR 2019:14"}, "approach", "rule-preferred"),
        ({"approach": "subdivided"}, "approach", "displaced-not-counted"),
        ({"displaced": [{**CLINKER, "quantity": "1"}]}, "approach", "credit-large"),
        (
            {"displaced": [{**CLINKER, "quantity": "0.201"}]},
            "displaced[0].quantity",
            "displaced-more-than-made",
        ),
        (
            {"co_products": [{"name": "Slag", "mass": "200"}, {"name": "Dust", "is_waste": True}]},
            "co_products[1].is_waste",
            "output-is-waste",
        ),
    ],
)
def test_what_the_order_prefers_is_a_finding(given: dict[str, Any], path: str, code: str) -> None:
    found = worked_out(**given)
    assert (path, code) in codes(found, hints=True)
    assert found.is_complete


def test_the_only_co_product_needs_no_name_and_dividing_first_silences_the_hint() -> None:
    alone = {**CLINKER, "co_product": ""}
    found = worked_out(co_products=[{"mass": "200"}], displaced=[alone], materials=[STEEL, OWN])
    assert found.is_complete
    assert ("approach", "not-subdivided") not in codes(found, hints=True)


def test_without_a_good_beside_it_nothing_changes() -> None:
    plain = worked_out(approach="automatic", co_products=[], displaced=[])
    assert worked_out(co_products=[]).result == plain.result
    waste = [{"name": "Slag", "mass": "200", "is_waste": True}]
    assert worked_out(co_products=waste).result == plain.result
    assert worked_out(approach="automatic", co_products=waste, displaced=[]).result == plain.result


def test_the_account_stands_in_the_json() -> None:
    found = worked_out(materials=[{**STEEL, "quantity": "1200"}])
    view = result_view(found, Renewed(found.calculation, (), False), NOW)["substitution"]
    assert (view["burden"], view["credit"], view["net"]) == ("2.4", "-0.27", "2.13")
    [credit] = view["credits"]
    assert (credit["co_product"], credit["displaced"], credit["market_share"]) == (
        "Slag",
        "Clinker",
        "80",
    )
    assert view["by_allocation"]["pcf_excluding_biogenic_uptake"] == "2"
    assert view["by_allocation"]["basis"] == "mass"
    divided = worked_out(approach="subdivided")
    unchanged = Renewed(divided.calculation, (), False)
    assert result_view(divided, unchanged, NOW)["substitution"] is None


@pytest.mark.parametrize("name", ["measured", "only_this_product"])
def test_nobody_calls_a_displaced_amount_measured(name: str) -> None:
    with pytest.raises(ValidationError, match="always an estimate"):
        worked_out(displaced=[{**CLINKER, name: True}])
