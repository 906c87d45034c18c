"""The page of a bill of materials in a real browser, in both languages, by keyboard."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import violations
from tierzero.i18n import load_catalogs

from .documents import Json, add_product, unique
from .portal_process import PortalProcess

pytestmark = pytest.mark.browser
LANGUAGES = ("en", "zh-CN")
Visit = Callable[[str, str], Page]


@pytest.fixture
def visit(portal: PortalProcess, browser: Any) -> Iterator[Visit]:
    """Opens a page of the portal as the mill's engineer, in a language; nothing may complain."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def open_page(path: str, language: str) -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language)
        contexts.append(context)
        for name, value in portal.browser("mill").cookies.items():
            context.add_cookies([{"name": name, "value": value, "url": portal.url}])
        page: Page = context.new_page()
        page.on("console", lambda said: complaints.extend([said.text] * (said.type == "error")))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(portal.url + path, wait_until="networkidle")
        expect(page.locator("html")).to_have_attribute("lang", language)
        return page

    yield open_page
    for context in contexts:
        context.close()
    # A refused form answers 422, which the browser reports as a resource that failed to load.
    assert [one for one in complaints if "422" not in one] == []


def words(language: str) -> Callable[[str], str]:
    translator = load_catalogs("tierzero", "supplier_portal").translator(language)
    return lambda message: translator.singular("", message)


def shoot(page: Page, name: str) -> None:
    if directory := os.environ.get("PICTURES"):
        page.screenshot(path=Path(directory) / f"{name}.png", full_page=True)


def row(page: Page, number: int, name: str) -> Any:
    return page.locator(f"[data-row] >> nth={number} >> input[name$='.{name}']")


