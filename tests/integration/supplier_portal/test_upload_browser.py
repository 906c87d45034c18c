"""In a real browser: a long upload is watched row by row, and ends on the page that it leads to."""

from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from tests.browsers import ARGUMENTS

from .documents import csv_file, row, unique
from .portal_process import PASSWORD, PortalProcess

ROWS = 1_200
WATCH = """
    const place = document.querySelector(".upload [role=status]");
    new MutationObserver(() => said(place.textContent)).observe(place, { childList: true });
"""
WORDS = {"en": ("rows checked", "Store all rows"), "zh-CN": ("已检查", "存储全部行")}


async def _sign_in(page: Page, url: str, user: str) -> None:
    await page.goto(f"{url}/sign-in?next=/upload")
    await page.fill("[name=user]", user)
    await page.fill("[name=password]", PASSWORD)
    await page.click("button[type=submit]")


@pytest.mark.browser
@pytest.mark.parametrize("language", sorted(WORDS))
async def test_checking_and_storing_are_watched(
    portal: PortalProcess, chromium: str, tmp_path: Path, language: str
) -> None:
    prefix, file = unique("W"), tmp_path / "many.csv"
    file.write_bytes(csv_file(*(row(f"{prefix}-{number}") for number in range(ROWS))))
    checked, store = WORDS[language]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        page = await browser.new_page(locale=language)
        await _sign_in(page, portal.url, "mill@example.com")
        said: list[str] = []
        await page.expose_function("said", lambda text: said.append(text))
        await page.set_input_files("input[type=file]", file)
        await page.evaluate(WATCH)
        await page.click("form[data-steps] button")
        button = page.get_by_role("button", name=store)
        await expect(button).to_be_visible(timeout=60_000)
        assert [one for one in said if checked in one], said
        await button.click()
        await page.wait_for_url("**/upload/batches/*", timeout=120_000)
        await expect(page.get_by_text("many.csv")).to_be_visible()
        await browser.close()
    found = portal.program("mill").get("/api/v1/footprints/bulk/batches").json()["data"]
    assert next(one["stored_rows"] for one in found if one["filename"] == "many.csv") == ROWS
