"""A buyer asks and a supplier answers on their pages, in a real browser and both languages."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from asking import until
from browsing import Desk, Visitor
from entering import Chain
from playwright.sync_api import Browser, expect

from tests.accessibility import violations
from tests.integration.supplier_portal.documents import unique

pytestmark = [pytest.mark.platform, pytest.mark.browser, pytest.mark.timeout(600)]
Enter = Callable[[], Visitor]


@pytest.fixture(params=["en", "zh-CN"])
def visitor(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Enter]:
    """Whoever comes in has a browser window of their own."""
    contexts: list[Any] = []

    def enter() -> Visitor:
        context = browser.new_context(locale=request.param)
        contexts.append(context)
        return Visitor(context.new_page(), request.param, tmp_path)

    yield enter
    for context in contexts:
        context.close()


def accessible(desk: Desk, name: str) -> None:
    """No fault that axe finds; a picture for whoever wants to look."""
    desk.shoot(name)
    assert violations(desk.page) == []


def settled(desk: Desk, path: str, state: str) -> None:
    """Open a page again until it shows the state."""

    def shown() -> str:
        desk.open(path)
        return desk.page.locator(".heading .badge").first.inner_text()

    until(shown, lambda text: desk.text(state, "request") in text, 60)


def test_asking_promising_mapping_and_answering(chain: Chain, visitor: Enter) -> None:
    assert chain.submit("2.5").is_success
    number = unique("AX")
    buyer = visitor().signs_in(chain.factory, "procurement")

    def offered() -> list[str]:
        buyer.open("/footprint-requests/new")
        options = buyer.page.locator("#field-supplier option")
        return [str(one.get_attribute("value")) for one in options.all()]

    until(offered, lambda ids: chain.mill.organization_id in ids, 60)
    accessible(buyer, "ask")
    buyer.press("Ask")
    expect(buyer.page.locator(".notice.danger")).to_be_visible()
    buyer.page.select_option("#field-supplier", chain.mill.organization_id)
    buyer.fill(Your_part_number=number, Description="Door panel", Comment="For the 2026 model.")
    buyer.press("Ask")
    buyer.page.wait_for_url(re.compile(r"/footprint-requests/[0-9a-f-]{36}"))
    asked = buyer.page.url.removeprefix(buyer.url)
    settled(buyer, asked, "Received")
    accessible(buyer, "received")

    mill = visitor().signs_in(chain.mill, "supplier-portal")
    mill.follow("Requests")
    accessible(mill, "requests")
    mill.page.get_by_role("link", name="Door panel").click()
    accessible(mill, "unknown-number")
    mill.fill(By_the_day="2026-12-31")
    until(lambda: mill.page.locator("#field-until").input_value(), bool)
    mill.press("Promise")
    settled(buyer, asked, "Promised")
    mill.page.locator("#meant").select_option(chain.product["id"])
    mill.press("Show its footprints")
    mill.see("Footprints in force")
    accessible(mill, "answering")
    mill.press("Send the answer")
    mill.see("The request is answered.")
    accessible(mill, "answered")
    settled(buyer, asked, "Answered")
    assert "2.5 kg CO₂e" in buyer.page.inner_text("main")
    accessible(buyer, "answer")

    mill.open("/requests/part-numbers")
    assert number in mill.page.inner_text("main")
    accessible(mill, "customers-part-numbers")
    until(
        lambda: (buyer.open("/part-numbers"), buyer.page.inner_text("main"))[1],
        lambda text: number in text,
        60,
    )
    accessible(buyer, "part-numbers")
    buyer.open("/footprint-requests")
    accessible(buyer, "list")


def test_what_is_missing_is_ticked_and_declined_with_a_reason(chain: Chain, visitor: Enter) -> None:
    chain.buy(2026)
    buyer = visitor().signs_in(chain.factory, "procurement")
    buyer.open("/footprint-requests/missing")
    accessible(buyer, "missing")
    buyer.press("Ask for what is ticked")
    buyer.page.wait_for_url(re.compile(r"/footprint-requests\?state=open"))
    accessible(buyer, "open")

    mill = visitor().signs_in(chain.mill, "supplier-portal")

    def waiting() -> int:
        mill.open("/requests")
        return mill.page.locator("tbody tr").count()

    until(waiting, bool, 60)
    mill.page.locator("tbody a").first.click()
    mill.see("New footprint of {product}", product=chain.product["name"])
    mill.page.select_option("#field-reason_code", "other")
    mill.press("Decline")
    mill.press("Yes, go on")
    expect(mill.page.locator(".notice.danger")).to_be_visible()
    accessible(mill, "reason-missing")
    mill.page.locator("#field-reason").fill("Not before spring.")
    mill.press("Decline")
    mill.press("Yes, go on")
    mill.see("The request is declined; the customer sees why.")
    buyer.open("/footprint-requests?state=declined")
    until(lambda: (buyer.page.reload(), buyer.page.locator("tbody a").count())[1], bool, 60)
    buyer.page.locator("tbody a").first.click()
    assert "Not before spring." in buyer.page.inner_text("main")
    accessible(buyer, "declined")
