"""Inventories on the page, in files and for programs, with the footprint service behind them."""

import csv
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.accessibility import violations

Visit = Callable[..., Page]


@pytest.fixture
def year(accounting: Any, buyer: str, supplier: str, eventually: Callable[..., Any]) -> str:
    """What was bought in a year: resin by the supplier's footprint, and steam nobody can price."""
    product_id = str(uuid.uuid4())
    portal = accounting.portal
    portal.supplier(supplier, buyer, name=f"Mill {supplier[:8]}")
    portal.product(supplier, product_id, name="Clear resin")
    portal.footprint(supplier, product_id, "2.5")
    with accounting.client(buyer) as client:
        eventually(
            lambda: client.get(f"/api/v1/products?supplier_id={supplier}").json()["products"]
        )
        answer = client.post("/api/v1/purchases", json=_bought(supplier, product_id))
        assert answer.status_code == 201, answer.text
        eventually(lambda: _is_counted(client))
    return "2026"


def _bought(supplier: str, product_id: str) -> list[dict[str, Any]]:
    common = {"date": "2026-05-01", "supplier": supplier}
    resin = [
        {
            **common,
            "reference": f"PO-{number}",
            "product": product_id,
            "description": f"Resin, delivery {number}",
            "quantity": str(number),
            "unit": "t",
        }
        for number in range(1, 61)
    ]
    steam = {
        **common,
        "reference": "PO-steam",
        "description": "=SUM(A1) steam",
        "amount": "12000",
        "currency": "CNY",
        "classifications": ["urn:cpc:17300"],
    }
    return [*resin, steam]


def _is_counted(client: Any) -> bool:
    answer = client.get("/api/v1/inventories", params={"year": 2026})
    found = answer.json().get("inventories", [])
    return bool(found) and found[0]["lines"] == 61 and found[0]["unresolved"] == 1


@pytest.mark.browser
def test_a_buyer_goes_from_the_year_down_to_the_reasons_of_a_line(
    visit: Visit, year: str, supplier: str
) -> None:
    page = visit(f"/inventories?year={year}")
    # 2.5 kg/kg × (1 + 2 + … + 60) t
    assert "4.575 kt CO₂e" in page.inner_text("main")
    finding = page.locator("li[data-code=electricity-upstream-outside-category-3]")
    assert "=SUM(A1) steam" in finding.inner_text()
    page.click("text=1 Purchased goods and services")
    assert page.locator("#lines tbody tr").count() == 50
    page.click("text=Next lines")
    assert page.locator("#lines tbody tr").count() == 11
    page.select_option("#supplier", supplier)
    page.select_option("#method", "unresolved")
    page.click("#lines >> text=Show")
    (only,) = page.locator("#lines tbody tr").all()
    assert "Not counted yet" in only.inner_text()
    page.go_back()
    page.click("text=Resin, delivery 60")
    text = page.inner_text("main")
    calculation = "60 tonne × 1000 kilogram/tonne × 2.5 kgCO2e ÷ 1 kilogram = 150000 kgCO2e"
    assert calculation in text
    for expected in ("PO-60", "supplier-portal.footprints.v1", "procurement.activities.v1"):
        assert expected in text
    assert "all customers of the supplier" in text
    page.click("text=Every field of the activity")
    assert '"quantity": "60"' in page.inner_text("main")


@pytest.mark.browser
def test_the_finding_leads_to_its_line_by_keyboard(visit: Visit, year: str) -> None:
    page = visit(f"/inventories?year={year}")
    link = page.locator("#findings a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/lines/*")
    assert "counts nothing yet" in page.inner_text("main")


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("zh-CN", 390)])
def test_every_page_is_clean_fits_and_speaks_the_language(
    visit: Visit, year: str, language: str, width: int
) -> None:
    page = visit(f"/inventories?year={year}", language, width)
    for link in (None, "tbody th a", "#lines tbody th a"):
        if link:
            page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
        assert violations(page) == []
        fits = "document.documentElement.scrollWidth <= innerWidth"
        assert page.evaluate(fits), page.url
        assert page.get_attribute("html", "lang") == language
    assert ("依据" if language == "zh-CN" else "What it rests on") in page.inner_text("main")


def test_files_are_safe_to_open_and_hold_everything(accounting: Any, buyer: str, year: str) -> None:
    with accounting.client(buyer) as client:
        answer = client.get(f"/inventories/{year}/1/lines.csv")
        assert "attachment" in answer.headers["content-disposition"]
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == 61
        assert {row["Description"] for row in rows} >= {"'=SUM(A1) steam", "Resin, delivery 1"}
        (total,) = csv.DictReader(
            io.StringIO(client.get(f"/inventories/{year}.csv").content.decode("utf-8-sig"))
        )
        assert total["Emissions (kgCO2e)"] == "4575000"
        lines = client.get(f"/inventories/{year}/1/lines.json").json()["lines"]
        assert sum(int(line["kilograms"]) for line in lines) == 4_575_000
        assert client.get(f"/inventories/{year}.json").json()["inventories"][0]["lines"] == 61


def test_programs_page_through_lines_and_have_one_explained(
    accounting: Any, buyer: str, year: str
) -> None:
    with accounting.client(buyer, language="zh-CN") as client:
        address = f"/api/v1/inventories/{year}/1/lines"
        first = client.get(address, params={"size": 40}).json()
        rest = client.get(address, params={"size": 40, "after": first["next"]}).json()
        lines = [*first["lines"], *rest["lines"]]
        assert (len(lines), rest["next"]) == (61, None)
        explained = client.get(f"{address}/{lines[0]['activity_id']}").json()
        (line,) = explained["lines"]
        (document,) = line["documents"]
        assert document["origin"]["topic"] == "supplier-portal.footprints.v1"
        assert line["calculation"].endswith("kgCO2e")
        (finding,) = client.get(f"/api/v1/inventories/{year}/findings").json()["findings"]
        assert "类别 3" in finding["text"]
        unknown = client.get(f"/api/v1/inventories/{year}/9/lines/{lines[0]['activity_id']}")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown-inventory")


def test_nobody_sees_anothers_inventories(accounting: Any, year: str) -> None:
    with accounting.client(str(uuid.uuid4())) as stranger:
        assert stranger.get("/api/v1/inventories").json() == {"inventories": []}
        assert "No inventory yet" in stranger.get("/inventories").text
    with accounting.client(str(uuid.uuid4()), "supplier") as supplier:
        assert supplier.get("/api/v1/inventories").status_code == 403


def test_a_footprint_service_that_is_away_is_said_to_be(accounting: Any, buyer: str) -> None:
    process = accounting.processes.pop("footprint_grpc")
    process.terminate()
    process.wait(timeout=30)
    try:
        for language, text in (("en", "does not answer"), ("zh-CN", "没有响应")):
            with accounting.client(buyer, language=language) as client:
                page = client.get("/inventories", headers={"Accept": "text/html"})
                assert (page.status_code, text in page.text) == (503, True)
                problem = client.get("/api/v1/inventories")
                assert problem.headers["content-type"] == "application/problem+json"
                assert problem.json()["code"] == "footprint-service-away"
    finally:
        accounting.start("footprint_grpc")