def world(portal: PortalProcess) -> tuple[Json, Json, Json]:
    """A pack of the mill, its wire, and a casting that a caster shares with the mill."""
    mill, operator = portal.program("mill"), portal.program("operator")
    pack = add_product(
        mill, name="Pack", declared_unit="piece", mass_per_declared_unit="41.5", number=unique("PK")
    )
    wire = add_product(mill, name="Copper wire", number=unique("W"))
    caster = {"id": unique("caster"), "name": "Caster", "customer_ids": ["mill"]}
    operator.post("/api/v1/organizations", json=caster).raise_for_status()
    operator.params = {"supplier_id": caster["id"]}
    return pack, wire, add_product(operator, name="Casting", number=unique("C"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bill_is_entered_mended_and_read_by_keyboard(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    say = words(language)
    pack, wire, casting = world(portal)
    page = visit(f"/products/{pack['id']}", language)
    page.get_by_role("link", name=say("State the parts")).press("Enter")
    page.wait_for_url("**/bill-of-materials")
    assert violations(page) == []

    row(page, 0, "part").fill(f"{wire['number']} · Copper wire")
    row(page, 0, "quantity").focus()
    expect(row(page, 0, "unit")).to_have_value("kg")
    row(page, 0, "quantity").fill("１２.5")
    row(page, 1, "part").fill(f"{casting['number']} · Casting · Caster")
    row(page, 1, "quantity").fill("3")
    row(page, 1, "unit").fill("hour")
    row(page, 2, "classification").fill("urn:cpc:41211")
    row(page, 2, "quantity").fill("1,000.5")
    row(page, 2, "unit").fill("公斤")
    page.get_by_role("button", name=say("Add a part")).press("Enter")
    expect(row(page, 3, "part")).to_be_focused()
    page.keyboard.type("mill/gone")
    page.get_by_role("button", name=say("Remove this part")).nth(3).press("Enter")
    expect(page.locator("[data-row]")).to_have_count(3)
    page.get_by_label(say("Own emissions")).fill("-2")
    shoot(page, f"bill-edit-{language}")
    page.get_by_label(say("Own emissions")).press("Enter")

    page.wait_for_selector("[role=alert]:focus")
    expect(page.locator("#field-own_emissions-error")).to_be_visible()
    assert violations(page) == []
    page.get_by_label(say("Own emissions")).fill("2.25")
    page.get_by_role("button", name=say("Save and publish")).press("Enter")
    expect(page.locator("#field-parts-1-unit-error")).to_contain_text("Casting")
    shoot(page, f"bill-errors-{language}")
    row(page, 1, "unit").fill("t")
    page.get_by_role("button", name=say("Save and publish")).press("Enter")

    page.wait_for_url(f"**/products/{pack['id']}")
    parts = page.get_by_role("region", name=say("Parts"), exact=True)
    expect(parts.locator("tbody tr")).to_have_count(3)
    expect(parts).to_contain_text("12.5 kg")
    expect(parts).to_contain_text(say("shared with you"))
    expect(parts).to_contain_text(say("factor of the class"))
    assert violations(page) == []
    shoot(page, f"bill-card-{language}")
    stored = portal.program("mill").get(f"/api/v1/products/{pack['id']}/bill-of-materials").json()
    found = [(one["product_id"], one["quantity"], one["unit"]) for one in stored["parts"]]
    assert found == [
        (wire["id"], "12.5", "kilogram"),
        (casting["id"], "3", "tonne"),
        ("", "1000.5", "kilogram"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_fits_a_telephone_and_shows_what_is_stored(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    pack, wire, _casting = world(portal)
    api = f"/api/v1/products/{pack['id']}/bill-of-materials"
    named = {"supplier_id": "mill", "product_id": wire["id"], "quantity": "2.50", "unit": "kg"}
    told = {"supplier_id": "smelter", "product_id": "billet", "quantity": "1", "unit": "t"}
    quality = {"technological": "1", "geographical": "2", "temporal": "1.5"}
    stated = {
        "output_amount": "10",
        "parts": [named, told],
        "own_emissions": "7.5",
        "own_primary_data_share": "80",
        "own_data_quality": quality,
        "precedence": "calculated_first",
    }
    portal.program("mill").put(api, json=stated).raise_for_status()
    for path in (f"/products/{pack['id']}", f"/products/{pack['id']}/bill-of-materials"):
        page = visit(path, language)
        page.set_viewport_size({"width": 390, "height": 844})
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        shoot(page, f"bill-narrow-{path.rpartition('/')[2]}-{language}")
    page.get_by_role("button", name=words(language)("Save and publish")).press("Enter")
    page.wait_for_url(f"**/products/{pack['id']}")
    assert portal.program("mill").get(api).json()["version"] == 1


def test_the_form_works_without_scripts(portal: PortalProcess) -> None:
    pack, wire, _casting = world(portal)
    browser, path = portal.browser("mill"), f"/products/{pack['id']}/bill-of-materials"
    typed = {
        "output_amount": "1",
        "parts[2].part": wire["number"],
        "parts[2].quantity": "2",
        "parts[2].unit": "kg",
        "own_emissions": "1",
        "precedence": "calculated_first",
        "gwp_set": "AR6",
    }
    more = browser.post(path, data={**typed, "action": "more"})
    assert more.text.count("data-row>") == 6
    assert f'value="{wire["number"]}"' in more.text
    wrong = browser.post(path, data={**typed, "parts[2].part": "no such number"})
    assert wrong.status_code == 422
    assert 'id="field-parts-0-part-error"' in wrong.text
    assert browser.post(path, data=typed).status_code == 303
    assert "Copper wire" in browser.get(f"/products/{pack['id']}").text
    assert "Pack" in browser.get(f"/products/{wire['id']}").text
    assert browser.post(f"{path}/withdraw").status_code == 303
    assert "No bill of materials yet" in browser.get(f"/products/{pack['id']}").text


def test_a_bill_that_is_older_than_its_product_says_so(portal: PortalProcess) -> None:
    pack, _wire, _casting = world(portal)
    client, browser = portal.program("mill"), portal.browser("mill")
    path = f"/api/v1/products/{pack['id']}"
    bill = {"own_emissions": "1"}
    client.put(f"{path}/bill-of-materials", json=bill).raise_for_status()
    heavier = {name: pack[name] for name in ("number", "name", "declared_unit")}
    client.put(path, json={**heavier, "mass_per_declared_unit": "44"}).raise_for_status()
    assert "unit or mass changed since" in browser.get(f"/products/{pack['id']}").text
    again = client.put(f"{path}/bill-of-materials", json=bill).json()
    assert (again["version"], again["mass_per_declared_unit"]) == (2, "44")
    assert "unit or mass changed since" not in browser.get(f"/products/{pack['id']}").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_of_parts_is_checked_and_saved_in_the_browser(
    portal: PortalProcess, visit: Visit, language: str, tmp_path: Path
) -> None:
    say = words(language)
    pack, wire, _casting = world(portal)
    page = visit(f"/products/{pack['id']}/bill-of-materials/upload", language)
    assert violations(page) == []
    shoot(page, f"parts-upload-{language}")
    file = tmp_path / "parts.csv"

    def send(unit: str) -> None:
        file.write_text(f"part_number,quantity,unit\n{wire['number']},2.5,{unit}\n")
        page.get_by_label(say("Own emissions")).fill("1.5")
        page.set_input_files("#field-file", str(file))
        page.get_by_role("button", name=say("Check the file")).press("Enter")

    send("hour")
    expect(page.locator("[data-code='unit-not-convertible']")).to_be_visible()
    assert violations(page) == []
    shoot(page, f"parts-wrong-{language}")
    page.get_by_role("link", name=say("Upload a corrected file")).press("Enter")
    send("t")
    page.get_by_role("button", name=say("Save and publish")).press("Enter")
    page.wait_for_url(f"**/products/{pack['id']}")
    expect(page.get_by_role("region", name=say("Parts"), exact=True)).to_contain_text("2.5 t")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_own_emissions_are_accessible(
    portal: PortalProcess, visit: Visit, language: str
) -> None:
    stated = {
        "scope_1": "1200000",
        "scope_2": "3400000",
        "revenue": "250000000",
        "currency": "CNY",
        "covered_share": "0.35",
    }
    portal.program("mill").put("/api/v1/own-emissions/2018", json=stated).raise_for_status()
    for path in ("/own-emissions", "/own-emissions/2018"):
        page = visit(path, language)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            shoot(page, f"own-emissions-{path.rpartition('/')[2]}-{width}-{language}")
