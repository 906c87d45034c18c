"""Co-products credited with what they displace: by JSON, and in a browser in both languages."""

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.accessibility import violations

from .calculating import begin, foreign_part, part_of, result_of
from .documents import Json, add_product, unique
from .portal_process import PortalProcess
from .test_bill_page import LANGUAGES, Visit, shoot, visit
from .test_calculation_pages import fill, form_in, words

__all__ = ["visit"]

REASON = "The cement works next door burns clinker otherwise; trade statistics 2025."


def statement(displaced: Json, **given: Any) -> Json:
    """2,300 kg CO2e for 1,000 kg of iron and 200 kg of slag, 180 kg displaced."""
    steel = {"name": "Ore", "quantity": "1000", "unit": "kg", "value": "2", "value_unit": "kg"}
    gas = {"gas": "CO2", "quantity": "300", "unit": "kg"}
    return {
        "output_amount": "1000",
        "approach": "substitution",
        "co_products": [{"name": "Slag", "mass": "200", "price": "1"}],
        "price": "2",
        "displaced": [{"co_product": "Slag", "market_share": "80", **displaced}],
        "displacement_reason": REASON,
        "materials": [{**steel, "source_name": "national", "source_version": "2025.1"}],
        "gases": [gas],
        "biogenic_carbon_content": "0",
        "capture_included": False,
        "packaging_included": False,
        **given,
    }


