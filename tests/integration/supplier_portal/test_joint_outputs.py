"""Co-products by energy and by volume: by JSON, and in a browser in both languages."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations

from .calculating import begin, result_of
from .documents import Json, add_product, unique
from .portal_process import PortalProcess
from .test_bill_page import LANGUAGES, Visit, shoot, visit
from .test_calculation_pages import field, fill, form_in, words

__all__ = ["visit"]

FUEL = {"name": "Gas", "quantity": "9000", "unit": "t", "value": "1", "value_unit": "kg"}
FUEL |= {"source_name": "national", "source_version": "2025.1"}
REST = {"materials": [FUEL], "biogenic_carbon_content": "0", "capture_included": False}
REST |= {"packaging_included": False}


def power_plant(**given: object) -> Json:
    """1,000 MWh of electricity and 5,400 GJ of heat: 3,600 GJ of 9,000."""
    heat = {"name": "Heat", "quantity": "5400", "unit": "吉焦", "price": "80"}
    stated = {"output_amount": "1000000", "price": "0.4", "co_products": [heat], **REST}
    return {**stated, **given}


def electricity(portal: PortalProcess) -> Json:
    named = {"name": "Electricity", "number": unique("EL"), "declared_unit": "kilowatt hour"}
    return add_product(portal.program("mill"), **named, mass_per_declared_unit=None)


def test_heat_and_power_are_shared_by_energy_and_the_footprint_is_issued(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    calculation = begin(client, electricity(portal), **power_plant())
    [stated] = calculation["stated"]["co_products"]
    assert (stated["quantity"], stated["unit"]) == ("5400", "gigajoule")
    result = result_of(client, calculation)
    assert result["complete"] is True
    told = result["allocation"]
    assert (told["reason"], told["basis"], told["unit"]) == (
        "ratio-up-to-five",
        "energy",
        "megajoule",
    )
    assert told["prices_compared_per"] == "megajoule"
    # 0.4 a kWh is 0.111 a MJ; 80 a GJ is 0.08.
    expected = Decimal("0.4") / Decimal("3.6") / Decimal("0.08")
    assert round(Decimal(told["economic_value_ratio"]), 9) == round(expected, 9)
    assert told["outputs"][1] == {
        "name": "Heat",
        "quantity": "5400",
        "unit": "gigajoule",
        "amount": "5400000",
        "share": "0.600000000000000000000000",
    }
    assert result["result"]["pcf_excluding_biogenic_uptake"] == "3.6"

    issued = client.post(f"/api/v1/calculations/{calculation['id']}/issue")
    assert issued.status_code == 201, issued.text
    pcf = issued.json()["footprint"]["pcf"]
    assert (pcf["declaredUnitOfMeasurement"], pcf["pcfExcludingBiogenicUptake"]) == (
        "kilowatt hour",
        "3.6",
    )
    assert "by energy" in pcf["allocationRulesDescription"]
    assert "40.00%" in pcf["allocationRulesDescription"]
    assert "80" not in pcf["allocationRulesDescription"], "no price leaves the supplier"


def test_two_gases_are_shared_by_volume_in_any_unit(portal: PortalProcess) -> None:
    client = portal.program("mill")
    named = {"name": "Oxygen", "number": unique("OX"), "declared_unit": "cubic meter"}
    made = add_product(client, **named, mass_per_declared_unit=None)
    totals = set[str]()
    for quantity, unit, price in (("90", "万立方米", "1500"), ("900000", "m3", "0.15")):
        nitrogen = {"name": "Nitrogen", "quantity": quantity, "unit": unit, "price": price}
        given = {"output_amount": "300000", "price": "0.4", "co_products": [nitrogen], **REST}
        result = result_of(client, begin(client, made, **given))
        assert result["allocation"]["basis"] == "volume"
        assert [Decimal(one) for one in result["allocation"]["shares"]] == [
            Decimal("0.25"),
            Decimal("0.75"),
        ]
        totals.add(result["result"]["pcf_excluding_biogenic_uptake"])
    assert totals == {"7.5"}


def test_what_nothing_joins_is_refused_by_name_in_both_languages(portal: PortalProcess) -> None:
    client, chinese = portal.program("mill"), portal.program("mill", "zh-CN")
    ash = {"name": "Fly ash", "quantity": "80", "unit": "t", "price": "30"}
    calculation = begin(client, electricity(portal), **power_plant(co_products=[ash]))
    path = f"/api/v1/calculations/{calculation['id']}"
    refused = client.post(f"{path}/issue")
    assert (refused.status_code, refused.json()["code"]) == (422, "calculation-incomplete")
    [error] = refused.json()["errors"]
    assert (error["path"], error["code"]) == (
        "co_products[0].heating_value",
        "heating-value-of-output-missing",
    )
    assert "Fly ash" in str(error)
    told = chinese.get(f"{path}/result").json()["gaps"]
    message = next(one["message"] for one in told if not one["hint"])
    assert "Fly ash" in message
    assert "热值" in message
    wrong = {**calculation["stated"], "co_products": [{**ash, "unit": "m2"}]}
    answer = client.put(path, json=wrong)
    assert answer.status_code == 422
    assert [(one["path"], one["code"]) for one in answer.json()["errors"]] == [
        ("co_products[0].unit", "unit-not-of-output")
    ]
    answer = chinese.put(path, json=wrong)
    assert "不是质量" in answer.text


def test_the_page_gives_back_every_unit(portal: PortalProcess) -> None:
    client, pages = portal.program("mill"), portal.browser("mill")
    pages.headers["accept-language"] = "zh-CN"
    rows = [
        {"name": "Steam", "quantity": "3", "unit": "kt", "heating_value": "2.7"},
        {"name": "Gas", "quantity": "5", "unit": "10^4 m3", "heating_value": "36"},
        {"name": "Slag", "mass": "12", "price": "3"},
    ]
    rows[1]["heating_value_unit"] = "m3"
    calculation = begin(client, electricity(portal), **power_plant(co_products=rows))
    path = f"/calculations/{calculation['id']}/outputs"
    answer = pages.post(path, data=form_in(pages.get(path).text))
    assert answer.status_code == 303, answer.text
    after = client.get(f"/api/v1/calculations/{calculation['id']}").json()
    assert (after["stated"], after["version"]) == (calculation["stated"], 1)


def chosen_by_keyboard(page: Page, name: str, typed: str) -> None:
    """A choice found by its first letters, as a list is used without a mouse."""
    found = field(page, name)
    found.focus()
    page.keyboard.type(typed)


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_heat_and_power_are_stated_by_hand(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    say, client = words(language), portal.program("mill")
    calculation = begin(client, electricity(portal), **REST)
    page = visit(f"/calculations/{calculation['id']}/outputs", language)
    fill(page, output_amount="1000000", price="0.4")
    fill(page, co_products_0_name="Heat", co_products_0_quantity="5400", co_products_0_price="80")
    unit = field(page, "co_products[0].unit")
    expect(page.locator("#help-co_products-unit")).to_be_visible()
    expect(unit).to_have_attribute("aria-describedby", "help-co_products-unit")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-co_products-0-unit-gap")).to_be_visible()
    assert violations(page) == []
    chosen_by_keyboard(page, "co_products[0].unit", "GJ")
    expect(unit).to_have_value("gigajoule")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-co_products-0-unit-gap")).to_have_count(0)
    shoot(page, f"calculation-heat-and-power-{language}")
    page.goto(f"{portal.url}/calculations/{calculation['id']}/result")
    assert violations(page) == []
    sharing = page.get_by_role("region", name=say("Outputs and their shares, by {basis}")[:6])
    expect(sharing.locator("tbody tr")).to_have_count(2)
    for said in ("1,000,000 kWh", "3,600,000", "40.00%", "5,400 GJ", "60.00%"):
        expect(sharing).to_contain_text(said)
    expect(page.get_by_text("1.38889")).to_be_visible()
    shoot(page, f"calculation-heat-and-power-result-{language}")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("outputs", "result"):
        page.goto(f"{portal.url}/calculations/{calculation['id']}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert violations(page) == []
        shoot(page, f"calculation-heat-and-power-narrow-{path}-{language}")


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_gases_are_stated_by_hand(portal: PortalProcess, visit: Visit, language: str) -> None:
    say, client = words(language), portal.program("mill")
    named = {"name": "Oxygen", "number": unique("OX"), "declared_unit": "cubic meter"}
    made = add_product(client, **named, mass_per_declared_unit=None)
    calculation = begin(client, made, **REST)
    page = visit(f"/calculations/{calculation['id']}/outputs", language)
    fill(page, output_amount="300000", price="0.4")
    fill(page, co_products_0_name="N₂", co_products_0_quantity="900000", co_products_0_price="0.15")
    fill(page, co_products_0_unit="cubic meter", physical_basis="energy")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-co_products-0-heating_value-gap")).to_contain_text("N₂")
    shoot(page, f"calculation-gases-{language}")
    fill(page, physical_basis="volume")
    page.get_by_role("button", name=say("Add a co-product")).press("Enter")
    expect(field(page, "co_products[1].unit")).to_have_value("")
    expect(field(page, "co_products[1].heating_value_unit")).to_have_value("kilogram")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-co_products-0-heating_value-gap")).to_have_count(0)
    page.goto(f"{portal.url}/calculations/{calculation['id']}/result")
    assert violations(page) == []
    expect(page.get_by_text("25.00%").first).to_be_visible()
    result = result_of(client, calculation)
    assert result["result"]["pcf_excluding_biogenic_uptake"] == "7.5"
    [kept] = client.get(f"/api/v1/calculations/{calculation['id']}").json()["stated"]["co_products"]
    assert (kept["quantity"], kept["unit"]) == ("900000", "cubic meter")
