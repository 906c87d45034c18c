"""A buyer's walk through the pages, in a real browser and both languages."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page

Eventually = Callable[..., Any]
pytestmark = pytest.mark.browser
HEADINGS = "Purchase reference,Date,Supplier,Product,Quantity,Unit"


@pytest.fixture
def known(world: Any, buyer: str, supplier: str, eventually: Eventually) -> str:
    """A supplier's resin with a footprint of 2.5 kgCO2e per kilogram."""
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer, name=f"Mill {supplier[:8]}")
    world.portal.product(supplier, product_id, name="Clear resin")
    world.portal.footprint(supplier, product_id, "2.5")
    with world.client(buyer) as client:
        eventually(
            lambda: client.get(f"/api/v1/products?supplier_id={supplier}").json()["products"]
        )
    eventually(lambda: world.database.catalogue_footprints.find_one({"product_id": product_id}))
    return product_id


def test_a_buyer_sets_a_limit_and_sees_the_verdict_with_its_reason(
    visit: Callable[..., Page], known: str
) -> None:
    page = visit("/limits/new")
    page.select_option("#field-product_id", known)
    page.fill("#field-maximum", "-2")
    page.click("text=Set limit")
    assert "must not be negative" in page.inner_text("main")
    page.fill("#field-maximum", "2")
    page.fill("#field-valid_from", "2026-01-01")
    page.click("text=Set limit")
    assert "everything it applies to is assessed" in page.inner_text("main")
    page.click("nav >> text=Verdicts")
    row = page.locator("tr", has_text="Clear resin")
    assert "Fail" in row.inner_text()
    assert "2.5 kgCO2e per kilogram exceeds the limit of 2." in row.inner_text()
    chinese = visit("/assessments?verdict=fail", "zh-CN")
    assert "未通过" in chinese.inner_text("main")
    assert "超过限值 2" in chinese.inner_text("main")
    none = visit("/assessments?verdict=pass")
    assert "No verdict matches." in none.inner_text("main")


def test_a_file_with_bad_cells_is_mended_and_stored(
    visit: Callable[..., Page], known: str, supplier: str
) -> None:
    bad = f"{HEADINGS}\nPO-1,2026-02-30,{supplier},R-100,5,kg\nPO-2,2026-02-01,nobody,R-100,5,kg\n"
    page = visit("/purchases/upload")
    _upload(page, bad)
    page.wait_for_selector("text=2 rows need correcting.")
    table = page.inner_text("table")
    assert "There is no such day." in table
    assert "There is no supplier nobody." in table
    with page.expect_download() as caught:
        page.click("text=As CSV")
    assert "PO-2" in caught.value.path().read_text("utf-8-sig")
    page.click("text=Upload a corrected file")
    mended = bad.replace("02-30", "02-28").replace("nobody", supplier)
    _upload(page, mended)
    page.wait_for_selector("text=Every row is fine.")
    page.click("text=Store all rows")
    page.wait_for_selector("text=2 purchases are stored.")
    assert page.locator("tbody tr").count() == 2


def test_a_purchase_is_recorded_by_form_seen_on_the_overview_and_deleted(
    visit: Callable[..., Page], known: str, supplier: str
) -> None:
    page = visit("/purchases/new")
    page.fill("#field-reference", "PO-9")
    page.fill("#field-supplier", supplier)
    page.fill("#field-description", "Pallets")
    page.fill("#field-amount", "1200")
    page.fill("#field-currency", "CNY")
    page.click("text=Save")
    page.wait_for_selector("text=The purchase is recorded.")
    page.click("nav >> text=Overview")
    missing = page.locator("tr", has_text="Pallets")
    assert "1,200 CNY" in missing.inner_text()
    page.click("nav >> text=Purchases")
    page.click("text=Delete")
    page.click("text=Yes, go on")
    page.wait_for_selector("text=The purchase is deleted.")


def test_a_purchase_opens_in_words_and_saved_again_it_is_the_same(
    world: Any, visit: Callable[..., Page], known: str, buyer: str, supplier: str
) -> None:
    purchase = {"reference": "PO-11", "date": "2026-02-01", "supplier": supplier}
    purchase |= {"product": known, "quantity": "12", "unit": "kilogram"}
    with world.client(buyer) as client:
        client.post("/api/v1/purchases", json=purchase).raise_for_status()
        [held] = client.get("/api/v1/purchases").json()["purchases"]
        page = visit(f"/purchases/{held['id']}", "zh-CN")
        assert page.input_value("#field-supplier") == f"Mill {supplier[:8]}"
        assert page.input_value("#field-unit") == "kg"
        number = page.input_value("#field-product")
        page.click("text=保存")
        page.wait_for_selector("text=完全相同的采购已存在。")
        [after] = client.get("/api/v1/purchases").json()["purchases"]
    assert after == held
    assert number != known or not number, "the supplier's number, not an id"


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/limits", "/assessments", "/purchases", "/suppliers"),
        *("/factors", "/factors/list", "/inventories"),
    ],
)
def test_every_page_opens_for_a_newcomer(visit: Callable[..., Page], path: str) -> None:
    for language in ("en", "zh-CN"):
        page = visit(path, language)
        assert page.locator("h1").count() == 1
        assert page.get_attribute("html", "lang") == language


def _upload(page: Page, content: str) -> None:
    name, kind = "purchases.csv", "text/csv"
    file: FilePayload = {"name": name, "mimeType": kind, "buffer": content.encode()}
    page.set_input_files("input[type=file]", files=[file])
    page.click("text=Check the file")