def test_a_shared_footprint_credits_and_the_issued_document_says_how(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    numbers = {
        "pcfExcludingBiogenicUptake": "1.5",
        "pcfIncludingBiogenicUptake": "1.5",
        "fossilGhgEmissions": "1.5",
        "outboundLogisticsGhgEmissions": "9",
    }
    clinker, stated = foreign_part(portal, numbers)
    made = add_product(client)
    row = part_of(clinker, quantity="0.18", unit="t")
    calculation = begin(client, made, **statement(row))
    result = result_of(client, calculation)
    assert result["complete"] is True
    assert [one for one in result["gaps"] if not one["hint"]] == []
    account = result["substitution"]
    assert (account["burden"], account["credit"], account["net"]) == ("2.3", "-0.27", "2.03")
    assert result["result"]["pcf_excluding_biogenic_uptake"] == "2.03"
    assert result["result"]["primary_data_share"] == "11.67"
    compared = Decimal(account["by_allocation"]["pcf_excluding_biogenic_uptake"])
    assert round(compared, 6) == round(Decimal("2.3") / Decimal("1.2"), 6)
    [credit] = [one for one in result["contributions"] if one["stage"] == "credit"]
    assert (credit["kilograms"], credit["measured"]) == ("-0.27", False)
    assert credit["key"] == "displaced[0].credit", "and no delivery of what was never made"

    issued = client.post(f"/api/v1/calculations/{calculation['id']}/issue")
    assert issued.status_code == 201, issued.text
    pcf = issued.json()["footprint"]["pcf"]
    assert pcf["pcfExcludingBiogenicUptake"] == pcf["fossilGhgEmissions"] == "2.03"
    assert pcf["primaryDataShare"] == "11.67"
    described = pcf["allocationRulesDescription"]
    for said in ("substitution", "Slag displaces Casting", "Caster", "80 %", "-0.27", REASON):
        assert said in described
    assert issued.json()["findings"] == []
    used = {one["id"] for one in issued.json()["lineage"]["inputs"]}
    assert stated["id"] in used
    again = client.get(f"/api/v1/footprints/{issued.json()['id']}").json()
    assert again["footprint"]["pcf"] == pcf


def test_what_the_order_of_allocation_forbids_is_refused_by_name(portal: PortalProcess) -> None:
    client, chinese = portal.program("mill"), portal.program("mill", "zh-CN")
    made = add_product(client)
    row = {"name": "Clinker", "quantity": "2000", "unit": "kg", "value": "1.5", "value_unit": "kg"}
    calculation = begin(client, made, **statement({**row, "market_share": "45"}))
    path = f"/api/v1/calculations/{calculation['id']}"
    refused = client.post(f"{path}/issue")
    assert (refused.status_code, refused.json()["code"]) == (422, "calculation-incomplete")
    assert [(one["path"], one["code"]) for one in refused.json()["errors"]] == [
        ("displaced[0].market_share", "not-dominant")
    ]
    told = chinese.get(f"{path}/result").json()["gaps"]
    assert "主导" in next(one["message"] for one in told if one["code"] == "not-dominant")

    stated = {**calculation["stated"], "displaced": [{**row, "market_share": "90"}]}
    client.put(path, json=stated).raise_for_status()
    refused = client.post(f"{path}/issue")
    assert [one["code"] for one in refused.json()["errors"]] == ["credit-exceeds-burden"]
    assert client.get("/api/v1/footprints", params={"product_id": made["id"]}).json()["data"] == []
    hostile = {**stated, "displaced": [{**row, "measured": True, "market_share": "101"}]}
    answer = client.put(path, json=hostile)
    assert answer.status_code == 422
    paths = {one["path"] for one in answer.json()["errors"]}
    assert "displaced[0].market_share" in paths


def test_a_waste_output_bears_and_brings_nothing(portal: PortalProcess) -> None:
    client = portal.program("mill")
    made = add_product(client)
    row = {"name": "Clinker", "quantity": "180", "unit": "kg", "value": "1.5", "value_unit": "kg"}
    waste = [{"name": "Slag", "mass": "200", "is_waste": True}]
    calculation = begin(client, made, **statement(row, co_products=waste))
    result = result_of(client, calculation)
    assert result["result"]["pcf_excluding_biogenic_uptake"] == "2.3"
    assert result["substitution"] is None
    assert "output-is-waste" in {one["code"] for one in result["gaps"]}


def test_the_page_gives_back_what_was_stated(portal: PortalProcess) -> None:
    client, pages = portal.program("mill"), portal.browser("mill")
    clinker, _stated = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **statement(part_of(clinker, quantity="180", unit="kg")))
    text = pages.get(f"/calculations/{calculation['id']}/outputs").text
    answer = pages.post(f"/calculations/{calculation['id']}/outputs", data=form_in(text))
    assert answer.status_code == 303, answer.text
    after = client.get(f"/api/v1/calculations/{calculation['id']}").json()
    assert after["stated"] == calculation["stated"]
    assert after["version"] == 1


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_co_product_is_credited_by_hand(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    say, client = words(language), portal.program("mill")
    made = add_product(client, name="Pig iron", number=unique("PI"))
    plain = statement({})
    for name in ("approach", "co_products", "displaced", "displacement_reason", "price"):
        plain.pop(name)
    calculation = begin(client, made, **plain)
    page = visit(f"/calculations/{calculation['id']}/outputs", language)
    fill(page, approach="substitution", co_products_0_name="Slag", co_products_0_mass="200")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-displacement_reason-gap")).to_be_visible()
    assert violations(page) == []
    fill(page, displaced_0_name="Clinker", displaced_0_quantity="180", displaced_0_unit="kg")
    fill(page, displaced_0_market_share="40", displacement_reason=REASON)
    fill(page, displaced_0_value="1.5", displaced_0_value_unit="kg")
    fill(page, displaced_0_source_name="EPD")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-displaced-0-market_share-gap")).to_be_visible()
    shoot(page, f"calculation-substitution-{language}")
    fill(page, displaced_0_market_share="80")
    page.get_by_role("button", name=say("Save"), exact=True).press("Enter")
    expect(page.locator("#field-displaced-0-market_share-gap")).to_have_count(0)
    page.goto(f"{portal.url}/calculations/{calculation['id']}/result")
    assert violations(page) == []
    account = page.get_by_role("region", name=say("What co-products displace"))
    expect(account.locator("tbody tr")).to_have_count(3)
    expect(account).to_contain_text("-0.27")
    shoot(page, f"calculation-substitution-result-{language}")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.get_by_role("link", name=say("Make a footprint of it"))).to_be_visible()
