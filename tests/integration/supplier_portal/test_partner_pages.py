"""Partners' systems and deliveries at a real browser: entered, refused, tried, forgotten, seen."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.accessibility import violations

from .delivering import deliver
from .partner_system import CLIENT, SECRET, PartnerSystem
from .portal_process import PASSWORD, PortalProcess

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PHONE = 390
WORDS = {
    "en": ("is no certificate", "It works", "It does not work", "is forgotten", "Given up after"),
    "zh-CN": ("不是 PEM", "连接正常", "连接失败", "已删除", "后放弃"),
}


@pytest.fixture(scope="module", autouse=True)
def delivered(developer: PortalProcess) -> None:
    """What the pages of deliveries show."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, deliver(developer)).result()


def signed_in(browser: Browser, portal: PortalProcess, who: str, language: str) -> Page:
    """A window of somebody, as wide as a phone."""
    context = browser.new_context(locale=language, viewport={"width": PHONE, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{portal.url}/sign-in")
    page.fill("[name=user]", f"{who}@example.com")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def sound(page: Page) -> None:
    """Accessible, and no wider than the window."""
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize("language", sorted(WORDS))
def test_an_administrator_enters_tries_and_forgets_a_system(
    browser: Browser, developer: PortalProcess, system: PartnerSystem, language: str
) -> None:
    no_certificate, works, fails, forgotten, _ = WORDS[language]
    page = signed_in(browser, developer, "operator", language)
    page.goto(f"{developer.url}/partners")
    sound(page)
    page.select_option("[name=organization_id]", "foundry")
    page.fill("[name=base_url]", "https://user:secret@127.0.0.1")
    page.fill("[name=client_id]", CLIENT)
    page.fill("[name=client_secret]", SECRET)
    page.fill("[name=certificate]", "no certificate")
    page.locator("main form.form .actions button").click()
    expect(page.locator("#field-base_url-error")).to_be_visible()
    assert no_certificate in page.inner_text("#field-certificate-error")
    assert SECRET not in page.content(), "a secret is never shown again"
    sound(page)
    page.fill("[name=base_url]", "http://127.0.0.1:1")
    page.fill("[name=certificate]", "")
    page.fill("[name=client_secret]", SECRET)
    page.locator("main form.form .actions button").click()
    page.locator("tbody tr").wait_for()
    page.locator("tbody .tools button").first.click()
    page.get_by_text(fails).wait_for()
    page.locator("tbody th a").click()
    page.fill("[name=base_url]", system.url)
    page.locator("main form.form .actions button").first.click()
    page.locator("tbody tr").wait_for()
    page.locator("tbody .tools button").first.click()
    page.get_by_text(works).wait_for()
    sound(page)
    page.locator("tbody .tools button").nth(1).click()
    page.locator("dialog[open] button[value=yes]").click()
    page.get_by_text(forgotten).wait_for()
    assert page.locator("tbody tr").count() == 0
    page.context.close()


@pytest.mark.parametrize("language", sorted(WORDS))
def test_a_supplier_sees_what_partners_were_told_and_nobody_else_s(
    browser: Browser, developer: PortalProcess, language: str
) -> None:
    page = signed_in(browser, developer, "mill", language)
    page.goto(f"{developer.url}/deliveries")
    assert page.locator("tbody tr").count() == 4
    shown = page.inner_text("main")
    assert WORDS[language][-1] in shown
    assert "mill: 503" in shown
    assert "foundry" not in shown
    sound(page)
    page.goto(f"{developer.url}/deliveries?outcome=refused")
    assert page.locator("tbody tr").count() == 1
    page.goto(f"{developer.url}/partners")
    assert page.locator("main").inner_text().count("127.0.0.1") == 0, "for administrators only"
    page.context.close()
