"""Every page of the aggregator with something on it: accessible, in both languages, on a phone.

The pages are taken from the application: a new one whose address needs an id fails here until
EXAMPLES says how it is opened. An empty list would hide a fault of its rows.
"""

import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, Page, async_playwright

from aggregator.settings import AggregatorSettings
from aggregator.web import application
from tests import routing
from tests.accessibility import violations_in
from tests.browsers import ARGUMENTS
from tests.integration.aggregator.conftest import Aggregator, Say, until
from tests.integration.aggregator.statements import (
    assessment,
    base_year,
    initiative,
    inventory,
    organization,
)
from tierzero import topics
from tierzero.identity import person
from tierzero.procurement.v1 import limit_pb2 as limits
from tierzero.store import Store
from tierzero.supplier_portal.v1 import initiative_pb2 as initiatives

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHONE, DESK = 390, 1280
NO_PAGES = ("/livez", "/readyz", "/static/", "/docs")
EXAMPLES = {
    "/progress/{factory_id}": "/progress/{factory}",
    "/targets/{target_id}": "/targets/{target}",
}
FILLED = {
    "/": "main .factory",
    "/overview": "main tbody tr",
    "/progress/{factory_id}": "main tbody tr",
    "/targets": "main dd",
}
"""What has something to show, and what that looks like."""

FURTHER = ("/targets/new?direction=downstream", "/targets?of=a+newcomer", "/overview?of=a+newcomer")
"""Other states of pages; a newcomer's are empty."""

NEWCOMERS = "newcomer"
FACTORY_ZH, SUPPLIER_ZH = "华峰工厂", "江南钢厂"


@dataclass(frozen=True)
class Known:
    """A factory that has something of everything, and one that has nothing."""

    factory: str
    target: str
    newcomer: str


@pytest.fixture(scope="module")
def paths(aggregator: Aggregator, store: Store) -> list[str]:
    """The paths of all pages."""
    settings = AggregatorSettings(verification_key=aggregator.keys.verification_key)
    found = list(routing.walk(application(settings, store).routes))
    return sorted(routing.page_paths(found, NO_PAGES, ()))


async def stated(say: Say, factory: str) -> None:
    """Everything that other services can say about a factory."""
    supplier = f"{factory}-supplier-0"
    await say(topics.ORGANIZATIONS, factory, organization(factory, "Hua Feng", FACTORY_ZH))
    await say(topics.ORGANIZATIONS, supplier, organization(supplier, "River Mill", SUPPLIER_ZH))
    await say(
        topics.INVENTORIES,
        factory,
        inventory(factory, 2023, 1_000),
        inventory(factory, 2024, 900, unresolved=2),
        inventory(factory, 2025, 850),
        inventory(factory, 2025, 50, category=9),
    )
    await say(topics.BASE_YEARS, factory, base_year(factory, 2023, {1: 1_080}, recalculated=True))
    downstream = initiatives.DIRECTION_DOWNSTREAM
    await say(
        topics.INITIATIVES,
        supplier,
        initiative(f"{factory}-i1", supplier, factory, measured={2024: "12.5", 2025: "20"}),
        initiative(f"{factory}-i2", supplier, factory, kind="USE-EFF", direction=downstream),
    )
    verdicts = (limits.VERDICT_PASS, limits.VERDICT_FAIL, limits.VERDICT_NO_DATA)
    said = [assessment(factory, supplier, f"p{n}", one) for n, one in enumerate(verdicts)]
    await say(topics.ASSESSMENTS, supplier, *said)


