"""Outputs of a calculation by mass, energy or volume: shares, gaps, and what is told of them."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from carbon.allocation import Basis
from carbon.co_products import basis_of_unit
from carbon.unit_names import NAMES
from carbon.units import DeclaredUnit
from supplier_portal.calculations.co_product_fields import HEAT_UNIT, OUTPUT_UNIT
from supplier_portal.calculations.documents import calculation_of, document_of
from supplier_portal.calculations.evaluating import Evaluation, evaluate
from supplier_portal.calculations.form import form_of, read_step
from supplier_portal.calculations.model import Calculation
from supplier_portal.calculations.newer import Renewed
from supplier_portal.calculations.offers import Offers
from supplier_portal.calculations.shown_sharing import shown_sharing
from supplier_portal.calculations.stated import CalculationInput
from supplier_portal.calculations.steps import BY_KEY
from supplier_portal.calculations.texts import GAPS
from supplier_portal.calculations.views import result_view
from tierzero.i18n import load_catalogs, unit_symbol, use_language

NOW = datetime(2026, 11, 26, tzinfo=UTC)
GAS = {"name": "Gas", "quantity": "9000", "unit": "kg", "value": "1", "value_unit": "kg"}
HEAT = {"name": "Heat", "quantity": "5400", "unit": "GJ", "price": "0.08"}
STEAM = {"name": "Steam", "quantity": "2000", "unit": "t", "price": "0.2", "heating_value": "2.7"}
KWH = DeclaredUnit.KILOWATT_HOUR
CUBIC = DeclaredUnit.CUBIC_METER


def calculation(unit: DeclaredUnit = KWH, mass: Decimal | None = None, **given: Any) -> Calculation:
    """1,000 MWh of electricity at 0.4 a MWh, from 9,000 kg CO2e."""
    year = {"first_day": "2025-01-01", "last_day": "2025-12-31", "site": "CN-JS"}
    stated = {"output_amount": "1000000", "price": "0.0004", "materials": [GAS], **given}
    content = CalculationInput.model_validate({**year, **stated})
    return Calculation("c", "mill", "p", content, {}, unit, mass, 1, NOW, "me")


def view_of(found: Evaluation) -> dict[str, Any]:
    return result_view(found, Renewed(found.calculation, (), False), NOW)


def gaps(found: Evaluation) -> list[tuple[str, str]]:
    return [(gap.path, gap.code) for gap in found.gaps if not gap.is_hint]


@pytest.mark.parametrize("other", [HEAT, STEAM])
def test_electricity_bears_its_part_of_the_energy(other: dict[str, Any]) -> None:
    found = evaluate(calculation(co_products=[other]))
    assert gaps(found) == []
    view = view_of(found)
    assert view["result"]["pcf_excluding_biogenic_uptake"] == "0.0036"
    told = view["allocation"]
    assert (told["basis"], told["unit"], told["prices_compared_per"]) == (
        "energy",
        "megajoule",
        "megajoule",
    )
    assert [one["amount"] for one in told["outputs"]] == ["3600000", "5400000"]
    assert [one["share"] for one in told["outputs"]] == told["shares"]
    assert sum(Decimal(share) for share in told["shares"]) == 1
    described = view["pcf"]["allocationRulesDescription"]
    assert "by energy" in described
    assert "40.00%" in described
    assert view["pcf"]["productMassPerDeclaredUnit"] == "0"


def test_gases_bear_by_volume_and_the_page_says_so() -> None:
    nitrogen = {"name": "N₂", "quantity": "90", "unit": "万立方米", "price": "1500"}
    found = evaluate(
        calculation(CUBIC, output_amount="300000", price="0.4", co_products=[nitrogen])
    )
    assert gaps(found) == []
    shown = shown_sharing(found)
    assert shown is not None
    assert (str(shown.basis), str(shown.unit)) == ("volume", "m³")
    assert "2.66667" in str(shown.ratio)
    assert [(str(one.name), one.amount, one.share) for one in shown.portions] == [
        ("This product", "300,000", "25.00%"),
        ("N₂", "900,000", "75.00%"),
    ]
    assert "90" in shown.portions[1].quantity


def test_prices_far_apart_share_by_value_and_tell_no_share() -> None:
    found = evaluate(calculation(price="0.004", co_products=[HEAT]))
    view = view_of(found)
    assert (view["allocation"]["basis"], view["allocation"]["unit"]) == ("economic", None)
    assert [one["amount"] for one in view["allocation"]["outputs"]] == ["4000", "432"]
    assert "%" not in view["pcf"]["allocationRulesDescription"]
    shown = shown_sharing(found)
    assert shown is not None
    assert (str(shown.basis), shown.unit) == ("economic value", "")


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"quantity": "5"}, "co_products[0].unit", "unit-missing"),
        ({"unit": "GJ"}, "co_products[0].quantity", "output-quantity-missing"),
        ({}, "co_products[0].quantity", "output-quantity-missing"),
        (
            {"quantity": "5", "unit": "t"},
            "co_products[0].heating_value",
            "heating-value-of-output-missing",
        ),
        (
            {"quantity": "5", "unit": "L", "heating_value": "40"},
            "co_products[0].heating_value_unit",
            "heating-value-not-joined",
        ),
        (
            {"quantity": "5", "unit": "t", "mass": "50", "heating_value": "3"},
            "co_products[0].mass",
            "mass-stated-twice",
        ),
    ],
)
def test_what_a_co_product_lacks_is_said_at_its_field(
    given: dict[str, Any], path: str, code: str
) -> None:
    found = evaluate(calculation(co_products=[{"name": "Sludge", "price": "1", **given}]))
    assert gaps(found) == [(path, code)]
    [gap] = [gap for gap in found.gaps if gap.code == code]
    needs_name = "{output}" in GAPS[code].message
    assert needs_name is (code != "unit-missing")
    assert gap.parameters["output"] == "Sludge"


def test_what_the_product_itself_lacks_is_said_at_its_own_field() -> None:
    slag = {"name": "Slag", "mass": "5", "price": "1"}
    assert gaps(evaluate(calculation(CUBIC, co_products=[slag]))) == [
        ("output_amount", "mass-missing")
    ]
    by_volume = calculation(co_products=[HEAT], physical_basis="volume")
    assert gaps(evaluate(by_volume)) == [
        ("output_amount", "volume-missing"),
        ("co_products[0].unit", "volume-missing"),
    ]
    by_energy = calculation(CUBIC, co_products=[HEAT])
    assert gaps(evaluate(by_energy)) == [("heating_value", "heating-value-of-output-missing")]
    known = calculation(
        CUBIC, co_products=[HEAT], heating_value="36", heating_value_unit="m3", price="0.002"
    )
    assert gaps(evaluate(known)) == []
    weighed = calculation(CUBIC, co_products=[HEAT], heating_value="50")
    assert gaps(evaluate(weighed)) == [("heating_value_unit", "heating-value-not-joined")]


def test_several_outputs_without_a_name_are_told_apart_in_both_languages() -> None:
    catalogs = load_catalogs("tierzero", "supplier_portal")
    nameless = [{"quantity": "1", "unit": "t", "price": "1"}] * 2
    for language, name in (("en", "Co-product 2"), ("zh-CN", "共生产品 2")):
        with use_language(catalogs.translator(language)):
            view = view_of(evaluate(calculation(co_products=nameless)))
        [_first, second] = [gap["message"] for gap in view["gaps"] if not gap["hint"]]
        assert name in second


def test_a_rule_may_share_by_value_what_has_nothing_else_in_common() -> None:
    rule: dict[str, Any] = {"approach": "rule", "rule_operator": "EPD", "rule_name": "PCR 1"}
    slag = {"name": "Slag", "quantity": "2", "unit": "t", "price": "50"}
    found = evaluate(calculation(co_products=[slag], **rule, rule_basis="economic"))
    assert gaps(found) == []
    assert found.allocation is not None
    assert found.allocation.shares == (Decimal("0.8"), Decimal("0.2"))
    by_mass = evaluate(calculation(co_products=[slag], **rule))
    assert gaps(by_mass) == [("output_amount", "mass-missing")]


def test_waste_is_no_output_and_rows_keep_their_places() -> None:
    waste = {"name": "Ash", "is_waste": True}
    found = evaluate(calculation(co_products=[waste, {**HEAT, "price": None}]))
    assert gaps(found) == [("co_products[1].price", "price-missing")]


def test_with_substitution_the_figure_beside_it_may_rest_on_energy() -> None:
    row = {"name": "Boiler", "quantity": "5500", "unit": "GJ", "value": "0.5", "value_unit": "GJ"}
    found = evaluate(
        calculation(
            approach="substitution",
            co_products=[HEAT],
            displaced=[{**row, "market_share": "90", "source_name": "x"}],
            displacement_reason="The town burns coal.",
        )
    )
    assert gaps(found) == []
    account = view_of(found)["substitution"]
    assert account["by_allocation"]["basis"] == "energy"
    [more] = [gap for gap in found.gaps if gap.code == "displaced-more-than-made"]
    assert more.parameters == {"displaced": "5500", "made": "5400", "unit": "GJ"}


@pytest.mark.parametrize(
    "given",
    [
        {"co_products": [{"quantity": "1", "unit": "m2"}]},
        {"co_products": [{"quantity": "1", "unit": "pcs"}]},
        {"co_products": [{"heating_value_unit": "kWh"}]},
        {"heating_value_unit": "kWh"},
    ],
)
def test_other_units_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="measures n"):
        calculation(**given)


OLD = [{"name": "Slag", "mass": "200", "price": "1"}, {"mass": "5", "heating_value": "3"}]


@pytest.mark.parametrize("rows", [[HEAT, STEAM], OLD, [{**STEAM, "mass": "2000000"}]])
def test_store_and_page_give_back_what_was_stated(rows: list[dict[str, Any]]) -> None:
    made = calculation(co_products=rows, heating_value="3", heating_value_unit="L")
    assert calculation_of(document_of(made), "c") == made
    step, offers = BY_KEY["outputs"], Offers("mill", {}, {})
    values = {name: str(value) for name, value in form_of(made.stated, step, offers).values.items()}
    again = read_step(made.stated, step, values, offers).stated
    assert again is not None
    assert again.content() == made.stated.content()


def test_a_mass_alone_is_kept_as_it_was_stated() -> None:
    content = calculation(co_products=OLD).stated.content()
    assert content["co_products"] == OLD
    assert "heating_value_unit" not in content


FORMER = {
    "mass": ["0.812833213597005331417553", "0.165110094402641761510442"],
    "energy": ["0.863203470377376769989344", "0.091845683953966254837673"],
}
"""Shares of the document below as they came out while outputs were stated by mass alone."""


@pytest.mark.parametrize("physical", FORMER)
def test_a_document_of_before_gives_the_same_for_ever(physical: str) -> None:
    goods = [
        {"name": "A", "mass": "131", "price": "3", "heating_value": "11"},
        {"name": "B", "mass": "17.5", "price": "1.1", "heating_value": "40.3"},
    ]
    own = {"output_amount": "777", "price": "2.2", "heating_value": "21"}
    year = {"first_day": "2025-01-01", "last_day": "2025-12-31", "site": "CN-JS"}
    stated = {**year, **own, "co_products": goods, "physical_basis": physical}
    document = {
        **document_of(calculation(DeclaredUnit.LITER, Decimal("0.83"))),
        "stated": {**stated, "materials": [GAS]},
    }
    found = evaluate(calculation_of(document, "c"))
    told = view_of(found)["allocation"]
    assert (told["reason"], told["basis"]) == ("ratio-up-to-five", physical)
    assert told["economic_value_ratio"] == "2.727272727272727272727272727272727"
    assert told["shares"][:2] == FORMER[physical]
    assert sum(Decimal(share) for share in told["shares"]) == 1
    named = {"mass": "by mass", "energy": "by heating value"}[physical]
    assert found.pcf is not None
    assert named in (found.pcf.allocation_rules_description or "")


def test_every_unit_of_a_quantity_can_be_chosen_and_has_a_symbol() -> None:
    offered = {value for _heading, options in OUTPUT_UNIT.groups for value, _label in options}
    physical = {Basis.MASS, Basis.ENERGY, Basis.VOLUME}
    known = {names[0] for names in NAMES.values() if basis_of_unit(names[0]) in physical}
    assert offered == known
    heat = {value for _heading, options in HEAT_UNIT.groups for value, _label in options}
    assert heat == {unit for unit in known if basis_of_unit(unit) is not Basis.ENERGY}
    assert all(str(unit_symbol(unit)) != unit for unit in known)
