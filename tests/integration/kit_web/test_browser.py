"""Pages in a real browser: nothing is blocked, everything works by keyboard and by eye."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, async_playwright
from sample_service.app import sample_app
from tests_support import NOW, Token

from tests.accessibility import violations_in
from tests.browsers import ARGUMENTS
from tierzero.settings import Settings
from tierzero.web import http_server, listening_socket

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    page: Page
    url: str
    complaints: list[str]

    async def go(self, path: str) -> None:
        await self.page.goto(self.url + path, wait_until="networkidle")


@pytest.fixture
async def address(settings: Settings) -> AsyncIterator[str]:
    with listening_socket("127.0.0.1", 0) as listener:
        server = http_server(sample_app(settings, clock=lambda: NOW))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await serving


@pytest.fixture(params=["en", "zh-CN"])
async def visit(
    request: pytest.FixtureRequest, chromium: str, address: str, token: Token
) -> AsyncIterator[Visit]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        context = await browser.new_context(locale=request.param)
        cookie: Any = {"name": "tierzero_session", "value": token("buyer"), "url": address}
        await context.add_cookies([cookie])
        visit = Visit(await context.new_page(), address, [])
        visit.page.on("console", lambda message: _note(visit, message))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        yield visit
        await browser.close()


def _note(visit: Visit, message: Any) -> None:
    if message.type in ("error", "warning"):
        visit.complaints.append(message.text)


async def test_pages_are_accessible_and_nothing_is_blocked(visit: Visit) -> None:
    for path in ("/", "/things", "/things/new", "/docs"):
        for width in (1280, 390):
            await visit.page.set_viewport_size({"width": width, "height": 844})
            await visit.go(path)
            assert await violations_in(visit.page) == []
            wide = await visit.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width
    assert visit.complaints == []


async def test_charts_are_drawn_and_live_parts_follow_events(visit: Visit) -> None:
    await visit.go("/")
    await visit.page.wait_for_selector("[data-chart=progress] .scatterlayer .trace")
    tile = visit.page.locator("[data-live-text=emissions]")
    await tile.filter(has_text="41.9 kt CO₂e").wait_for()
    assert visit.complaints == []


async def test_a_page_refreshes_its_parts_when_told_of_a_change(visit: Visit, token: Token) -> None:
    await visit.page.goto(visit.url + "/things")
    await visit.page.wait_for_selector("[data-live-state=open]", state="attached")
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {token('buyer')}"}) as client:
        thing = {"name": "Wiring harness", "amount": "12.5"}
        answer = await client.post(f"{visit.url}/api/things", json=thing)
    assert answer.status_code == 201
    await visit.page.locator("#things", has_text="Wiring harness").wait_for()
    await visit.page.goto("about:blank")
    assert visit.complaints == []


async def test_a_wrong_form_moves_to_its_errors(visit: Visit) -> None:
    await visit.go("/things/new")
    await visit.page.fill("#field-name", "Bracket")
    await visit.page.fill("#field-amount", "-1")
    await visit.page.press("#field-amount", "Enter")
    await visit.page.wait_for_selector("[role=alert]:focus")
    await visit.page.click("[role=alert] a")
    assert await visit.page.evaluate("document.activeElement.id") == "field-amount"
    assert await violations_in(visit.page) == []


async def test_a_file_is_sent_with_its_progress(visit: Visit, tmp_path: Path) -> None:
    file = tmp_path / "purchases.csv"
    file.write_bytes(b"x" * 100_000)
    await visit.go("/things/new")
    await visit.page.set_input_files("#field-file", str(file))
    await visit.page.click("form[data-upload] button")
    await visit.page.locator(".notice.success", has_text="100000").wait_for()
    assert visit.complaints == []


async def test_a_dangerous_button_asks_first(visit: Visit) -> None:
    await visit.go("/things/new")
    await visit.page.click("button.danger")
    await visit.page.wait_for_selector("dialog[open]")
    assert await violations_in(visit.page) == []
    await visit.page.click("dialog button[value=no]")
    assert await visit.page.locator("dialog[open]").count() == 0
    assert visit.page.url.endswith("/things/new")


async def test_the_language_is_switched_on_the_page(visit: Visit) -> None:
    await visit.go("/")
    await visit.page.click(".languages button[value=zh-CN]")
    await visit.page.wait_for_selector("html[lang=zh-CN]")
    await visit.page.click(".languages button[value=en]")
    await visit.page.wait_for_selector("html[lang=en]")
