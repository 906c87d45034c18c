"""The pages as a browser without scripts uses them, in both languages."""

import re

import pytest

from .calculating import begin
from .documents import add_product, csv_file, footprint, row, unique
from .portal_process import PortalProcess

PAGES = (
    "/",
    "/products",
    "/products/new",
    "/footprints",
    "/footprints?show=expiring",
    "/footprints/new",
    "/upload",
    "/initiatives",
    "/initiatives/new",
    "/own-emissions",
    "/own-emissions/new",
    "/calculations",
    "/calculations/new",
    "/reference-factors",
    "/history",
    "/requests",
    "/requests?state=open",
    "/requests/part-numbers",
    "/sharing",
    "/sharing/as",
    "/sharing/as?viewer=factory",
    "/sharing/received",
    "/sharing/notices",
)
FORM = {
    "pcf.declaredUnitOfMeasurement": "kilogram",
    "pcf.declaredUnitAmount": "1",
    "pcf.productMassPerDeclaredUnit": "1",
    "pcf.referencePeriodStart": "2025-01-01",
    "pcf.referencePeriodEnd": "2025-12-31",
    "pcf.pcfExcludingBiogenicUptake": "1,200.50",
    "pcf.pcfIncludingBiogenicUptake": "1200.50",
    "pcf.fossilGhgEmissions": "１２００.５０",
    "pcf.fossilCarbonContent": "0",
    "pcf.ipccCharacterizationFactors": "AR6",
    "pcf.crossSectoralStandards": "ISO14067; PACT-3.0",
    "pcf.exemptedEmissionsPercent": "0",
    "pcf.secondaryEmissionFactorSources": "ecoinvent 3.11",
    "pcf.primaryDataShare": "80",
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_page_opens_in_both_languages(
    portal: PortalProcess, path: str, language: str
) -> None:
    browser = portal.browser("mill")
    browser.cookies.set("tierzero_language", language)
    answer = browser.get(path)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


def test_a_footprint_is_checked_and_issued_on_its_page(portal: PortalProcess) -> None:
    browser = portal.browser("mill")
    made = add_product(portal.program("mill"))
    path = f"/footprints/new?product={made['id']}"
    checked = browser.post(path, data={**FORM, "action": "check"})
    assert "Procurement does not answer at the moment" in checked.text
    issued = browser.post(path, data={**FORM, "action": "issue"})
    assert issued.status_code == 303
    page = browser.get(issued.headers["location"]).text
    assert '1,200.50&nbsp;<span class="of">kg CO₂e</span>' in page
    assert "In force" in page
    identity = issued.headers["location"].rsplit("/", 1)[1]
    stored = portal.program("mill").get(f"/api/v1/footprints/{identity}").json()["footprint"]
    assert stored["pcf"]["fossilGhgEmissions"] == "1200.50"
    assert stored["pcf"]["referencePeriodEnd"] == "2026-01-01T00:00:00Z"
    assert stored["pcf"]["crossSectoralStandards"] == ["ISO14067", "PACT-3.0"]
    source = {"name": "ecoinvent", "version": "3.11"}
    assert stored["pcf"]["secondaryEmissionFactorSources"] == [source]


def test_errors_stand_at_their_fields_and_what_was_typed_stays(portal: PortalProcess) -> None:
    made = add_product(portal.program("mill"))
    typed = {**FORM, "pcf.fossilGhgEmissions": "-3", "pcf.primaryDataShare": "many"}
    del typed["pcf.crossSectoralStandards"]
    path = f"/footprints/new?product={made['id']}"
    answer = portal.browser("mill").post(path, data={**typed, "action": "issue"})
    assert answer.status_code == 422
    marked = set(re.findall(r'id="field-pcf-([A-Za-z]+)-error"', answer.text))
    assert marked == {"fossilGhgEmissions", "primaryDataShare", "crossSectoralStandards"}
    assert 'value="1,200.50"' in answer.text


def test_errors_of_the_methodology_must_be_acknowledged(portal: PortalProcess) -> None:
    browser = portal.browser("mill")
    made = add_product(portal.program("mill"))
    path = f"/footprints/new?product={made['id']}"
    wrong = {**FORM, "pcf.fossilGhgEmissions": "1", "action": "issue"}
    asked = browser.post(path, data=wrong)
    assert asked.status_code == 200
    assert "Issue it in spite of the errors found" in asked.text
    assert browser.post(path, data={**wrong, "acknowledged": "true"}).status_code == 303


def test_a_replacement_starts_from_what_it_replaces(portal: PortalProcess) -> None:
    client, browser = portal.program("mill"), portal.browser("mill")
    made = add_product(client)
    document = footprint(made)
    client.post("/api/v1/footprints", json=document)
    path = f"/footprints/new?product={made['id']}&preceding={document['id']}"
    form = browser.get(path).text
    assert 'value="2.10"' in form
    assert 'value="2025-12-31"' in form
    answer = browser.post(path, data={**FORM, "precedingPfIds": document["id"], "action": "issue"})
    page = browser.get(answer.headers["location"]).text
    assert "What changed against the one issued on" in page
    old = client.get(f"/api/v1/footprints/{document['id']}").json()
    assert old["footprint"]["status"] == "Deprecated"


def test_a_file_is_checked_mended_and_stored_on_its_page(portal: PortalProcess) -> None:
    browser, number = portal.browser("mill"), unique("P")
    bad = csv_file(row(number, "two"), row(unique("P"), declared_unit_of_measurement="bushel"))
    checked = browser.post("/upload", files={"file": ("bad.csv", bad)}).text
    assert 'data-code="not-a-number"' in checked
    assert 'data-code="not-a-choice"' in checked
    [errors] = re.findall(r'href="(/upload/[^"]+/errors\.csv)"', checked)
    assert browser.get(errors).headers["content-disposition"].startswith("attachment")
    good = browser.post("/upload", files={"file": ("good.csv", csv_file(row(number)))}).text
    [store] = re.findall(r'action="(/upload/[^"]+/store)"', good)
    stored = browser.post(store)
    assert "good.csv" in browser.get(stored.headers["location"]).text
    assert browser.post(store).status_code == 404
    assert number in browser.get("/products", params={"q": number}).text


def test_product_and_initiative_forms_save(portal: PortalProcess) -> None:
    browser, number = portal.browser("mill"), unique("F")
    product = {
        "number": number,
        "name": "Wire",
        "declared_unit": "piece",
        "mass_per_declared_unit": "0.2",
        "product_ids": "4006381333931",
        "sharing": "named_customers",
        "shared_with": "factory",
    }
    saved = browser.post("/products/new", data=product)
    page = browser.get(saved.headers["location"]).text
    assert "urn:gtin:4006381333931" in page
    wrong = browser.post("/products/new", data={**product, "product_ids": "4006381333930"})
    assert "check digit is wrong" in wrong.text
    initiative = {
        "name": number,
        "type": "SRC-MAT",
        "direction": "upstream",
        "state": "running",
        "baseline_year": "2024",
        "baseline_emissions": "100",
        "target_year": "2030",
        "target_emissions": "50",
        "measured_reductions[1].year": "2025",
        "measured_reductions[1].reduction": "5",
    }
    assert browser.post("/initiatives/new", data=initiative).status_code == 303
    assert number in browser.get("/initiatives").text


def test_the_history_tells_who_changed_what(portal: PortalProcess) -> None:
    made = add_product(portal.program("foundry"))
    history = portal.browser("foundry").get("/history").text
    assert "Product entered" in history
    assert made["number"] in history
    assert "foundry-program" in history


def test_buyers_find_their_work_elsewhere(portal: PortalProcess) -> None:
    assert portal.browser("factory").get("/products").status_code == 403


def test_whoever_signs_in_is_led_to_where_their_work_is(portal: PortalProcess) -> None:
    factory = portal.browser("factory")
    buyer = factory.get("/")
    assert (buyer.status_code, buyer.headers["location"]) == (303, "/initiatives")
    assert factory.get("/initiatives").status_code == 200
    assert portal.browser("assurer").get("/").status_code == 200


@pytest.mark.parametrize("who", ["assurer", "operator"])
def test_nobody_is_offered_what_is_refused(portal: PortalProcess, who: str) -> None:
    browser = portal.browser(who)
    overview, products = browser.get("/").text, browser.get("/products").text
    assert 'href="/products"' not in overview, "a menu of suppliers' pages"
    assert "Limits not met" not in overview
    assert "your products stand" not in overview
    for refused in ("/products/new", "/upload"):
        assert f'href="{refused}"' not in products
        assert browser.get(refused).status_code == 403


def test_findings_are_told_in_words_of_the_language(portal: PortalProcess) -> None:
    client = portal.program("foundry", "zh-CN")
    made = add_product(client, declared_unit="kilowatt hour", mass_per_declared_unit="0")
    stated = {"declaredUnitOfMeasurement": "kilowatt hour", "productMassPerDeclaredUnit": "5.9"}
    weighed = footprint(made, stated)
    said = client.post("/api/v1/footprints", json=weighed).json()
    told = " ".join(one["message"] for one in said.get("errors") or said["findings"])
    assert "以 千瓦时 为声明单位" in told
    assert "kilowatt hour" not in told


def test_the_history_says_what_happened_by_itself_and_leaves_no_label_open(
    portal: PortalProcess,
) -> None:
    client = portal.program("mill")
    made = add_product(client, name="Flange of history")
    begin(client, made)
    text = portal.browser("mill").get("/history").text
    assert "Calculation started</strong>: Flange of history" in text
    assert "</strong>: <" not in text
