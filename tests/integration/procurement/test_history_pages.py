"""Policy, years compared, base year and revisions in a real browser, both languages, axe clean."""

import os
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from accounting import ADDRESS, published
from playwright.sync_api import Page

from tests.accessibility import violations

Eventually = Callable[..., Any]
pytestmark = pytest.mark.browser
THIS_YEAR = time.gmtime().tm_year
BASE, CURRENT = THIS_YEAR - 2, THIS_YEAR - 1


@pytest.fixture
def visit(world: Any, browser: Any, buyer: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of procurement as the buyer, in a language."""
    contexts: list[Any] = []

    def open_page(path: str, language: str = "en") -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale=language)
        contexts.append(context)
        token = world.token(buyer, "buyer", language=language)
        cookie = {"name": "tierzero_session", "value": token, "url": world.web}
        context.add_cookies([cookie])
        page: Page = context.new_page()
        page.goto(world.web + path, wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


def _pleasing(page: Page, name: str) -> None:
    """No finding of axe; a picture for whoever wants to look at it (SCREENSHOTS=directory)."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    assert violations(page) == []


def test_a_policy_is_stated_with_a_reason_for_each_category_left_out(
    visit: Callable[..., Page], world: Any, buyer: str, eventually: Eventually
) -> None:
    page = visit("/inventory-policy")
    _pleasing(page, "policy")
    assert "applies until you do" in page.inner_text("main")
    page.fill("#field-base_year", str(BASE))
    page.fill("#field-recalculation_threshold", "0")
    page.check("#excluded-7")
    page.click("text=State the policy")
    page.wait_for_selector("text=Please correct what is marked.")
    assert page.locator("#field-reason-7-error").inner_text().endswith("State a reason.")
    assert "above 0" in page.locator("#field-recalculation_threshold-error").inner_text()
    _pleasing(page, "policy-refused")
    page.fill("#field-recalculation_threshold", "3")
    page.fill("#field-reason-7", "Below 1 % of the total")
    page.select_option("#field-structural_changes-0-trigger", "acquisition")
    page.fill("#field-structural_changes-0-reason", "Forge Ltd")
    page.fill("#field-structural_changes-0-recorded_from", "2026-01-01")
    page.fill("#field-structural_changes-0-recorded_until", "2026-02-01")
    page.click("text=State the policy")
    page.wait_for_selector("text=The policy is stated")
    assert page.is_checked("#excluded-7")
    assert page.input_value("#field-structural_changes-0-reason") == "Forge Ltd"
    assert "7, Below 1 % of the total" in page.inner_text("main")
    fact = eventually(lambda: published(world, buyer))
    assert fact.structural_changes[0].reason == "Forge Ltd"
    chinese = visit("/inventory-policy", "zh-CN")
    assert "核算政策" in chinese.inner_text("h1")
    _pleasing(chinese, "policy-zh")


@dataclass(frozen=True)
class Resin:
    """A product bought in both years, and its footprint of the base year."""

    product_id: str
    footprint_id: str


@pytest.fixture
def resin(
    world: Any, footprint_service: None, buyer: str, supplier: str, eventually: Eventually
) -> Resin:
    """1,000 kg of 2.5 kgCO2e each in the base year, 1,200 kg of 2 in the current one."""
    product_id = str(uuid.uuid4())
    world.portal.supplier(supplier, buyer, name="Clear Mill")
    world.portal.product(supplier, product_id, name="Clear resin")
    first = {"start": _january(BASE), "valid_until": _january(CURRENT)}
    footprint_id = world.portal.footprint(supplier, product_id, "2.5", **first)
    world.portal.footprint(supplier, product_id, "2", start=_january(CURRENT))
    with world.client(buyer) as client:
        eventually(
            lambda: client.get(f"/api/v1/products?supplier_id={supplier}").json()["products"]
        )
        bought = [
            _purchase(f"PO-{BASE}", BASE, supplier, product_id, "1000"),
            _purchase(f"PO-{CURRENT}", CURRENT, supplier, product_id, "1200"),
        ]
        answer = client.post("/api/v1/purchases", json=bought)
        assert answer.status_code == 201, answer.text
        client.put(ADDRESS, json={"base_year": BASE})
    _wait_for_totals(world, buyer, ("2500000000", "2400000000"), eventually)
    return Resin(product_id, footprint_id)


def _january(year: int) -> Any:
    return datetime(year, 1, 1, tzinfo=UTC)


def _purchase(reference: str, year: int, supplier: str, product: str, quantity: str) -> Any:
    return {
        "reference": reference,
        "date": f"{year}-06-30",
        "supplier": supplier,
        "product": product,
        "quantity": quantity,
        "unit": "kg",
    }


def _wait_for_totals(
    world: Any, buyer: str, totals: tuple[str, str], eventually: Eventually
) -> None:
    query = {"base_year": BASE, "current_year": CURRENT}
    with world.client(buyer) as client:

        def as_expected() -> bool:
            found = client.get("/api/v1/comparison", params=query).json()
            return (found.get("base_total"), found.get("current_total")) == totals

        eventually(as_expected)


def test_two_years_are_taken_apart_in_a_waterfall_and_tables(
    visit: Callable[..., Page], world: Any, buyer: str, resin: Resin
) -> None:
    page = visit("/comparison")
    page.wait_for_selector("#effects .main-svg")
    steps = page.locator("#effects .xtick").all_text_contents()
    assert steps == [str(BASE), "Recalculation", "Volume", "Mix", "Intensity", str(CURRENT)]
    row = page.locator("table", has_text="Clear resin").locator("tbody tr").first.inner_text()
    # 200 kg more at 2.5, and 1,200 kg at 0.5 less each.
    assert "500 kg CO₂e" in row
    assert "-600 kg CO₂e" in row.replace("−", "-")
    _pleasing(page, "comparison")
    chinese = visit(f"/comparison?base_year={BASE}&current_year={CURRENT}", "zh-CN")
    assert "年度比较" in chinese.inner_text("h1")
    assert "强度" in chinese.inner_text("main")
    _pleasing(chinese, "comparison-zh")
    with world.client(buyer) as client:
        query = {"base_year": BASE, "current_year": CURRENT}
        found = client.get("/api/v1/comparison", params=query).json()
    assert found["effects"] == {
        "volume": "500000000",
        "mix": "0",
        "intensity": "-600000000",
        "recalculation": "0",
    }


def test_years_by_other_potentials_are_refused_until_recalculated(
    visit: Callable[..., Page],
    world: Any,
    buyer: str,
    supplier: str,
    resin: Resin,
    eventually: Eventually,
) -> None:
    validity = {"start": _january(BASE), "valid_until": _january(CURRENT)}
    corrected = {"footprint_id": resin.footprint_id, "version": 2, "gwp_set": "AR5"}
    world.portal.footprint(supplier, resin.product_id, "3", **corrected, **validity)
    query = {"base_year": BASE, "current_year": CURRENT}
    with world.client(buyer, language="zh-CN") as client:

        def refused() -> Any:
            answer = client.get("/api/v1/comparison", params=query)
            return answer.json() if answer.status_code == 409 else None

        problem = eventually(refused)
    assert problem["code"] == "periods-not-comparable"
    assert [(one["path"], one["code"]) for one in problem["errors"]] == [
        ("categories[1]", "gwp-set-differs")
    ]
    assert "重算" in problem["detail"]
    page = visit("/comparison")
    assert "AR5 and AR6" in page.inner_text("main")
    _pleasing(page, "comparison-refused")
    page.click("text=Recalculate the base year and compare")
    page.wait_for_selector("text=is recalculated by the present method")
    row = page.locator("table", has_text="Clear resin").locator("tbody tr").first.inner_text()
    assert "another set of global warming potentials" in row
    _pleasing(page, "comparison-recalculated")


def test_a_base_year_restated_shows_before_after_and_why(
    visit: Callable[..., Page],
    world: Any,
    buyer: str,
    supplier: str,
    resin: Resin,
    eventually: Eventually,
) -> None:
    page = visit("/inventory-policy")
    page.fill("#field-year", str(BASE))
    page.click("text=Report the year")
    page.wait_for_selector("text=The year is reported")
    assert "2.5 t CO₂e" in page.locator("#reports").inner_text()
    with world.client(buyer) as client:
        eventually(lambda: "reported" in client.get("/api/v1/base-year").json())
        late = _purchase("PO-late", BASE, supplier, resin.product_id, "100")
        client.post("/api/v1/purchases", json=late)
        due = eventually(lambda: _if_due(client.get("/api/v1/base-year").json()))
        assert (due["before"], due["after"]) == ("2500000000", "2750000000")
        assert due["cumulative_percent"] == "10"
        history = client.get(f"/api/v1/inventories/{BASE}/1/revisions").json()["revisions"]
    assert history[0]["inventory"]["restatement"]["causes"][0]["code"] == "activity-late"
    assert "restates_report_of" in history[0]
    page = visit("/base-year")
    said = page.inner_text("main")
    assert "reach the threshold" in said
    assert "Errors, late or corrected data" in said
    _pleasing(page, "base-year")
    page.click("text=Revisions of category 1")
    page.wait_for_selector("text=Activities were recorded after the year was reported.")
    _pleasing(page, "revisions")
    chinese = visit(f"/revisions?category=1&year={BASE}", "zh-CN")
    assert "年度报告之后补录了活动数据" in chinese.inner_text("main")
    _pleasing(visit("/base-year", "zh-CN"), "base-year-zh")


def _if_due(answer: Any) -> Any:
    return answer if answer.get("recalculation_is_due") else None


@pytest.mark.parametrize("path", ["/comparison", "/base-year", "/revisions?category=1&year=2020"])
def test_a_newcomer_is_told_what_to_do_first(
    visit: Callable[..., Page], footprint_service: None, path: str
) -> None:
    for language in ("en", "zh-CN"):
        page = visit(path, language)
        assert page.locator(".empty").count() == 1
        assert page.get_attribute("html", "lang") == language
        _pleasing(page, f"newcomer-{path.split('?')[0].strip('/')}-{language}")