@pytest.fixture
async def known(aggregator: Aggregator, say: Say) -> Known:
    """The factory's page is published, with a target of each direction that can have one."""
    factory = str(uuid.uuid4())
    headers = {"Authorization": f"Bearer {token(aggregator, factory, 'en')}"}
    await stated(say, factory)
    async with httpx.AsyncClient(base_url=aggregator.url, headers=headers) as buyer:

        async def all_is_known() -> bool:
            progress = (await buyer.get("/api/v1/overview")).json()["progress"]
            upstream: Any = progress and progress["directions"]["upstream"]
            return bool(
                upstream
                and len(upstream["years"]) == 3
                and upstream["initiatives"]["initiative_count"] == 1
                and upstream["assessments"]["failed"] == 1
            )

        await until(all_is_known)
        terms = {"direction": "upstream", "base_year": 2023, "target_year": 2030}
        made = await buyer.post("/api/v1/targets", json={**terms, "reduction_percent": "42"})
        assert made.status_code == 201, made.text
        await buyer.put("/api/v1/publication", json={"published": True})
    return Known(factory, made.json()["id"], str(uuid.uuid4()))


def token(aggregator: Aggregator, organization_id: str, language: str) -> str:
    who = person("buyer-1", organization_id, "Buyer", ["buyer"], language=language)
    return aggregator.token(who)


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A Chromium on the loop of the other fixtures."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield running
        await running.close()


async def window(
    aggregator: Aggregator, browser: Browser, organization_id: str, language: str
) -> Page:
    """A window in which somebody of the organization is signed in."""
    context = await browser.new_context(locale=language)
    value = token(aggregator, organization_id, language)
    await context.add_cookies([{"name": "tierzero_session", "value": value, "url": aggregator.url}])
    return await context.new_page()


async def faults(page: Page, url: str, width: int) -> list[str]:
    """What is wrong with a page at this width."""
    await page.set_viewport_size({"width": width, "height": 900})
    answer = await page.goto(url)
    assert answer is not None
    if not answer.ok:
        return [f"{url}: {answer.status}"]
    found = [f"{url}: {one}" for one in await violations_in(page)]
    wide = await page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{url}: {wide} px wide"] if wide > width else [])


def test_every_page_has_an_example(paths: list[str]) -> None:
    without = [path for path in paths if "{" in path and path not in EXAMPLES]
    assert not without, f"say in EXAMPLES how these pages are opened: {without}"
    assert set(EXAMPLES) <= set(paths), "a page is gone"
    assert set(FILLED) <= set(paths), "a list is gone"
    assert len(paths) >= 6


@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_every_page(
    aggregator: Aggregator, browser: Browser, known: Known, paths: list[str], language: str
) -> None:
    signed_in = {
        who: await window(aggregator, browser, who, language)
        for who in (known.factory, known.newcomer)
    }
    found = list[str]()
    for path in (*paths, *FURTHER):
        page = signed_in[known.newcomer if path.endswith(NEWCOMERS) else known.factory]
        address = EXAMPLES.get(path, path).format(factory=known.factory, target=known.target)
        for width in (PHONE, DESK):
            found += await faults(page, aggregator.url + address, width)
        if path in FILLED and not await page.locator(FILLED[path]).count():
            found.append(f"{path}: shows nothing")
    assert "\n".join(found) == ""


async def test_a_refused_form_is_as_good_as_a_fresh_one(
    aggregator: Aggregator, browser: Browser, known: Known
) -> None:
    page = await window(aggregator, browser, known.newcomer, "zh-CN")
    await page.set_viewport_size({"width": PHONE, "height": 900})
    await page.goto(f"{aggregator.url}/targets/new")
    for name, value in (("base_year", "2030"), ("target_year", "2023"), ("reduction_percent", "0")):
        await page.locator(f"main [name={name}]").fill(value)
    await page.locator("main form button").first.click()
    await page.locator("main [aria-invalid=true]").first.wait_for()
    assert await violations_in(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth") == PHONE


async def test_chinese_pages_name_organizations_in_chinese(
    aggregator: Aggregator, browser: Browser, known: Known
) -> None:
    page = await window(aggregator, browser, known.factory, "zh-CN")
    for path, names in (
        ("/", [FACTORY_ZH]),
        (f"/progress/{known.factory}", [FACTORY_ZH]),
        ("/overview", [SUPPLIER_ZH]),
    ):
        await page.goto(aggregator.url + path)
        text = await page.locator("main").inner_text()
        assert all(name in text for name in names), path
        assert "Hua Feng" not in text, path
        assert "River Mill" not in text, path
