"""From an empty product to an issued footprint in a real browser, in both languages."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations
from tierzero.i18n import load_catalogs

from .calculating import begin, complete, foreign_part, result_of
from .documents import Json, add_product, footprint, unique
from .portal_process import PortalProcess
from .test_bill_page import LANGUAGES, Visit, shoot, visit

pytestmark = pytest.mark.browser
__all__ = ["visit"]
STEPS = ("basics", "outputs", "materials", "energy", "transport", "process", "quality")


def words(language: str) -> Callable[[str], str]:
    translator = load_catalogs("tierzero", "supplier_portal").translator(language)
    return lambda message: translator.singular("", message)


def field(page: Page, name: str) -> Any:
    return page.locator(f"[name='{name}']")


def fill(page: Page, **values: str) -> None:
    """Rows are written ``materials_0_quantity``."""
    for key, value in values.items():
        name = re.sub(r"^(\w+?)_(\d+)_", r"\1[\2].", key)
        found = field(page, name)
        hidden = page.locator("details:not([open])", has=found)
        if hidden.count():
            hidden.locator("summary").press("Enter")
        if found.evaluate("one => one.tagName") == "SELECT":
            found.select_option(value)
        else:
            found.fill(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_product_gets_its_footprint(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    say, client = words(language), portal.program("mill")
    casting, _stated = foreign_part(portal)
    made = add_product(client, name="Pump body", number=unique("PB"))
    page = visit(f"/products/{made['id']}", language)
    page.get_by_role("button", name=say("Calculate a footprint")).press("Enter")
    page.wait_for_url("**/basics")

    def on() -> None:
        assert violations(page) == []
        page.get_by_role("button", name=say("Save and continue")).press("Enter")

    fill(page, first_day="2025-01-01", last_day="2025-12-31", site="CN-JS")
    on()
    page.wait_for_url("**/outputs")
    fill(page, output_amount="１,000")
    on()
    page.wait_for_url("**/materials")
    fill(page, materials_0_product=f"{casting['number']} · Casting · Caster")
    field(page, "materials[0].quantity").focus()
    expect(field(page, "materials[0].unit")).to_have_value("kg")
    fill(page, materials_0_quantity="800")
    page.get_by_role("button", name=say("Add a material")).press("Enter")
    expect(field(page, "materials[1].name")).to_be_focused()
    fill(page, materials_1_name="Resin", materials_1_quantity="20", materials_1_unit="L")
    fill(page, materials_1_value="2.5", materials_1_value_unit="kg", materials_1_source_name="EPD")
    fill(page, packaging_included="false")
    shoot(page, f"calculation-materials-{language}")
    on()
    page.wait_for_url("**/energy")
    page.go_back()
    page.reload()
    unit = page.locator("#field-materials-1-unit-gap")
    expect(unit).to_be_visible()
    fill(page, materials_1_unit="公斤")
    on()
    page.wait_for_url("**/energy")
    fill(page, electricity_0_quantity="0.05", electricity_0_unit="万千瓦时")
    fill(page, electricity_0_green_percent="100")
    shoot(page, f"calculation-energy-{language}")
    on()
    page.wait_for_url("**/transport")
    fill(page, transport_0_mode="rail", transport_0_quantity="0.8", transport_0_unit="t")
    fill(page, transport_0_distance="500")
    on()
    page.wait_for_url("**/process")
    fill(page, capture_included="false")
    on()
    page.wait_for_url("**/quality")
    fill(page, biogenic_carbon_content="0", fossil_carbon_content="0")
    on()
    page.wait_for_url("**/result")
    assert violations(page) == []
    shoot(page, f"calculation-result-{language}")
    table = page.get_by_role("region", name=say("Contributions"))
    expect(table.locator("tbody tr")).to_have_count(4)
    expect(page.get_by_text(say("What would improve it most"))).to_be_visible()

    page.get_by_role("link", name=say("Make a footprint of it")).press("Enter")
    page.wait_for_url("**/footprints/new*")
    assert violations(page) == []
    total = Decimal("1.68") + Decimal("0.05") + Decimal("0.28885") + Decimal("0.011116")
    filled = field(page, "pcf.pcfExcludingBiogenicUptake")
    assert Decimal(filled.input_value()) == total
    page.get_by_role("button", name=say("Issue footprint")).first.press("Enter")
    page.wait_for_url(re.compile(r"/footprints/[0-9a-f-]{36}$"))
    assert violations(page) == []
    shoot(page, f"calculation-issued-{language}")
    expect(page.get_by_text(say("Calculated from"))).to_be_visible()
    identity = page.url.rpartition("/")[2]
    issued = client.get(f"/api/v1/footprints/{identity}").json()
    assert (issued["origin"], issued["findings"]) == ("calculation", [])
    assert issued["lineage"]["edited"] == []
    assert Decimal(issued["footprint"]["pcf"]["fossilGhgEmissions"]) == total


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_fits_a_telephone(portal: PortalProcess, visit: Visit, language: str) -> None:
    client = portal.program("mill")
    casting, _stated = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **complete(casting))
    paths = [f"/calculations/{calculation['id']}/{key}" for key in (*STEPS, "result")]
    page = visit("/calculations", language)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (*paths, "/calculations", "/calculations/new", "/reference-factors"):
        page.goto(portal.url + path, wait_until="networkidle")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        shoot(page, f"calculation-narrow-{path.rpartition('/')[2]}-{language}")


def test_what_is_stored_comes_back_unchanged_from_every_page(portal: PortalProcess) -> None:
    client, pages = portal.program("mill"), portal.browser("mill")
    casting, _stated = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **complete(casting))
    for key in STEPS:
        text = pages.get(f"/calculations/{calculation['id']}/{key}").text
        answer = pages.post(f"/calculations/{calculation['id']}/{key}", data=form_in(text))
        assert answer.status_code == 303, (key, answer.text)
    after = client.get(f"/api/v1/calculations/{calculation['id']}").json()
    assert after["stated"] == calculation["stated"]
    assert after["version"] == 1


def form_in(text: str) -> Json:
    """What a browser would post of the page's form, unchanged."""
    form = text[text.index('class="form"') : text.index("<datalist")]
    values: Json = {"action": "save"}
    for tag in re.findall(r"<input [^>]+>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            values[name[1]] = value[1] if value else ""
    for name, body in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        values[name] = chosen[1] if chosen else ""
    for name, body in re.findall(
        r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        values[name] = body
    return values


def test_errors_stand_at_their_fields_and_two_hands_are_told(portal: PortalProcess) -> None:
    client, pages = portal.program("mill"), portal.browser("mill")
    made = add_product(client)
    calculation = begin(client, made)
    path = f"/calculations/{calculation['id']}/materials"
    typed = {
        "version": "1",
        "materials[3].name": "Sheet",
        "materials[3].quantity": "many",
        "materials[3].unit": "bushel",
        "materials[3].product": "no such number",
    }
    wrong = pages.post(path, data=typed)
    assert wrong.status_code == 422
    marked = set(re.findall(r'id="field-materials-0-([a-z_]+)-error"', wrong.text))
    assert marked == {"quantity", "unit", "product"}
    assert 'value="many"' in wrong.text
    right = {"version": "1", "materials[0].name": "Sheet"}
    assert pages.post(path, data=right).status_code == 303
    stale = pages.post(path, data={**right, "materials[0].name": "Plate"})
    assert stale.status_code == 409
    assert 'value="Plate"' in stale.text, "what was typed stays"


def test_a_newer_input_shows_as_a_banner_and_moves_on_a_button(portal: PortalProcess) -> None:
    client, pages, operator = (
        portal.program("mill"),
        portal.browser("mill"),
        portal.program("operator"),
    )
    casting, old = foreign_part(portal)
    made = add_product(client)
    calculation = begin(client, made, **complete(casting))
    path = f"/calculations/{calculation['id']}"
    assert "An input has a newer version" not in pages.get(f"{path}/result").text
    operator.params = {"supplier_id": casting["supplier_id"]}
    newer = footprint(casting, {"primaryDataShare": "90"}, precedingPfIds=[old["id"]])
    operator.post("/api/v1/footprints", json=newer).raise_for_status()
    assert "An input has a newer version" in pages.get(f"{path}/result").text
    assert pages.post(f"{path}/recalculate").status_code == 303
    text = pages.get(f"{path}/result").text
    assert "An input has a newer version" not in text
    assert "What moved against version 1" in text
    assert pages.post(f"{path}/remove").status_code == 303
    assert pages.get(f"{path}/result").status_code == 404


def test_a_bill_of_materials_is_taken_over(portal: PortalProcess) -> None:
    client, pages = portal.program("mill"), portal.browser("mill")
    casting, _stated = foreign_part(portal)
    made = add_product(client)
    part = {"supplier_id": casting["supplier_id"], "product_id": casting["id"]}
    bill = {
        "output_amount": "10",
        "parts": [{**part, "quantity": "8", "unit": "kg"}],
        "own_emissions": "0",
    }
    client.put(f"/api/v1/products/{made['id']}/bill-of-materials", json=bill).raise_for_status()
    answer = pages.post(f"/calculations/new?product={made['id']}")
    identity = answer.headers["location"].split("/")[2]
    found = client.get(f"/api/v1/calculations/{identity}").json()
    stated = {**found["stated"], "output_amount": "4000"}
    client.put(f"/api/v1/calculations/{identity}", json=stated).raise_for_status()
    result = result_of(client, found)
    assert result["result"]["pcf_excluding_biogenic_uptake"] == "1.68"
